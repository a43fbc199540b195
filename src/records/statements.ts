import { type GraphQLResolveInfo, type OperationDefinitionNode, isObjectType } from "graphql"
import { LRUCache } from "lru-cache"
import type { Rows } from "../platform/database/group"
import { type Part, nameOf } from "../platform/database/statements"
import { type Values, valuesOf } from "./binds"
import type { GraphQLField } from "./graphql-internals"
import type { Class } from "./marks"
import { type Plan, costOf } from "./plan"
import { nodesAt } from "./place"
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
/** The fields of an operation, and its executions that differ in shape, are few; this only bounds what somebody might contrive. */
const statementsPerOperation = 256

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

/** The compiled statements, kept with the documents they came from: they live as long as those are remembered. */
export class Statements {
  private readonly known = new WeakMap<OperationDefinitionNode, LRUCache<string, Statement>>()
  compiled = 0

  constructor(readonly shape: Shape) {}

  /** The statement for the field at this place of the operation, for a role, with the values of this execution. */
  compiledFor(ask: Ask, rights: Rights, actorId: string): Compiled {
    const values = valuesOf(ask.info.variableValues, actorId, ask.position, ask.ids)
    return { statement: this.statement(ask, rights, values), values }
  }

  private statement(ask: Ask, rights: Rights, values: Values): Statement {
    const { info, place } = ask
    let known = this.known.get(info.operation)
    if (!known) this.known.set(info.operation, (known = new LRUCache({ max: statementsPerOperation })))
    const key = `${place.join("/")}|${rights.key}|${signatureOf(this.shape.schema, info.operation, values.variables)}`
    let statement = known.get(key)
    if (!statement) known.set(key, (statement = this.compile(ask, rights, values)))
    return statement
  }

  private compile({ info, place, wish, look }: Ask, rights: Rights, values: Values): Statement {
    this.compiled++
    const planner = new Planner(this.shape, rights, { nodes: nodesAt(info, place), fragments: info.fragments }, values)
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

/** How many rows the statements together may touch. */
export const costOfAll = (all: readonly Compiled[]): number =>
  all.reduce((sum, { statement, values }) => sum + costOf(statement.plan, values), 0)

/** The JSON that a statement answers, read. */
export const jsonOf = (rows: Rows): unknown => {
  const text = rows[0]?.[0]
  return text === null || text === undefined ? null : (JSON.parse(text) as unknown)
}
