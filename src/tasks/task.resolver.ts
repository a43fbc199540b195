import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { Case } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, Count, List, ListArgs, May, Traced, Written, compiled, isAbsent } from "../records"
import { addTask, completeTask } from "./handling-task"
import { Task } from "./task.entity"
import { AddTaskInput, CompleteTaskInput } from "./task.inputs"

@ObjectType({ simpleResolvers: true, description: "What became of a change of a task." })
export class TaskPayload extends Payload {
  @Field(() => Task, { nullable: true, description: "The task as it is now." })
  @Written(() => Task)
  task!: Task | null

  @Field(() => Case, { nullable: true, description: "The case that it belongs to." })
  @Written(() => Case)
  case!: Case | null
}

@Resolver(() => Case)
export class CaseTasks {
  @FieldResolver(() => [Task], {
    description: "The tasks, first due first. At most 100; `taskCount` says how many there are.",
  })
  @List(() => Task, { by: "case", order: [["dueOn", "asc"], ["id", "asc"]], max: 100, counted: "taskCount" }) // prettier-ignore
  tasks(@Args() _args: ListArgs): Task[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many tasks there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Task, { by: "case" })
  taskCount(): number {
    return compiled()
  }

  @FieldResolver(() => Int, { description: "How many tasks are still open." })
  @Count(() => Task, { by: "case", where: { open: isAbsent("completedAt") } })
  openTaskCount(): number {
    return compiled()
  }
}

@Resolver()
export class TaskResolver {
  @Mutation(() => TaskPayload, { description: "Adds a task to a running case. Needs a grant to contribute." })
  @Traced("task.added", "case-handling")
  @May("contribute", "Case")
  addTask(
    @Arg("input", { description: "The task as it is to be." }) input: AddTaskInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskPayload> {
    return records.change(info, input, addTask)
  }

  @Mutation(() => TaskPayload, { description: "Marks a task as done. Needs a grant to contribute." })
  @Traced("task.completed", "case-handling")
  @May("contribute", "Case")
  completeTask(
    @Arg("input", { description: "The task that was done." }) input: CompleteTaskInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskPayload> {
    return records.change(info, input, completeTask)
  }
}
