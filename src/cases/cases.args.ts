import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql"
import { Instant } from "../platform/graphql/scalars"
import { type Feed, PageArgs, among, before, equals, from, isAbsent } from "../records"
import { CaseKind, CaseStatus } from "./case.codes"

export enum CaseOrder {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  LAST_CHANGED = "LAST_CHANGED",
  REFERENCE = "REFERENCE",
}
registerEnumType(CaseOrder, {
  name: "CaseOrder",
  description: "The orderings of a list of cases.",
  valuesConfig: {
    NEWEST: { description: "The last opened comes first." },
    OLDEST: { description: "The first opened comes first." },
    LAST_CHANGED: { description: "The last changed comes first." },
    REFERENCE: { description: "In the order of their references." },
  },
})

@InputType({ description: "Narrows a list of cases; what is given must all be true." })
export class CaseFilter {
  @Field(() => [CaseKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: CaseKind[] | null

  @Field(() => [CaseStatus], { nullable: true, description: "In one of these statuses." })
  statuses?: CaseStatus[] | null

  @Field(() => Boolean, { nullable: true, description: "True: not yet closed or cancelled; false: ended." })
  open?: boolean | null

  @Field(() => ID, { nullable: true, description: "Cases handled by this team." })
  teamId?: string | null

  @Field(() => ID, { nullable: true, description: "Cases handled by this employee." })
  assigneeId?: string | null

  @Field(() => ID, { nullable: true, description: "Cases about this home." })
  homeId?: string | null

  @Field(() => Instant, { nullable: true, description: "Cases opened at this moment or after it." })
  openedFrom?: Date | null

  @Field(() => Instant, { nullable: true, description: "Cases opened before this moment." })
  openedBefore?: Date | null
}

@ArgsType()
export class CasesArgs extends PageArgs {
  @Field(() => CaseFilter, { nullable: true, description: "Which cases the list holds." })
  filter?: CaseFilter | null

  @Field(() => CaseOrder, { nullable: true, description: "In which order; last opened first when absent." })
  orderBy?: CaseOrder | null
}

/** How lists of cases are narrowed and ordered, at the root and below a team, an employee or a home. */
export const caseList = {
  filters: {
    kinds: among("kind"),
    statuses: among("status"),
    open: isAbsent("closedAt"),
    teamId: equals("team"),
    assigneeId: equals("assignee"),
    homeId: equals("home"),
    openedFrom: from("openedAt"),
    openedBefore: before("openedAt"),
  },
  orders: {
    NEWEST: [["openedAt", "desc"], ["id", "desc"]],
    OLDEST: [["openedAt", "asc"], ["id", "asc"]],
    LAST_CHANGED: [["changedAt", "desc"], ["id", "desc"]],
    REFERENCE: [["reference", "asc"]],
  },
} as const // prettier-ignore

/** All that exists for somebody is read through her grants; a team's, an employee's or a home's cases have an index of their own. */
export const caseFeed: Feed = {
  table: "case_grant",
  principal: "principal_id",
  moment: "opened_at",
  key: "case_id",
  live: "f.ended_at is null",
  orders: ["NEWEST", "OLDEST"],
  unless: ["teamId", "assigneeId", "homeId"],
}
