import type { GraphQLResolveInfo } from "graphql"
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql"
import { CasePayload } from "../cases"
import { type Context, May, Traced } from "../records"
import { closeCase, reopenCase } from "./closing"
import { CloseCaseInput, ReopenCaseInput } from "./closing.inputs"

@Resolver()
export class ClosingResolver {
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
