import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from "graphql"
import type { Pool } from "pg"
import type { DataSource } from "typeorm"
import type { Employee } from "../permissions/actor"
import type { Ability } from "../permissions/sentences"
import { momentOf } from "../permissions/request"
import { databaseClock } from "../platform/database/clock"
import { poolOf } from "../platform/database/data-source"
import { ActorChanged, codeOf, failureOf } from "../platform/database/failures"
import { managerOn } from "../platform/database/manager"
import type { Rows } from "../platform/database/group"
import type { Part } from "../platform/database/statements"
import { Transaction } from "../platform/database/transaction"
import { type Complaint, ErrorReason, Fault, Refusal, reasons, refuse } from "../platform/errors"
import { collectFields, collectSubfields } from "./graphql-internals"
import { nodesAt, placeOf } from "./place"
import { markOf } from "./shape"
import { type Ask, type Compiled, costOfAll, fieldOf, partOf } from "./statements"
import { lookOf, rightOf } from "./traced"
import { type Done, type Touched, type Tx, type Verb, touchedPart } from "./verbs"
import type { Look } from "./trail-insert"
import { complaintsOf } from "./validation"

/** What a mutation takes from the request it belongs to. */
export interface Request {
  readonly actor: Employee
  readonly ability: Ability
  readonly database: DataSource
  opening(looks: readonly Look[], outcome?: "REFUSED", reason?: string | null): Part
  compile(ask: Ask): Compiled
  /** @throws Fault TOO_EXPENSIVE where the request touches more rows than one may */
  spend(rows: number): void
  /** What statements answered, as values. */
  parsed(rows: readonly Rows[]): unknown[]
  failed(looks: readonly Look[], reason: string): Promise<void>
}

/** Its records lie under the keys of the answer: each alias has its own. */
interface Payload {
  done: boolean
  errors: object[]
  [field: string]: unknown
}

/**
 * One mutation: the header of the trail, the verb's writes, the reading of its payload, what it touched, and the commit.
 * A refusal rolls all of it back and leaves a trail of its own; the payload then says why, and shows the current record where it can.
 */
export async function runVerb<Input extends object>(
  request: Request,
  info: GraphQLResolveInfo,
  input: Input,
  verb: Verb<Input>,
): Promise<Payload> {
  const look = lookOf(info)
  const touched: Touched = {
    types: new Set(),
    cases: new Set(),
    parties: new Set(),
    persons: new Set(),
    categories: new Set(),
    grants: new Set(),
    employees: new Set(),
  }
  try {
    return await written(request, info, input, verb, touched).catch((error: unknown) => {
      const failure = failureOf(error)
      if (!(failure instanceof Refusal)) throw failure
      return refused(request, info, failure, touched)
    })
  } catch (error) {
    const failure = failureOf(error)
    if (!(failure instanceof ActorChanged)) await request.failed([look], codeOf(failure))
    throw failure
  }
}

/**
 * Looks at how the answers of all root fields are asked, before the first of them does anything.
 * @throws Fault for a page that is none, or where the request touches more rows than one may
 */
export function checkPayloads(request: Request, info: GraphQLResolveInfo): void {
  const { schema, fragments, variableValues, operation } = info
  const type = info.parentType
  const wanted = [...collectFields(schema, fragments, variableValues, type, operation.selectionSet)].flatMap(
    ([key, fieldNodes]) => {
      const fieldName = fieldNodes[0]?.name.value ?? ""
      const field = type.getFields()[fieldName]
      const path = { prev: undefined, key, typename: type.name }
      return field
        ? payloadAsked(request, { ...info, fieldName, fieldNodes, path, returnType: field.type }, () => nobody)
        : []
    },
  )
  request.spend(costOfAll(wanted.map(({ compiled }) => compiled)))
  bound(wanted)
}

async function written<Input extends object>(
  request: Request,
  info: GraphQLResolveInfo,
  input: Input,
  verb: Verb<Input>,
  touched: Touched,
): Promise<Payload> {
  const { actor, ability, database } = request
  const look = lookOf(info)
  const complaints = await complaintsOf(input)
  if (complaints.length) throw new Refusal(complaints)
  const right = rightOf(fieldOf(info))
  // A role without any sentence for this is refused before anything is looked up, whatever record it named.
  if (!right || ability.cannot(right.action, right.type)) throw refuse(ErrorReason.NOT_ALLOWED)
  const { transaction, now } = await opened(poolOf(database), request.opening([look]))
  const session = managerOn(database, transaction)
  try {
    const tx: Tx = { manager: session.manager, actor, ability, right, now, touched }
    const keep = (): Promise<unknown> => transaction.finish([touchedPart(touched, look)])
    const { told, settled, ...ids } = await answerOf(verb, tx, input, keep)
    const shown = bound(payloadAsked(request, info, (field) => ids[field]))
    const [done, parts] = [touchedPart(touched, look), shown.map(({ part }) => part)]
    const rows = settled
      ? await transaction.settle([done], parts)
      : (await transaction.finish([done, ...parts])).slice(1)
    return { ...told, ...payload(shown, request.parsed(rows), []) }
  } finally {
    session.close()
    await transaction.abort()
  }
}

/**
 * The transaction, and its moment by the database's clock, which all that it writes bears.
 * @throws Fault UNAVAILABLE on a node whose own clock is far from it: whoever runs it is to mend that before anything is changed by it
 */
async function opened(pool: Pool, opening: Part): Promise<{ transaction: Transaction; now: Date }> {
  const asked = performance.now()
  const { transaction, rows } = await Transaction.open(pool, [opening], false)
  const now = momentOf(rows[0])
  databaseClock.heard(asked, now, performance.now())
  if (!databaseClock.isApart) return { transaction, now }
  await transaction.abort()
  throw new Fault("UNAVAILABLE", undefined, { trouble: "clocks-apart" })
}

/** What the verb answers. A refusal whose attempt is to be kept is one all the same; what it wrote stays. */
async function answerOf<Input>(verb: Verb<Input>, tx: Tx, input: Input, keep: () => Promise<unknown>): Promise<Done> {
  try {
    return await verb(tx, input)
  } catch (error) {
    if (error instanceof Refusal && error.kept) await keep()
    throw error
  }
}

async function refused(
  request: Request,
  info: GraphQLResolveInfo,
  refusal: Refusal,
  touched: Touched,
): Promise<Payload> {
  const look = lookOf(info)
  const shown = bound(payloadAsked(request, info, (field) => refusal.current[field]))
  const opening = request.opening([look], "REFUSED", refusal.complaints[0]?.reason ?? null)
  const parts = [opening, touchedPart(touched, look), ...shown.map(({ part }) => part)]
  const rows = await Transaction.once(poolOf(request.database), parts)
  return payload(shown, request.parsed(rows.slice(2)), refusal.complaints)
}

/** In the place of the record of a payload, as long as there is none. */
const nobody = "00000000-0000-0000-0000-000000000000"

/** The statements for the fields of the payload that are asked and that there is a record for. */
function payloadAsked(
  request: Request,
  info: GraphQLResolveInfo,
  idOf: (field: string) => unknown,
): { key: string; compiled: Compiled }[] {
  const type = getNamedType(info.returnType) as GraphQLObjectType
  const place = placeOf(info)
  const look = lookOf(info)
  const found = collectSubfields(info.schema, info.fragments, info.variableValues, type, [...nodesAt(info, place)])
  // The same record under several aliases of the payload is read once for each: their selections may clash.
  return [...found].flatMap(([key, [node]], nth) => {
    const field = node?.name.value ?? ""
    const mark = type.getFields()[field] && markOf(type.getFields()[field] as never)
    const id = idOf(field)
    if (mark?.is !== "written" || typeof id !== "string") return []
    const wish = { is: "written", of: mark.of() } as const
    // Behind the line of what was changed.
    const position = 1 + nth
    return [{ key, compiled: request.compile({ info, place: [...place, key], wish, look, ids: [id], position }) }]
  })
}

/** @throws Fault for a cursor or a size that is none */
const bound = (asked: readonly { key: string; compiled: Compiled }[]): { key: string; part: Part }[] =>
  asked.map(({ key, compiled: { statement, values } }) => ({ key, part: partOf(statement, values) }))

const payload = (
  shown: readonly { key: string }[],
  values: readonly unknown[],
  complaints: readonly Complaint[],
): Payload => ({
  ...Object.fromEntries(shown.map(({ key }, index) => [key, values[index]])),
  done: !complaints.length,
  errors: complaints.map(({ reason, path }) => ({ ...reasons[reason], reason, path: path ?? null })),
})
