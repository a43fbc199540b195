import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, FieldResolver, Info, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { Payload } from "../platform/graphql/payload"
import {
  type Context,
  List,
  ListArgs,
  May,
  Page,
  Self,
  Traced,
  compiled,
  connectionOf,
  isAbsent,
  Count,
  during,
  equals,
  hasWords,
} from "../records"
import { Clearance } from "./clearance.entity"
import { Employee } from "./employee.entity"
import { EndSessionsInput, endSessions } from "./ending-sessions"
import { Membership } from "./membership.entity"
import { EmployeesArgs, TeamsArgs } from "./staff.inputs"
import { Team } from "./team.entity"

const TeamConnection = connectionOf(Team, "Team")
const EmployeeConnection = connectionOf(Employee, "Employee")
type TeamConnection = InstanceType<typeof TeamConnection>
type EmployeeConnection = InstanceType<typeof EmployeeConnection>

@Resolver(() => Employee)
export class EmployeeFields {
  @FieldResolver(() => [Membership], {
    description:
      "The teams she belongs or belonged to, newest first. At most 20; `membershipCount` says how many there are.",
  })
  @List(() => Membership, { by: "employee", order: [["startsAt", "desc"], ["id", "desc"]], max: 20, counted: "membershipCount" }) // prettier-ignore
  memberships(@Args() _args: ListArgs): Membership[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such memberships there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Membership, { by: "employee" })
  membershipCount(): number {
    return compiled()
  }

  @FieldResolver(() => [Clearance], {
    description:
      "The kinds of case she is cleared for; empty for anybody but oneself. At most 20; `clearanceCount` says how many there are.",
  })
  @List(() => Clearance, { by: "employee", order: [["kind", "asc"], ["id", "asc"]], max: 20, counted: "clearanceCount" }) // prettier-ignore
  clearances(@Args() _args: ListArgs): Clearance[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such clearances there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Clearance, { by: "employee" })
  clearanceCount(): number {
    return compiled()
  }
}

@Resolver(() => Team)
export class TeamFields {
  @FieldResolver(() => [Membership], {
    description: "Who belongs or belonged to it, newest first. At most 50; `membershipCount` says how many there are.",
  })
  @List(() => Membership, { by: "team", order: [["startsAt", "desc"], ["id", "desc"]], max: 50, counted: "membershipCount" }) // prettier-ignore
  memberships(@Args() _args: ListArgs): Membership[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such memberships there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Membership, { by: "team" })
  membershipCount(): number {
    return compiled()
  }
}

@ObjectType({ simpleResolvers: true, description: "What became of ending sessions." })
export class SessionsPayload extends Payload {}

@Resolver()
export class SessionResolver {
  @Mutation(() => SessionsPayload, {
    description:
      "Ends all sessions of an employee: tokens issued before now are void. One's own; for the administrator anybody's.",
  })
  @Traced("session.ended", "staff-directory")
  @May("end", "Session")
  endSessions(
    @Arg("input", { description: "Whose sessions are to end." }) input: EndSessionsInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SessionsPayload> {
    return records.change(info, input, endSessions)
  }
}

@Resolver()
export class StaffQueries {
  @Query(() => Employee, { nullable: true, description: "Whoever asks. For everybody." })
  @Self(() => Employee)
  @Traced("staff.viewed", "staff-directory")
  viewer(@Ctx() { records }: Context, @Info() info: GraphQLResolveInfo): Promise<Employee | null> {
    return records.read(info)
  }

  @Query(() => TeamConnection, { description: "The teams that there are, by name. For everybody." })
  @Page(() => Team, { orders: { NAME: [["name", "asc"], ["id", "asc"]] }, filters: { text: hasWords("sought") }, where: { ended: isAbsent("endedAt") } }) // prettier-ignore
  @Traced("staff.listed", "staff-directory")
  teams(
    @Args() _args: TeamsArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamConnection> {
    return records.read(info)
  }

  @Query(() => EmployeeConnection, { description: "The employees, by name. For everybody." })
  @Page(() => Employee, {
    orders: { NAME: [["name", "asc"], ["id", "asc"]] },
    filters: {
      text: hasWords("sought"),
      role: equals("role"),
      teamId: during(() => Membership, "employee", "team"),
      active: equals("active"),
    },
  }) // prettier-ignore
  @Traced("staff.listed", "staff-directory")
  employees(
    @Args() _args: EmployeesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EmployeeConnection> {
    return records.read(info)
  }
}
