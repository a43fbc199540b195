import { askedOf } from "../audit"
import { activityOf, lineInsert } from "../audit/line"
import { type Part, nameOf } from "../platform/database/statements"

/** So many events are read, written and encrypted at a time. */
export const chunkSize = 1_000

const part = (text: string): Pick<Part, "name" | "text"> => ({ name: nameOf(text), text })

/** One worker at a time: whoever finds it held by another leaves it. */
const taking =
  part(`select json_build_object('format', format, 'chunks', chunks, 'publicKey', encode(public_key, 'base64'))
  from export_job where id = $1::uuid and state = 'RUNNING' for update skip locked`)

/** What was asked besides the period, which ends when it was asked. */
const narrowing = Object.entries(askedOf)
  .filter(([, { type }]) => type !== "timestamptz")
  .map(([name, { parameter, type }]) => `${parameter} => (j.filter ->> '${name}')::${type}`)
  .join(", ")

/** What the filter finds next, as far as it exists for whoever asked; nothing of after she asked. */
const finding = part(`select coalesce(json_agg(to_jsonb(e) - 'xact' || jsonb_build_object(
    'actor_name', (select a.name from employee a where a.id = e.actor_id),
    'actor_name_then', employee_name_then(e.actor_id, e.recorded_at),
    'sights', coalesce((select jsonb_agg(to_jsonb(s) order by s.position, s.field, s.types) from trail_sight s
      where s.event_id = e.id and s.recorded_at = e.recorded_at), '[]'),
    'reached', coalesce((select jsonb_agg(jsonb_build_object('case_id', r.case_id, 'routes', r.routes))
      from trail_reached(e.id, e.recorded_at) r), '[]')) order by e.recorded_at desc, e.id desc), '[]')
  from export_job j cross join lateral trail_found(
    ${narrowing},
    p_from => coalesce((j.filter ->> 'recordedFrom')::timestamptz, '-infinity'),
    p_before => least((j.filter ->> 'recordedBefore')::timestamptz, j.asked_at),
    p_after_recorded_at => j.after_at, p_after_id => j.after_id, p_rows => $2::int) e
  where j.id = $1::uuid`)

const adding = part(`insert into export_chunk (job_id, position, case_ids, party_ids, person_ids, bytes)
  values ($1::uuid, $2::int, $3::uuid[], $4::uuid[], $5::uuid[], decode($6::text, 'base64'))`)

const going = part(`update export_job set chunks = chunks + 1, events = events + $2::int,
    after_at = coalesce($3::timestamptz, after_at), after_id = coalesce($4::uuid, after_id),
    state = case when $5::boolean then 'READY' else state end, finished_at = case when $5::boolean then now() end
  where id = $1::uuid`)

/** The processing activity of what leaves with an export. */
export const tellsAs = "trail-review"

/** The line of the trail for what leaves with a chunk, or with some that are fetched: whom it names. */
const telling = part(
  lineInsert({
    position: "0",
    field: "$1::text",
    action: "$2::text",
    ...activityOf(tellsAs),
    cases: "$3::uuid[]",
    parties: "$4::uuid[]",
    persons: "$5::uuid[]",
    types: "'{TrailEvent,TrailExport,TrailSight}'",
    categories: "'{}'",
  }),
)

export interface Named {
  readonly cases: readonly string[]
  readonly parties: readonly string[]
  readonly persons: readonly string[]
}
const array = (ids: readonly string[]): string => `{${ids.join(",")}}`
const arrays = ({ cases, parties, persons }: Named): string[] => [array(cases), array(parties), array(persons)]

export const takeJob = (id: string): Part => ({ ...taking, values: [id] })
export const findNext = (id: string): Part => ({ ...finding, values: [id, String(chunkSize)] })
export const addChunk = (id: string, position: number, named: Named, bytes: Buffer): Part => ({
  ...adding,
  values: [id, String(position), ...arrays(named), bytes.toString("base64")],
})
export const goOn = (
  id: string,
  events: number,
  last: { recorded_at: string; id: string } | undefined,
  ready: boolean,
): Part => ({
  // prettier-ignore
  ...going,
  values: [id, String(events), last?.recorded_at ?? null, last?.id ?? null, String(ready)],
})
export const tell = (field: string, action: "trail.exported" | "trail.downloaded", named: Named): Part => ({
  ...telling,
  values: [field, action, ...arrays(named)],
})
