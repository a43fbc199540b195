import type { GraphQLResolveInfo } from "graphql"
import { Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from "type-graphql"
import { Case } from "../cases"
import {
  type Context,
  List,
  ListArgs,
  Needs,
  NeedsRecords,
  Page,
  PageArgs,
  Tells,
  Traced,
  compiled,
  connectionOf,
  Count,
} from "../records"
import { Employee } from "../staff"
import { faultOf } from "./asking"
import { trailFilters } from "./finding"
import { Setting } from "./setting.entity"
import { TrailEvent } from "./trail-event.entity"
import { TrailHead } from "./trail-head.entity"
import { TrailReach } from "./trail-reach.entity"
import { TrailSight } from "./trail-sight.entity"
import { TrailArgs } from "./trail.args"
import { ActivityCode, TrailAction, nameOfAction, nameOfActivity } from "./trail.codes"

const TrailHeadConnection = connectionOf(TrailHead, "TrailHead")
type TrailHeadConnection = InstanceType<typeof TrailHeadConnection>
const TrailEventConnection = connectionOf(TrailEvent, "TrailEvent")
type TrailEventConnection = InstanceType<typeof TrailEventConnection>

@Resolver(() => TrailEvent)
export class TrailEventFields {
  @FieldResolver(() => [TrailAction], { description: "What the request did or tried." })
  @Needs("actions")
  actions(@Root() { actions }: TrailEvent): string[] {
    return actions.map(nameOfAction)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The name that the employee bore at that moment, where it is not the one that she bears now.",
  })
  @Tells(() => Employee, "employee_name_then", "actor", "recordedAt")
  actorNameThen(): string | null {
    return compiled()
  }

  @FieldResolver(() => [TrailSight], {
    description: "What each of its root fields served or changed. At most 50; `sightCount` says how many there are.",
  })
  @List(() => TrailSight, {
    by: "event",
    sharing: [["recordedAt", "recordedAt"]],
    order: [["position", "asc"]],
    max: 50,
    counted: "sightCount",
  })
  sights(@Args() _args: ListArgs): TrailSight[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such lines there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => TrailSight, { by: "event", sharing: [["recordedAt", "recordedAt"]] })
  sightCount(): number {
    return compiled()
  }

  @FieldResolver(() => [TrailReach], {
    description:
      "By which routes each of its cases was reached. Worked out when the event is sealed, seconds after it; empty until then. At most 100; `reachedCount` says how many there are.",
  })
  @List(() => TrailReach, {
    told: { function: "trail_reached", of: ["id", "recordedAt"] },
    order: [["caseId", "asc"]],
    max: 100,
    counted: "reachedCount",
  })
  reached(@Args() _args: ListArgs): TrailReach[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many cases that it reached there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => TrailReach, { told: { function: "trail_reached", of: ["id", "recordedAt"] } })
  reachedCount(): number {
    return compiled()
  }

  @FieldResolver(() => [Setting], {
    description:
      "What was set otherwise, where it is the start at which that was found. At most 50; `settingCount` says how many there are.",
  })
  @List(() => Setting, { by: "event", order: [["name", "asc"]], max: 50, counted: "settingCount" })
  settings(@Args() _args: ListArgs): Setting[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many settings there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Setting, { by: "event" })
  settingCount(): number {
    return compiled()
  }
}

@Resolver(() => TrailSight)
export class TrailSightFields {
  @FieldResolver(() => TrailAction, { description: "What it did with them." })
  @Needs("action")
  action(@Root() { action }: TrailSight): string {
    return nameOfAction(action)
  }

  @FieldResolver(() => ActivityCode, { description: "The processing activity of the register (GDPR art. 30)." })
  @Needs("activity")
  activity(@Root() { activity }: TrailSight): string {
    return nameOfActivity(activity)
  }

  @FieldResolver(() => [Case], {
    description: "The cases it names that are still there, without their content. Looking is in the trail too.",
  })
  @NeedsRecords("caseIds")
  async cases(
    @Root() { caseIds }: TrailSight,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Case[]> {
    const found = await records.byIds<Case>(Case, caseIds, info)
    return found.filter((dossier) => dossier !== null)
  }
}

@Resolver()
export class TrailQueries {
  @Query(() => TrailEventConnection, {
    description: "The audit trail, newest first. For the privacy officer; empty for others. Asking is in the trail.",
  })
  @Page(() => TrailEvent, {
    orders: { NEWEST: [["recordedAt", "desc"], ["id", "desc"]] },
    found: { function: "trail_found", fault: faultOf },
    filters: trailFilters,
  }) // prettier-ignore
  @Traced("trail.listed", "trail-review")
  trailEvents(
    @Args() _args: TrailArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TrailEventConnection> {
    return records.read(info)
  }
}

@Resolver()
export class TrailHeadQueries {
  @Query(() => TrailHeadConnection, {
    description: "The signed heads of the trail, newest first. For the privacy officer; empty for others.",
  })
  @Page(() => TrailHead, { orders: { NEWEST: [["madeAt", "desc"], ["id", "desc"]] } }) // prettier-ignore
  @Traced("trail.listed", "trail-review")
  trailHeads(
    @Args() _args: PageArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TrailHeadConnection> {
    return records.read(info)
  }
}
