import type { GraphQLResolveInfo } from "graphql"
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql"
import { CasePayload } from "../cases"
import { type Context, May, Traced } from "../records"
import { closeCase, reopenCase } from "./closing"
import { CloseCaseInput, MoveCaseInput, ReopenCaseInput } from "./lifecycle.inputs"
import { moveCase } from "./moving"

@Resolver()
export class LifecycleResolver {
  @Mutation(() => CasePayload, {
    description:
      "Takes a case to another status. Needs a grant to contribute; to cancel it, the right to close it, and no open task.",
  })
  @Traced("case.moved", "case-handling")
  @May("move", "Case")
  moveCase(
    @Arg("input", { description: "Which case, and where to." }) input: MoveCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, moveCase)
  }

  @Mutation(() => CasePayload, {
    description:
      "Closes a case with its outcome; refused while a task is open. Needs a grant to manage, or to lead its team.",
  })
  @Traced("case.closed", "case-handling")
  @May("close", "Case")
  closeCase(
    @Arg("input", { description: "Which case, and how it ended." }) input: CloseCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, closeCase)
  }

  @Mutation(() => CasePayload, {
    description: "Reopens an ended case; its term is cleared. Needs a grant to manage, or to lead its team.",
  })
  @Traced("case.reopened", "case-handling")
  @May("reopen", "Case")
  reopenCase(
    @Arg("input", { description: "Which case, and why." }) input: ReopenCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, reopenCase)
  }
}
