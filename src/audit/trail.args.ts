import { ArgsType, Field, ID, InputType } from "type-graphql"
import { Instant } from "../platform/graphql/scalars"
import { PageArgs } from "../records"
import { TrailAction, TrailOutcome } from "./trail.codes"

@InputType({ description: "Narrows the trail; what is given must all be true." })
export class TrailFilter {
  @Field(() => ID, { nullable: true, description: "Requests that saw or changed this case." })
  case?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      "Requests that saw or changed a case in which this person of the registry has a part. For the privacy officer, who is given the person's id by who looks persons up; finds nothing for others.",
  })
  person?: string | null

  @Field(() => ID, { nullable: true, description: "Requests by this employee." })
  actor?: string | null

  @Field(() => TrailAction, { nullable: true, description: "Requests that did this." })
  action?: string | null

  @Field(() => TrailOutcome, { nullable: true, description: "Requests that ended so." })
  outcome?: TrailOutcome | null

  @Field(() => Instant, { nullable: true, description: "Recorded at or after." })
  recordedFrom?: Date | null

  @Field(() => Instant, { nullable: true, description: "Recorded before." })
  recordedBefore?: Date | null
}

@ArgsType()
export class TrailArgs extends PageArgs {
  @Field(() => TrailFilter, { nullable: true, description: "Which requests." })
  filter?: TrailFilter | null
}
