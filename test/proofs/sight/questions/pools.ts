import { type Clause, clauseNames } from "../clauses"
import type { Facts } from "../model/facts"
import { mayRead, supervises } from "../model/roles"
import { type TypeName, typeNames } from "../model/rows"
import type { Random } from "../random"
import type { Ledger, Variants } from "./ledger"
import type { Question, Way } from "./question"

/** How many questions of each sort are drawn to fill the pools. */
const drawn: Readonly<Record<string, number>> = { Case: 2500, Party: 1500, JournalEntry: 1200, Task: 1200, Grant: 1500, Restriction: 900, Confidentiality: 900, Block: 700, Notice: 700, Clearance: 300, Home: 150, Person: 150, Emergency: 500, ReviewItem: 500, ReviewAccess: 500, TrailSight: 600, TrailReach: 600, TrailExport: 300, TrailEvent: 900, Employee: 60, content: 2500, listed: 1500, access: 1500, about: 700, logged: 1500 } // prettier-ignore

/** Questions by the clause that alone decides them, so that every clause is asked about and the rare ones as often as the others. */
export class Pools {
  /** Actors with cases that exist for them by a grant: what hangs there is asked about more than what does not exist anyway. */
  private readonly granted: readonly Held[]
  private readonly emergencies: readonly Held[]
  private readonly byClause: Readonly<Record<Way, Map<Clause, Question[]>>> = {
    service: new Map(),
    database: new Map(),
  }

  constructor(
    private readonly facts: Facts,
    variants: Variants,
    private readonly random: Random,
  ) {
    const grants = facts.all("Grant")
    const actors = facts.all("Employee").filter((actor) => variants.rule.signsIn(actor))
    this.granted = actors.flatMap(
      (actor) =>
      grants.filter((grant) => variants.rule.counts(actor, grant)).map((grant) => ({ actor: actor.id, dossier: grant.case_id })), // prettier-ignore
    )
    const held = new Set(this.granted.map(keyOf))
    this.emergencies = grants
      .filter(({ route }) => route === "EMERGENCY")
      .map((grant) => ({ actor: grant.principal_id, dossier: grant.case_id }))
      .filter((each) => held.has(keyOf(each)))
    for (const [sort, count] of Object.entries(drawn)) this.fill(sort, count, variants)
    // What is rare in this association may need a longer look: only a transaction without a header is nobody's question.
    for (let again = 0; again < 12 && this.empty.length > 1; again++)
      for (const sort of ["access", "content", "listed", "logged", "Party"]) this.fill(sort, 1000, variants)
  }

  private fill(sort: string, count: number, variants: Variants): void {
    for (let nth = 0; nth < count; nth++) {
      const question = this.draw(sort)
      if (!question) continue
      for (const way of waysOf(question))
        for (const clause of variants.deciding(question, way)) this.put(way, clause, question)
    }
  }

  private put(way: Way, clause: Clause, question: Question): void {
    const pool = this.byClause[way].get(clause)
    if (pool) pool.push(question)
    else this.byClause[way].set(clause, [question])
  }

  /** A question that a clause decides: that of a few which was asked about least so far. */
  wanted(way: Way, ledger: Ledger, only?: Clause): Question | undefined {
    if (only !== undefined) return this.random.any(this.byClause[way].get(only))
    const [least] = this.rarest(way, ledger, 12)
    return least && this.random.any(this.byClause[way].get(least))
  }

  /** Some clauses, those that decided least so far first. */
  private rarest(way: Way, ledger: Ledger, count: number): Clause[] {
    const clauses = this.random.sample([...this.byClause[way].keys()], count)
    return clauses.sort((one, other) => ledger.share(one) - ledger.share(other))
  }

  /** Others of the same actor that suit beside it. */
  beside(way: Way, { actor }: Question, ledger: Ledger, suits: (other: Question) => boolean): Question[] {
    return this.rarest(way, ledger, clauseNames.length).flatMap((clause) => {
      const pool = this.byClause[way].get(clause) ?? []
      const some = Array.from({ length: 24 }, () => this.random.pick(pool))
      return some.filter((other) => other.actor === actor && suits(other)).slice(0, 3)
    })
  }

  /** The clauses that no question was found for. */
  get empty(): Clause[] {
    return clauseNames.filter((clause) => !this.byClause.service.has(clause) && !this.byClause.database.has(clause))
  }

  /** Any question of a sort, of any actor. */
  draw(sort: string): Question | undefined {
    const { facts, random } = this
    const actor = random.pick(facts.all("Employee")).id
    const type = typeNames.find((name) => name === sort)
    if (type) return this.record(actor, type)
    switch (sort) {
      case "content": {
        const of = random.pick(["Party", "JournalEntry", "Task"] as const)
        const held = this.held()
        const item = random.any(facts.by(of, "case_id", held.dossier))
        return item && { is: "content", actor: held.actor, type: of, id: item.id }
      }
      case "listed": {
        const held = this.held()
        const parties = facts.by("Party", "case_id", held.dossier).filter(({ person_id: person }) => person !== null)
        const party = random.any(parties)
        return party && { is: "listed", actor: held.actor, person: party["person_id"] as string, id: party.id }
      }
      case "access":
        return this.access(actor)
      case "logged":
        return this.logged()
      default: {
        const { event_id: event, case_ids: cases } = random.pick(facts.all("TrailSight"))
        const supervisors = facts.all("Employee").filter(({ role }) => supervises(role))
        const [id] = cases
        return id === undefined ? undefined : { is: "about", actor: random.pick(supervisors).id, id, event }
      }
    }
  }

  private held(): Held {
    return this.random.pick(this.emergencies.length && this.random.chance(0.4) ? this.emergencies : this.granted)
  }

  private record(anyone: string, type: TypeName): Question {
    const { facts, random } = this
    if ((type === "Party" || type === "JournalEntry") && random.chance(0.3)) {
      const { actor, dossier } = this.held()
      const item = random.any(facts.by(type, "case_id", dossier).filter(({ category }) => category === "REPORTER"))
      if (item) return { is: "record", actor, type, id: item.id }
    }
    const row = random.pick(facts.all(type))
    const supervised = [
      "Emergency",
      "ReviewItem",
      "ReviewAccess",
      "TrailEvent",
      "TrailSight",
      "TrailReach",
      "TrailExport",
    ].includes(type)
    const among = supervised ? facts.all("Employee").filter(({ role }) => supervises(role)) : []
    const rarely = (type === "Home" || type === "Person") && random.chance(0.5)
    const others = rarely ? facts.all("Employee").filter(({ role }) => role === "ADMINISTRATOR") : among
    const own =
      (type === "Notice" || type === "TrailExport") && random.chance(0.7) ? (row["employee_id"] as string) : undefined
    return { is: "record", actor: own ?? random.any(others)?.id ?? anyone, type, id: row.id }
  }

  /** Something that was seen of a case, by a person who has a part in it. */
  private logged(): Question | undefined {
    const { facts, random } = this
    const { event_id: event, case_ids: cases } = random.pick(facts.all("TrailSight"))
    const id = random.any(cases)
    const party = random.any(facts.by("Party", "case_id", id).filter(({ person_id: person }) => person !== null))
    const tellers = facts.all("Employee").filter(({ role }) => mayRead(role, "LoggedAccess"))
    const opened = facts.by("Grant", "case_id", id).filter(({ route }) => route === "REQUEST" || route === "BREACH")
    const actor = random.chance(0.5) ? random.any(opened)?.principal_id : undefined
    if (id === undefined || !party) return undefined
    return { is: "logged", actor: actor ?? random.pick(tellers).id, person: party["person_id"] as string, id, event }
  }

  private access(anyone: string): Question {
    const { facts, random } = this
    const grants = facts.all("Grant")
    const sleeping = random.chance(0.2) ? grants.filter(({ restricted, route }) => restricted && route === "TEAM") : []
    const grant = random.any(sleeping) ?? random.pick(grants)
    const members = facts.by("Membership", "team_id", grant.principal_id)
    const employee = random.any(members)?.employee_id ?? grant.principal_id
    const managers = facts.by("Grant", "case_id", grant.case_id).filter(({ level }) => level === 3)
    const supervisors = facts.all("Employee").filter(({ role }) => supervises(role))
    const actor = random.pick([random.any(managers)?.principal_id ?? anyone, random.pick(supervisors).id])
    return { is: "access", actor, id: grant.case_id, at: null, grant: grant.id, employee }
  }
}

interface Held {
  readonly actor: string
  readonly dossier: string
}
const keyOf = ({ actor, dossier }: Held): string => `${actor} ${dossier}`

/** What has no id in the schema is asked of the database alone. */
const withoutId: readonly string[] = ["TrailSight", "TrailReach", "ReviewAccess"]

/** Whether a question can be put to the service, to the database, or to both. */
function waysOf(question: Question): readonly Way[] {
  if (question.is === "unopened") return ["database"]
  if (question.is !== "record") return ["service"]
  return withoutId.includes(question.type) ? ["database"] : ["service", "database"]
}
