/** What an object says by name, as SQL. */
type Said = Readonly<Record<string, string>>

const columnsOf = (row: string, names: readonly string[]): Said =>
  Object.fromEntries(names.map((name) => [name, `to_json((${row}).${name})`]))

/** A moment in UTC, whatever the zone of the session. */
const moment = (value: string) => `rtrim(to_json(${value} at time zone 'UTC')::text, '"') || '+00:00"'`

const list = (texts: string) => `concat('[', ${texts}, ']')`

/** What is null says nothing, so that a column that comes later changes no event of before. The first name always says something. */
const object = (said: Said): string => {
  const names = Object.keys(said).sort()
  return `concat(${names.map((name, nth) => `'${nth ? "," : "{"}"${name}":' || ${said[name]}`).join(", ")}, '}')`
}

const event = object({
  ...columnsOf("p_event", ["actions", "actor_id", "actor_kind", "actor_role", "address", "assurance", "client"]),
  ...columnsOf("p_event", ["document_hash", "id", "job", "look_reason", "operation_name", "outcome", "reason"]),
  ...columnsOf("p_event", ["settings", "span_id", "token_id", "trace_id"]),
  recorded_at: moment("(p_event).recorded_at"),
  sights: list("p_sights"),
})

const sight = object({
  ...columnsOf("p_sight", [
    "action",
    "activity",
    "activity_version",
    "case_ids",
    "categories",
    "employee_ids",
    "field",
  ]),
  ...columnsOf("p_sight", ["grant_ids", "legal_basis", "party_ids", "person_ids", "position", "purpose", "types"]),
})

const grant = object({ case_id: "to_json(p_case)", grant_ids: "to_json(p_grants)", routes: "to_json(p_routes)" })

const leaf = object({ kind: `'"EVENT"'`, said: object({ event: "p_event", grants: list("p_grants") }) })

/**
 * The text that the leaf of an event commits to (RFC 8785: names in the order of the alphabet, no spaces). It is put together here
 * alone, for the sealer and for an export: PostgreSQL writes strings, whole numbers and arrays as that standard does.
 */
export const sealedText = `
      create function grant_said(p_case uuid, p_grants uuid[], p_routes text[]) returns text language sql stable as $$ select ${grant} $$;
      create function sight_said(p_sight trail_sight) returns text language sql stable as $$ select ${sight} $$;
      create function event_said(p_event trail_event, p_sights text) returns text language sql stable as $$ select ${event} $$;
      create function leaf_said(p_event text, p_grants text) returns text language sql stable as $$ select ${leaf} $$;
`
