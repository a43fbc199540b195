import { Args, FieldResolver, Resolver, Root } from "type-graphql"
import { Needs, Page, compiled } from "../records"
import { Home } from "../registry"
import { Clearance, Employee, Team } from "../staff"
import { CaseKind, CaseStatus, DataCategory } from "./case.codes"
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

@Resolver(() => Clearance)
export class ClearanceFields {
  @FieldResolver(() => CaseKind, { nullable: true, description: "The kind of case; null of a category." })
  @Needs("kind")
  kind(@Root() { kind }: Clearance): string | null {
    return kind
  }

  @FieldResolver(() => DataCategory, {
    nullable: true,
    description: "The category of data, in whatever kind of case; null of a kind.",
  })
  @Needs("category")
  category(@Root() { category }: Clearance): string | null {
    return category
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
