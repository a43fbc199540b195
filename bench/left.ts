import type pg from "pg"

type Facts = Record<string, unknown>

/** The columns of a table of the trail that both sides must fill alike, and those that they cannot, each with the reason. */
interface Columns {
  readonly compared: readonly string[]
  readonly leftOut: Readonly<Record<string, string>>
}

const event: Columns = {
  compared: [
    ...["actor_kind", "actor_id", "actor_role", "job", "assurance", "client", "address", "operation_name"],
    ...["document_hash", "actions", "outcome", "reason", "look_reason", "settings"],
  ],
  leftOut: {
    id: "names one event and no other",
    recorded_at: "each request has its moment",
    xact: "each request has its transaction",
    token_id: "the limit knows no tokens, and writes a constant",
    trace_id: "the limit knows no traces, and writes a constant",
    span_id: "the same",
  },
}

const sight: Columns = {
  compared: [
    ...["position", "field", "action", "activity", "activity_version", "purpose", "legal_basis"],
    ...["case_ids", "party_ids", "person_ids", "types", "categories", "grant_ids", "employee_ids"],
  ],
  leftOut: { event_id: "names the event", recorded_at: "each request has its moment" },
}

const told = { trail_event: event, trail_sight: sight } as const
type Table = keyof typeof told
export const tables = Object.keys(told) as Table[]

export interface Left {
  readonly event: Facts
  readonly sights: readonly Facts[]
}

/** What the last request of this actor left in the trail, of what is compared. @throws Error where it left nothing */
export async function leftBy(actor: string, admin: pg.Pool): Promise<Left> {
  const { rows } = await admin.query<{ event: Facts; sights: Facts[] }>(
    `select to_jsonb(e) event, array(
       select to_jsonb(s) from trail_sight s where s.event_id = e.id order by position, types) sights
     from trail_event e where e.actor_id = $1 order by e.recorded_at desc limit 1`,
    [actor],
  )
  const [found] = rows
  if (!found) throw new Error("no trail was left")
  return {
    event: compared("trail_event", found.event),
    sights: found.sights.map((row) => compared("trail_sight", row)),
  }
}

/** Sets have no order, but their arrays do. @throws Error for a column that is gone: two that are not there are alike */
function compared(table: Table, row: Facts): Facts {
  const gone = told[table].compared.filter((name) => !(name in row))
  if (gone.length) throw new Error(`${table} has no ${gone.join(", ")} any more; say in bench/left.ts what is compared`)
  const value = (name: string): unknown => (Array.isArray(row[name]) ? [...(row[name] as unknown[])].sort() : row[name])
  return Object.fromEntries(told[table].compared.map((name) => [name, value(name)]))
}

/** Columns of the trail of which nobody has said yet whether they are compared. They are not: a bench says so, and a spec fails. */
export async function unknownColumns(admin: Pick<pg.Pool, "query">): Promise<string[]> {
  const { rows } = await admin.query<{ table: Table; name: string }>(
    `select attrelid::regclass::text as table, attname as name from pg_attribute
     where attrelid = any ($1::regclass[]) and attnum > 0 and not attisdropped order by attrelid, attnum`,
    [tables],
  )
  const isKnown = ({ table, name }: (typeof rows)[number]): boolean =>
    told[table].compared.includes(name) || name in told[table].leftOut
  return rows.filter((row) => !isKnown(row)).map(({ table, name }) => `${table}.${name}`)
}

/** For people: what is not compared, and why. */
export const leftOut = (): string =>
  tables
    .flatMap((table) => Object.entries(told[table].leftOut).map(([name, why]) => `${table}.${name} (${why})`))
    .join(", ")
