import { type GraphQLResolveInfo, isObjectType } from "graphql"
import { LRUCache } from "lru-cache"
import { Fault } from "../platform/errors"
import type { Rows } from "../platform/database/group"
import { type Part, nameOf } from "../platform/database/statements"
import { type Values, valuesOf } from "./binds"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import type { Class } from "./marks"
import { type Plan, costOf } from "./plan"
import { Planner } from "./planner"
import type { Rights } from "./rights"
import type { Shape } from "./shape"
import { signatureOf } from "./signature"
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
/** Executions of one document that differ in shape are few; this only bounds what somebody might contrive. */
const variantsPerField = 64

/** What is asked: a marked root field, a record that a verb wrote, or rows by their ids. */
export type Wish = { is: "field" } | { is: "written"; of: Class } | { is: "ids"; of: Class }

/** The compiled statements, kept with the documents they came from: they live as long as those are remembered. */
export class Statements {
  private readonly known = new WeakMap<FieldNode, LRUCache<string, Statement>>()
  compiled = 0

  constructor(readonly shape: Shape) {}

  statement(info: GraphQLResolveInfo, rights: Rights, wish: Wish, values: Values, look: Look): Statement {
    const [node] = info.fieldNodes
    if (!node) throw new Error("a field without a node")
    let variants = this.known.get(node)
    if (!variants) this.known.set(node, (variants = new LRUCache({ max: variantsPerField })))
    const key = `${rights.key}|${look.field}|${signatureOf(this.shape.schema, info.operation, values.variables)}`
    let statement = variants.get(key)
    if (!statement) variants.set(key, (statement = this.compile(info, rights, wish, values, look)))
    return statement
  }

  private compile(info: GraphQLResolveInfo, rights: Rights, wish: Wish, values: Values, look: Look): Statement {
    this.compiled++
    const planner = new Planner(this.shape, rights, { nodes: info.fieldNodes, fragments: info.fragments }, values)
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

/** @throws Fault TOO_EXPENSIVE when the statements together may touch more rows than a request may */
export function refuseExcess(all: readonly Compiled[]): void {
  const cost = all.reduce((sum, { statement, values }) => sum + costOf(statement.plan, values), 0)
  if (cost > mostRows) throw new Fault("TOO_EXPENSIVE")
}

/** The JSON that a statement answers, read. */
export const jsonOf = (rows: Rows): unknown => {
  const text = rows[0]?.[0]
  return text === null || text === undefined ? null : (JSON.parse(text) as unknown)
}

export { valuesOf }
