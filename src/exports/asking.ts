import { randomUUID } from "node:crypto"
import { Field, InputType } from "type-graphql"
import { TrailFilter, askedOf, trailFaultOf } from "../audit"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import { newKeys } from "./envelope"
import { ExportFormat } from "./export.codes"

/** More at once would only wait for each other. */
const mostRunning = 3

@InputType({ description: "What to take out of the trail, and in which form." })
export class ExportTrailInput {
  @Field(() => TrailFilter, {
    nullable: true,
    description: "Which requests, as `trailEvents` finds them; all when absent.",
  })
  filter?: TrailFilter | null

  @Field(() => ExportFormat, { description: "What it is to look like." })
  format!: ExportFormat
}

/** PostgreSQL knows no year 0. */
const momentOf = (moment: Date): string => (moment.getUTCFullYear() < 1 ? "-infinity" : moment.toISOString())

const ids = (Object.keys(askedOf) as (keyof TrailFilter)[]).filter((name) => askedOf[name].type === "uuid")

/**
 * Asks for an export of what a filter finds by now. It is made in chunks, as whoever asked; the key that opens it is in the answer to
 * this, and nowhere else.
 */
export async function exportTrail(tx: Tx, { filter, format }: ExportTrailInput) {
  const asked = filter ?? {}
  const fault = trailFaultOf(Object.fromEntries(Object.entries(asked)))
  if (fault) throw refuse(fault === "TRAIL_PERIOD" ? ErrorReason.OUT_OF_RANGE : ErrorReason.FILTER_TOO_WIDE, "input", "filter") // prettier-ignore
  for (const name of ids) {
    const id = asked[name]
    if (typeof id === "string" && !isUuid(id)) throw refuse(ErrorReason.MALFORMED, "input", "filter", name)
  }
  // Two that are asked for at once would each find room.
  await tx.manager.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`exports of ${tx.actor.id}`])
  const running = await tx.manager.query<unknown[]>("select from export_job where state = 'RUNNING'")
  if (running.length >= mostRunning) throw refuse(ErrorReason.TOO_MANY_EXPORTS, "input")
  const [id, { publicKey, key }] = [randomUUID(), newKeys()]
  const given = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]: [string, unknown]) =>
      value === undefined || value === null ? [] : [[name, value instanceof Date ? momentOf(value) : value]],
    ),
  )
  await tx.manager.query(
    "insert into export_job (id, employee_id, role, format, filter, public_key) values ($1, $2, $3, $4, $5, $6)",
    [id, tx.actor.id, tx.actor.role, format, JSON.stringify(given), publicKey],
  )
  tx.touched.types.add("TrailExport")
  return { export: id, told: { key: { key } } }
}
