import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql"
import { CasePayload } from "../cases"
import { type Context, May, Page, Traced, connectionOf, equals, hasWords } from "../records"
import {
  CaseAccessArgs,
  CaseCandidatesArgs,
  EndAccessInput,
  GrantAccessInput,
  HandOverInput,
  LiftRestrictionInput,
  RestrictCaseInput,
} from "./access.inputs"
import { CaseAccess } from "./case-access.entity"
import { CaseCandidate } from "./case-candidate.entity"
import { endAccess, grantAccess } from "./granting"
import { HandOverPayload } from "./hand-over.payload"
import { handOver, previewHandOver } from "./handing-over"
import { liftRestriction, restrictCase } from "./restricting"

const CaseAccessConnection = connectionOf(CaseAccess, "CaseAccess")
type CaseAccessConnection = InstanceType<typeof CaseAccessConnection>
const CaseCandidateConnection = connectionOf(CaseCandidate, "CaseCandidate")
type CaseCandidateConnection = InstanceType<typeof CaseCandidateConnection>

@Resolver()
export class AccessResolver {
  @Query(() => CaseAccessConnection, {
    description:
      "Everybody for whom a case exists, now or at a past moment: by which way, since when, until when and why. For who manages the case, and the privacy officer; empty for others.",
  })
  @Page(() => CaseAccess, {
    orders: { SINCE: [["startsAt", "asc"], ["grantId", "asc"], ["employee", "asc"]] },
    told: { function: "case_access", arguments: [["caseId", "uuid"], ["at", "timestamptz"]] },
  }) // prettier-ignore
  @Traced("access.listed", "access-control")
  caseAccess(
    @Args() _args: CaseAccessArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaseAccessConnection> {
    return records.read(info)
  }

  @Query(() => CaseCandidateConnection, {
    description:
      "Every employee, and whether she can take a case: colleagues of its team first, then by name. For who manages the case; empty for others.",
  })
  @Page(() => CaseCandidate, {
    orders: { NEAREST: [["place", "asc"], ["employee", "asc"]] },
    filters: { text: hasWords("sought"), fit: equals("fit") },
    told: { function: "case_candidates", arguments: [["caseId", "uuid"]] },
  }) // prettier-ignore
  @Traced("candidate.listed", "case-handling")
  caseCandidates(
    @Args() _args: CaseCandidatesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaseCandidateConnection> {
    return records.read(info)
  }

  @Mutation(() => CasePayload, {
    description:
      "Names somebody personally for a case. Needs a grant to manage, or to lead its team; in a restricted case, to manage.",
  })
  @Traced("access.granted", "access-control")
  @May("grant", "Case")
  grantAccess(
    @Arg("input", { description: "Whom, how far, until when and why." }) input: GrantAccessInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, grantAccess)
  }

  @Mutation(() => CasePayload, {
    description: "Ends a grant. Needs a grant to manage, or to lead its team. The last manager's does not end.",
  })
  @Traced("access.ended", "access-control")
  @May("grant", "Case")
  endAccess(
    @Arg("input", { description: "Which grant ends, and why." }) input: EndAccessInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, endAccess)
  }

  @Mutation(() => CasePayload, {
    description: "Restricts a case to those who are named personally. Needs a grant to manage.",
  })
  @Traced("case.restricted", "access-control")
  @May("restrict", "Case")
  restrictCase(
    @Arg("input", { description: "Which case, why, and who is the deputy." }) input: RestrictCaseInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, restrictCase)
  }

  @Mutation(() => CasePayload, {
    description: "Lifts the restriction: it exists for its team again. Needs a grant to manage.",
  })
  @Traced("case.unrestricted", "access-control")
  @May("restrict", "Case")
  liftRestriction(
    @Arg("input", { description: "Which case, and why." }) input: LiftRestrictionInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, liftRestriction)
  }

  @Mutation(() => HandOverPayload, {
    description:
      "Says which case `handOver` would give to whom, and which nobody could take; changes nothing. For who may hand them over.",
  })
  @Traced("case.hand_over_previewed", "case-handling")
  @May("assign", "Case")
  previewHandOver(
    @Arg("input", { description: "What, and to whom." }) input: HandOverInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HandOverPayload> {
    return records.change(info, input, previewHandOver)
  }

  @Mutation(() => HandOverPayload, {
    description:
      "Hands over some cases, a whole desk or a district; all, or none. For who manages the cases, or leads their team. Clearances and conflicts of interest of the receivers are checked.",
  })
  @Traced("case.handed_over", "case-handling")
  @May("assign", "Case")
  handOver(
    @Arg("input", { description: "What, and to whom." }) input: HandOverInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HandOverPayload> {
    return records.change(info, input, handOver)
  }
}
