import { ArgsType, Field, ID, InputType } from "type-graphql"
import { Instant } from "../platform/graphql/scalars"
import { PageArgs } from "../records"
import { AccessRoute } from "../access"
import { EmployeeRole } from "../staff"
import { AccessOrganisation } from "./organisation"
import { ActivityCode, TrailAction, TrailOutcome } from "./trail.codes"

@InputType({
  description:
    "Narrows the trail; what is given must all be true. By role, organisation, action, activity, route or outcome it is searched within a case, a party, an employee's requests, or a period of at most 31 days.",
})
export class TrailFilter {
  @Field(() => ID, { nullable: true, description: "Requests that saw or changed this case." })
  caseId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      "Requests that saw or changed a case in which this person of the registry has a part, or looked her up. For the privacy officer, who is given the person's id by who looks persons up; finds nothing for others.",
  })
  personId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: "Requests that saw or changed this party, by the reference that belongs to its case alone.",
  })
  partyId?: string | null

  @Field(() => ID, { nullable: true, description: "Requests by this employee." })
  actorId?: string | null

  @Field(() => ID, { nullable: true, description: "Requests by whoever belonged to this team at that moment." })
  teamId?: string | null

  @Field(() => EmployeeRole, { nullable: true, description: "Requests by whoever had this role at that moment." })
  role?: EmployeeRole | null

  @Field(() => AccessOrganisation, {
    nullable: true,
    description: "Requests by whoever works for this organisation, its jobs and its operators among them.",
  })
  organisation?: AccessOrganisation | null

  @Field(() => TrailAction, { nullable: true, description: "Requests that did this." })
  action?: string | null

  @Field(() => ActivityCode, { nullable: true, description: "Requests that belong to this activity." })
  activity?: string | null

  @Field(() => AccessRoute, {
    nullable: true,
    description:
      "Requests by whoever had come to a case by this route; with a case, to that case. Known when the event is sealed, seconds after it.",
  })
  route?: AccessRoute | null

  @Field(() => TrailOutcome, { nullable: true, description: "Requests that ended so." })
  outcome?: TrailOutcome | null

  @Field(() => Instant, { nullable: true, description: "Requests recorded at this moment or after it." })
  recordedFrom?: Date | null

  @Field(() => Instant, { nullable: true, description: "Requests recorded before this moment." })
  recordedBefore?: Date | null
}

@ArgsType()
export class TrailArgs extends PageArgs {
  @Field(() => TrailFilter, { nullable: true, description: "Which requests the list holds." })
  filter?: TrailFilter | null
}
