import { IsInt, IsOptional, MaxLength, Min } from "class-validator"
import { Field, ID, InputType, Int } from "type-graphql"
import { DataCategory, longestId, longestTitle } from "../cases"
import { Day } from "../platform/graphql/scalars"
import { Line } from "../platform/graphql/texts"

@InputType({ description: "A task to be added to a case." })
export class AddTaskInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => String, { description: "What is to be done, in at most 200 characters." })
  @Line(longestTitle)
  title!: string

  @Field(() => DataCategory, {
    nullable: true,
    description: "What sort of personal data the title holds; that of the kind of case when absent. Never REPORTER.",
  })
  category?: DataCategory | null

  @Field(() => Day, { description: "The day it is due." })
  dueOn!: string

  @Field(() => ID, { nullable: true, description: "Who is to do it; oneself when absent." })
  @IsOptional()
  @MaxLength(longestId)
  assigneeId?: string | null
}

@InputType({ description: "Marks a task as done." })
export class CompleteTaskInput {
  @Field(() => ID, { description: "The id of the task." })
  @MaxLength(longestId)
  taskId!: string

  @Field(() => Int, { description: "The version that this change is based on; a later one refuses it." })
  @IsInt()
  @Min(1)
  expectedVersion!: number
}
