import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql"
import { type Context, May, One, Page, Traced, connectionOf } from "../records"
import { assignCase } from "./assigning"
import { Case } from "./case.entity"
import { AssignCaseInput, OpenCaseInput, UpdateCaseInput } from "./case.inputs"
import { CasePayload } from "./case.payload"
import { CasesArgs, caseFeed, caseList } from "./cases.args"
import { openCase } from "./opening"
import { updateCase } from "./updating"

export const CaseConnection = connectionOf(Case, "Case")
export type CaseConnection = InstanceType<typeof CaseConnection>

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => CaseConnection, {
    description: "The cases that exist for you. For the privacy officer: every case, without content.",
  })
  @Page(() => Case, { ...caseList, feed: caseFeed })
  @Traced("case.listed", "case-handling")
  cases(
    @Args() _args: CasesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaseConnection> {
    return records.read(info)
  }

  @Query(() => Case, { nullable: true, description: "One case; null when absent or not for you, which are the same." })
  @One(() => Case, "id")
  @Traced("case.viewed", "case-handling")
  case(
    @Arg("id", () => ID, { description: "The id of the case." }) _id: string,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Case | null> {
    return records.read(info)
  }

  @Query(() => Case, {
    nullable: true,
    description: "One case by the reference on its letters; null when absent or not for you.",
  })
  @One(() => Case, "reference")
  @Traced("case.viewed", "case-handling")
  caseByReference(
    @Arg("reference", () => String, { description: "The exact reference, such as WR-7F3K-92QD." }) _reference: string,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Case | null> {
    return records.read(info)
  }

  @Mutation(() => CasePayload, {
    description: "Opens a case for a team of one's own. For those who handle cases and are cleared for the kind.",
  })
  @Traced("case.opened", "case-handling")
  @May("open", "Case")
  openCase(
    @Arg("input", { description: "The case as it is to be." }) input: OpenCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, openCase)
  }

  @Mutation(() => CasePayload, { description: "Changes what is given. Needs a grant to contribute." })
  @Traced("case.updated", "case-handling")
  @May("update", "Case")
  updateCase(
    @Arg("input", { description: "The case, and what is to change." }) input: UpdateCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, updateCase)
  }

  @Mutation(() => CasePayload, {
    description: "Hands a case to somebody. Needs a grant to manage, or to lead the team that handles it.",
  })
  @Traced("case.assigned", "case-handling")
  @May("assign", "Case")
  assignCase(
    @Arg("input", { description: "The case, and to whom it goes." }) input: AssignCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, assignCase)
  }
}
