import { type GraphQLResolveInfo, isObjectType } from "graphql"
import { LRUCache } from "lru-cache"
import type { Rows } from "../platform/database/group"
import { type Part, nameOf } from "../platform/database/statements"
import { type Values, argumentsOf, valuesOf } from "./binds"
import { type Canonical, canonicalAt } from "./canonical"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import type { Class } from "./marks"
import { type Plan, costOf } from "./plan"
import { nodesAt } from "./place"
import { Planner } from "./planner"
import type { Rights } from "./rights"
import type { Shape } from "./shape"
import { argumentsShown, variablesShown } from "./signature"
import { type Sql, sqlOf } from "./sql"
import type { Look } from "./trail-insert"

export interface Statement extends Sql {
  readonly name: string
  readonly plan: Plan
}

/** A statement, and the values it is executed with. */
export interface Compiled {
  readonly statement: Statement
  readonly values: Values
}

/** The most rows that one request may touch. */
export const mostRows = 25_000
/** So many bytes of statements are kept, as far as that can be reckoned: of the text, and of the plan that it was made from. */
const bytesKept = 32 * 2 ** 20
const bytesOf = ({ text }: Statement): number => 2_000 + text.length * 6

/** One question to the database: of which field, where it stands in the operation, for what, and what the trail says of it. */
export interface Ask {
  readonly info: GraphQLResolveInfo
  readonly place: readonly string[]
  readonly wish: Wish
  readonly look: Look
  /** Ids that are known only now: of what a verb wrote, or of what a resolver asks again. */
  readonly ids: readonly string[]
  /** Tells apart, in the trail, what one request looked at. */
  readonly position: number
}

/** What is asked: a marked root field, a record that a verb wrote, or rows by their ids. */
export type Wish = { is: "field" } | { is: "written"; of: Class } | { is: "ids"; of: Class }

/** What compiling a statement costs, by its fields, is counted against who asks. @throws Fault RATE_LIMITED */
type Charge = (actorId: string, fields: number) => void

/**
 * The compiled statements. What is selected alike shares one, whatever its aliases, its document and the values of its arguments; the
 * least used go where there are too many.
 */
export class Statements {
  private readonly known = new LRUCache<string, Statement>({ maxSize: bytesKept, sizeCalculation: bytesOf })
  compiled = 0

  constructor(
    readonly shape: Shape,
    private readonly charge: Charge = () => undefined,
  ) {}

  /**
   * The statement for the field at this place of the operation, for a role, with the values of this execution.
   * @throws Fault RATE_LIMITED where it is a new one, and she has had too many compiled
   */
  compiledFor(ask: Ask, rights: Rights, actorId: string): Compiled {
    const nodes = (): readonly FieldNode[] => nodesAt(ask.info, ask.place)
    const canonical = canonicalAt(ask.info.operation, ask.place.join("/"), nodes, ask.info.fragments)
    const values = valuesOf(ask.info.variableValues, actorId, ask.position, ask.ids, canonical.node)
    const key = keyOf(this.shape, ask, rights, canonical, values)
    let statement = this.known.get(key)
    if (!statement) {
      this.charge(actorId, canonical.fields)
      this.known.set(key, (statement = this.compile(ask, rights, values, nodes())))
    }
    return { statement, values }
  }

  private compile({ info, wish, look }: Ask, rights: Rights, values: Values, nodes: readonly FieldNode[]): Statement {
    this.compiled++
    const planner = new Planner(this.shape, rights, { nodes, fragments: info.fragments }, values)
    const plan =
      wish.is === "field"
        ? planner.field(fieldOf(info))
        : wish.is === "written"
          ? planner.written(wish.of)
          : planner.byIds(wish.of)
    const sql = sqlOf(plan, look)
    return { ...sql, plan, name: nameOf(sql.text) }
  }
}

/** All that the text of a statement depends on. */
function keyOf(
  { schema }: Shape,
  ask: Ask,
  rights: Rights,
  { hash, variables, node }: Canonical,
  values: Values,
): string {
  const { info, wish, look } = ask
  const field = wish.is === "field" ? fieldOf(info) : undefined
  return [
    ...[look.field, look.action, look.activity, rights.key, hash],
    field ? argumentsShown(field, argumentsOf(field, node, values)) : `${wish.is} ${"of" in wish ? wish.of.name : ""}`,
    variablesShown(schema, info.operation, variables, values.variables),
  ].join("|")
}

export function fieldOf(info: GraphQLResolveInfo): GraphQLField<unknown, unknown> {
  const field = isObjectType(info.parentType) ? info.parentType.getFields()[info.fieldName] : undefined
  if (!field) throw new Error(`${info.parentType.name} has no field ${info.fieldName}`)
  return field
}

/**
 * A statement with the values of this execution. All are read before anything is sent.
 * @throws Fault for a cursor or a page size that is none
 */
export const partOf = (statement: Statement, values: Values): Part => ({
  name: statement.name,
  text: statement.text,
  values: statement.binds.map((bind) => bind.read(values)),
})

/** How many rows the statements together may touch. */
export const costOfAll = (all: readonly Compiled[]): number =>
  all.reduce((sum, { statement, values }) => sum + costOf(statement.plan, values), 0)

/** The JSON that a statement answers, read. */
export const jsonOf = (rows: Rows): unknown => {
  const text = rows[0]?.[0]
  return text === null || text === undefined ? null : (JSON.parse(text) as unknown)
}
