import pg from "pg"
import type { Facts } from "../model/facts"
import { supervises } from "../model/roles"
import type { Rule } from "../model/rule"
import { type TypeName, tableOf } from "../model/rows"
import { type Question, verdictOf } from "../questions/question"
import type { Unlike } from "./compare"

const readable: Readonly<Record<"staff" | "officer", readonly TypeName[]>> = {
  staff: ["Employee", "Team", "Membership", "Clearance", "Case", "Grant", "Restriction", "Confidentiality", "Block", "Party", "JournalEntry", "Task", "Home", "Person", "Notice"], // prettier-ignore
  officer: ["Employee", "Team", "Membership", "Clearance", "Case", "Grant", "Restriction", "Confidentiality", "Notice", "Emergency", "ReviewItem", "ReviewAccess", "TrailEvent", "TrailSight", "TrailHead", "TrailReach", "Setting", "TrailExport"], // prettier-ignore
}
/** Of rows that have no id of their own. */
const keys: Partial<Record<TypeName, string>> = { TrailSight: "event_id || '/' || position", TrailReach: "event_id || '/' || case_id" } // prettier-ignore
const idOf = (type: TypeName): string => keys[type] ?? "id::text"

/** Asks the database itself, as a serving role: whatever code stood between could be wrong, and still no row would come out. */
export class Prober {
  private constructor(
    private readonly staff: pg.Client,
    private readonly officer: pg.Client,
  ) {}

  static async open(urls: { staff: string; officer: string }): Promise<Prober> {
    const clients = [new pg.Client({ connectionString: urls.staff }), new pg.Client({ connectionString: urls.officer })] as const // prettier-ignore
    for (const client of clients) await client.connect()
    return new Prober(...clients)
  }

  async close(): Promise<void> {
    await this.staff.end()
    await this.officer.end()
  }

  /** Which questions can be put by the role of the database that serves this actor; its privileges hide the other tables whole. */
  suits(role: string, question: Question): boolean {
    return "type" in question && readable[supervises(role) ? "officer" : "staff"].includes(question.type)
  }

  /** Puts questions of one actor: first those that stand apart from any opening, then the others behind her line in the trail. */
  async ask(
    rule: Rule,
    actor: string,
    questions: readonly Question[],
  ): Promise<{ question: Question; unlike: Unlike[] }[]> {
    const role = rule.facts.find("Employee", actor)?.role ?? ""
    const client = supervises(role) ? this.officer : this.staff
    const apart = questions.filter(({ is }) => is === "unopened")
    const within = questions.filter(({ is }) => is === "record")
    await client.query("begin")
    try {
      const before = await found(client, apart)
      await client.query("select pg_current_xact_id()")
      const still = await found(client, apart)
      const after = (await opened(client, actor, role)) ? await found(client, within) : new Set<string>()
      return [
        ...apart.map((question) => told(rule, question, before.has(question.id) || still.has(question.id))),
        ...within.map((question) => told(rule, question, after.has(question.id))),
      ]
    } finally {
      await client.query("rollback")
    }
  }

  /** Everything that each role sees without a line in the trail: there must be nothing. */
  async unopened(facts: Facts): Promise<Unlike[]> {
    const unlike: Unlike[] = []
    for (const name of ["staff", "officer"] as const) {
      for (const type of readable[name]) {
        const { rows } = await this[name].query<{ count: string }>(`select count(*) from ${tableOf[type]}`)
        if (rows[0]?.count !== "0" && facts.all(type).length)
          unlike.push({ path: `${tableOf[type]} as ${name} without a header`, expected: 0, actual: rows[0]?.count })
      }
    }
    return unlike
  }
}

function told(rule: Rule, question: Question, actual: boolean): { question: Question; unlike: Unlike[] } {
  const expected = verdictOf(rule, question, "database")
  const type = "type" in question ? question.type : ""
  return { question, unlike: expected === actual ? [] : [{ path: `${type} ${question.id}`, expected, actual }] }
}

/** The line in the trail; false where the actor is nobody. */
async function opened(client: pg.Client, actor: string, role: string): Promise<boolean> {
  try {
    await client.query("select open_request($1, $2, now(), '{case.listed}', 'DONE', null, null, null, null, null, null, null, null, null)", [actor, role]) // prettier-ignore
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === "WR401") return false
    throw error
  }
}

/** Which of them are found; in one statement for all types. */
async function found(client: pg.Client, questions: readonly Question[]): Promise<Set<string>> {
  const asked = questions.flatMap((question) => ("type" in question ? [question] : []))
  if (!asked.length) return new Set()
  const types = [...new Set(asked.map(({ type }) => type))]
  const parts = types.map(
    (type, nth) => `select ${idOf(type)} as id from ${tableOf[type]} where ${matches(type, nth + 1)}`,
  )
  const { rows } = await client.query<{ id: string }>(
    parts.join(" union all "),
    types.map((wanted) => asked.flatMap(({ type, id }) => (type === wanted ? [id] : []))),
  )
  return new Set(rows.map(({ id }) => id))
}

const matches = (type: TypeName, nth: number): string =>
  keys[type] ? `${idOf(type)} = any ($${nth}::text[])` : `id = any ($${nth}::uuid[])`
