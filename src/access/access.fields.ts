import { Args, FieldResolver, Resolver, Root } from "type-graphql"
import { Case } from "../cases"
import { List, ListArgs, Needs, compiled } from "../records"
import { AccessLevel } from "./access.codes"
import { CaseAccess } from "./case-access.entity"
import { Grant } from "./grant.entity"
import { Restriction } from "./restriction.entity"

@Resolver(() => Case)
export class CaseGrants {
  @FieldResolver(() => [Grant], {
    description:
      "The grants in force by which it exists for you; for the privacy officer all there ever were. Who else can see it, `caseAccess` tells those who manage it.",
  })
  @List(() => Grant, { by: "case", order: [["startsAt", "asc"], ["id", "asc"]], max: 50 }) // prettier-ignore
  access(@Args() _args: ListArgs): Grant[] {
    return compiled()
  }

  @FieldResolver(() => [Restriction], { description: "The times in which it was restricted, newest first." })
  @List(() => Restriction, { by: "case", order: [["startsAt", "desc"], ["id", "desc"]], max: 20 }) // prettier-ignore
  restrictions(@Args() _args: ListArgs): Restriction[] {
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
}
