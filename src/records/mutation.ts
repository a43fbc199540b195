import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from "graphql"
import type { DataSource } from "typeorm"
import type { Employee } from "../permissions/actor"
import type { Ability } from "../permissions/sentences"
import { clock } from "../platform/clock"
import { poolOf } from "../platform/database/data-source"
import { ActorChanged, codeOf, failureOf } from "../platform/database/failures"
import { managerOn } from "../platform/database/manager"
import type { Part } from "../platform/database/statements"
import { Transaction } from "../platform/database/transaction"
import { type Complaint, ErrorReason, Refusal, reasons, refuse } from "../platform/errors"
import { collectSubfields } from "./graphql-internals"
import { nodesAt, placeOf } from "./place"
import { markOf } from "./shape"
import { type Ask, type Compiled, fieldOf, jsonOf, partOf } from "./statements"
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
  failed(looks: readonly Look[], reason: string): Promise<void>
}

/** Its records lie under the keys of the answer: each alias has its own. */
interface Payload {
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
  const look = lookOf(info, request.actor)
  const touched: Touched = {
    types: new Set(),
    cases: new Set(),
    parties: new Set(),
    persons: new Set(),
    categories: new Set(),
    grants: new Set(),
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

async function written<Input extends object>(
  request: Request,
  info: GraphQLResolveInfo,
  input: Input,
  verb: Verb<Input>,
  touched: Touched,
): Promise<Payload> {
  const { actor, ability, database } = request
  const look = lookOf(info, actor)
  const complaints = await complaintsOf(input)
  if (complaints.length) throw new Refusal(complaints)
  const right = rightOf(fieldOf(info))
  // A role without any sentence for this is refused before anything is looked up, whatever record it named.
  if (!right || ability.cannot(right.action, right.type)) throw refuse(ErrorReason.NOT_ALLOWED)
  const { transaction } = await Transaction.open(poolOf(database), [request.opening([look])], false)
  const bound = managerOn(database, transaction)
  try {
    const tx: Tx = { manager: bound.manager, actor, ability, right, now: clock.now(), touched }
    const keep = (): Promise<unknown> => transaction.finish([touchedPart(touched, look)])
    const { told, ...ids } = await answerOf(verb, tx, input, keep)
    const shown = payloadOf(request, info, ids)
    const rows = await transaction.finish([touchedPart(touched, look), ...shown.map(({ part }) => part)])
    return { ...told, ...payload(shown, rows.slice(1).map(jsonOf), []) }
  } finally {
    bound.close()
    await transaction.abort()
  }
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
  const look = lookOf(info, request.actor)
  const shown = payloadOf(request, info, refusal.current)
  const opening = request.opening([look], "REFUSED", refusal.complaints[0]?.reason ?? null)
  const parts = [opening, touchedPart(touched, look), ...shown.map(({ part }) => part)]
  const rows = await Transaction.once(poolOf(request.database), parts)
  return payload(shown, rows.slice(2).map(jsonOf), refusal.complaints)
}

/** The statements for the fields of the payload that are asked and that the verb has a record for. */
function payloadOf(request: Request, info: GraphQLResolveInfo, ids: Readonly<Record<string, unknown>>) {
  const type = getNamedType(info.returnType) as GraphQLObjectType
  const place = placeOf(info)
  const look = lookOf(info, request.actor)
  const found = collectSubfields(info.schema, info.fragments, info.variableValues, type, [...nodesAt(info, place)])
  // The same record under several aliases of the payload is read once for each: their selections may clash.
  return [...found].flatMap(([key, [node]]) => {
    const field = node?.name.value ?? ""
    const mark = type.getFields()[field] && markOf(type.getFields()[field] as never)
    const id = ids[field]
    if (mark?.is !== "written" || typeof id !== "string") return []
    const { statement, values } = request.compile({
      info,
      place: [...place, key],
      wish: { is: "written", of: mark.of() },
      look,
      ids: [id],
      position: 1,
    })
    return [{ key, part: partOf(statement, values) }]
  })
}

const payload = (
  shown: readonly { key: string }[],
  values: readonly unknown[],
  complaints: readonly Complaint[],
): Payload => ({
  ...Object.fromEntries(shown.map(({ key }, index) => [key, values[index]])),
  errors: complaints.map(({ reason, path }) => ({ ...reasons[reason], reason, path: path ?? null })),
})
