import { Args, FieldResolver, Resolver, Root } from "type-graphql"
import { List, ListArgs, Needs, Page, compiled } from "../records"
import { Home } from "../registry"
import { Employee, Team } from "../staff"
import { AccessLevel, CaseStatus } from "./case.codes"
import { Case } from "./case.entity"
import { movesFrom } from "./case.lifecycle"
import { CaseConnection } from "./case.resolver"
import { CasesArgs, caseList } from "./cases.args"
import { Grant } from "./grant.entity"

@Resolver(() => Case)
export class CaseFields {
  @FieldResolver(() => [CaseStatus], { description: "Where `moveCase` can take it from here." })
  @Needs("status")
  allowedMoves(@Root() { status }: Case): CaseStatus[] {
    return [...movesFrom(status)]
  }

  @FieldResolver(() => [Grant], {
    description: "The grants in force by which it exists for you; for the privacy officer all there ever were.",
  })
  @List(() => Grant, { by: "case", order: [["since", "asc"], ["id", "asc"]], max: 50 }) // prettier-ignore
  access(@Args() _args: ListArgs): Grant[] {
    return compiled()
  }
}

const levels = [AccessLevel.VIEW, AccessLevel.CONTRIBUTE, AccessLevel.MANAGE]

@Resolver(() => Grant)
export class GrantFields {
  @FieldResolver(() => AccessLevel, { description: "How far it lets one go." })
  @Needs("rank")
  level(@Root() { rank }: Grant): AccessLevel {
    return levels[rank - 1] ?? AccessLevel.VIEW
  }
}

@Resolver(() => Team)
export class TeamCases {
  @FieldResolver(() => CaseConnection, { description: "The cases it handles, as far as they exist for you." })
  @Page(() => Case, { by: "team", ...caseList })
  cases(@Args() _args: CasesArgs): CaseConnection {
    return compiled()
  }
}

@Resolver(() => Employee)
export class EmployeeCases {
  @FieldResolver(() => CaseConnection, { description: "The cases assigned to her, as far as they exist for you." })
  @Page(() => Case, { by: "assignee", ...caseList })
  cases(@Args() _args: CasesArgs): CaseConnection {
    return compiled()
  }
}

@Resolver(() => Home)
export class HomeCases {
  @FieldResolver(() => CaseConnection, { description: "The cases about it, as far as they exist for you." })
  @Page(() => Case, { by: "home", ...caseList })
  cases(@Args() _args: CasesArgs): CaseConnection {
    return compiled()
  }
}
