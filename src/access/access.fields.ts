import { Args, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { Case } from "../cases"
import { Employee, Team } from "../staff"
import { Count, List, ListArgs, Needs, Tells, compiled } from "../records"
import { AccessLevel } from "./access.codes"
import { CaseAccess } from "./case-access.entity"
import { Grant } from "./grant.entity"
import { Restriction } from "./restriction.entity"

@Resolver(() => Case)
export class CaseGrants {
  @FieldResolver(() => [Grant], {
    description:
      "The grants in force by which it exists for you; for the privacy officer all there ever were. Who else can see it, `caseAccess` tells those who manage it. At most 50; `accessCount` says how many there are.",
  })
  @List(() => Grant, { by: "case", order: [["startsAt", "asc"], ["id", "asc"]], max: 50, counted: "accessCount" }) // prettier-ignore
  access(@Args() _args: ListArgs): Grant[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such grants there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Grant, { by: "case" })
  accessCount(): number {
    return compiled()
  }

  @FieldResolver(() => [Restriction], {
    description:
      "The times in which it was restricted, newest first. At most 20; `restrictionCount` says how many there are.",
  })
  @List(() => Restriction, { by: "case", order: [["startsAt", "desc"], ["id", "desc"]], max: 20, counted: "restrictionCount" }) // prettier-ignore
  restrictions(@Args() _args: ListArgs): Restriction[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such times there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Restriction, { by: "case" })
  restrictionCount(): number {
    return compiled()
  }
}

const levels = [AccessLevel.VIEW, AccessLevel.CONTRIBUTE, AccessLevel.MANAGE]
const levelOf = (rank: number): AccessLevel => levels[rank - 1] ?? AccessLevel.VIEW

@Resolver(() => Grant)
export class GrantFields {
  @FieldResolver(() => AccessLevel, { description: "How far it lets one go." })
  @Needs("rank")
  level(@Root() { rank }: Grant): AccessLevel {
    return levelOf(rank)
  }
}

@Resolver(() => CaseAccess)
export class CaseAccessFields {
  @FieldResolver(() => AccessLevel, { description: "How far it lets her go." })
  @Needs("rank")
  level(@Root() { rank }: CaseAccess): AccessLevel {
    return levelOf(rank)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The name that she bore at the moment that is asked about, where it is not the one of now.",
  })
  @Tells(() => Employee, "employee_name_then", "employee", "at")
  employeeNameThen(): string | null {
    return compiled()
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The name that the team bore at the moment that is asked about, where it is not the one of now.",
  })
  @Tells(() => Team, "team_name_then", "team", "at")
  teamNameThen(): string | null {
    return compiled()
  }
}
