import type { GraphQLResolveInfo } from "graphql"
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql"
import { Fault } from "../platform/errors"
import { Instant } from "../platform/graphql/scalars"
import { type Context, Needs, Page, PageArgs, Traced, connectionOf } from "../records"
import { AccessOrganisation, ActivityCode, nameOfActivity, organisationOf, trailFaultOf } from "../audit"
import { AccessAct, actsOf } from "./logged-access.codes"
import { LoggedAccess } from "./logged-access.entity"

const LoggedAccessConnection = connectionOf(LoggedAccess, "LoggedAccess")
type LoggedAccessConnection = InstanceType<typeof LoggedAccessConnection>

@ArgsType()
export class AccessLogArgs extends PageArgs {
  @Field(() => ID, { description: "The person of the registry whose file it is." })
  personId!: string

  @Field(() => Instant, { nullable: true, description: "Requests recorded at this moment or after it." })
  recordedFrom?: Date | null

  @Field(() => Instant, { nullable: true, description: "Requests recorded before this moment." })
  recordedBefore?: Date | null
}

@Resolver(() => LoggedAccess)
export class LoggedAccessFields {
  @FieldResolver(() => [AccessAct], { description: "What was done with the file." })
  @Needs("actions", "outcome", "shown")
  acts(@Root() { actions, outcome, shown }: LoggedAccess): AccessAct[] {
    return actsOf(actions, outcome, shown)
  }

  @FieldResolver(() => ActivityCode, { description: "The processing activity of the register (GDPR art. 30)." })
  @Needs("activity")
  activity(@Root() { activity }: LoggedAccess): string {
    return nameOfActivity(activity)
  }

  @FieldResolver(() => AccessOrganisation, { description: "For whom works who did it." })
  @Needs("role")
  organisation(@Root() { role }: LoggedAccess): AccessOrganisation {
    return organisationOf(role)
  }
}

@Resolver()
export class AccessLogQueries {
  @Query(() => LoggedAccessConnection, {
    description:
      "Who looked at a person's file, newest first, in a form that can be handed to her. For the privacy coordinator, of the cases that were opened to her for a request; for the privacy officer, of all; empty for others. What is confidential towards the person is not there. Asking is in the trail.",
  })
  @Page(() => LoggedAccess, {
    orders: { NEWEST: [["recordedAt", "desc"], ["event", "desc"], ["line", "desc"], ["activity", "desc"], ["purpose", "desc"]] },
    told: { function: "access_log", arguments: [["personId", "uuid"], ["recordedFrom", "timestamptz"], ["recordedBefore", "timestamptz"]] },
  }) // prettier-ignore
  @Traced("trail.rendered", "subject-rights")
  accessLog(
    @Args() { recordedFrom, recordedBefore }: AccessLogArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LoggedAccessConnection> {
    const fault = trailFaultOf({ recordedFrom, recordedBefore })
    if (fault) throw new Fault("BAD_REQUEST", fault)
    return records.read(info)
  }
}
