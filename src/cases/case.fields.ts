import { Args, FieldResolver, Resolver, Root } from "type-graphql"
import { Needs, Page, compiled } from "../records"
import { Home } from "../registry"
import { Employee, Team } from "../staff"
import { CaseStatus } from "./case.codes"
import { Case } from "./case.entity"
import { movesFrom } from "./case.lifecycle"
import { CaseConnection } from "./case.resolver"
import { CasesArgs, caseList } from "./cases.args"

@Resolver(() => Case)
export class CaseFields {
  @FieldResolver(() => [CaseStatus], { description: "Where `moveCase` can take it from here." })
  @Needs("status")
  allowedMoves(@Root() { status }: Case): CaseStatus[] {
    return [...movesFrom(status)]
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
