/** What an object says by name, as SQL. */
type Said = Readonly<Record<string, string>>

/** Columns by what they hold: an id needs no escape, and is written four times as fast without looking for one. */
interface Columns {
  readonly plain: readonly string[]
  readonly ids?: readonly string[]
  readonly idLists?: readonly string[]
}

const idList = (value: string) =>
  `case ${value} when '{}' then '[]' else '["' || array_to_string(${value}, '","') || '"]' end`

const columnsOf = (row: string, { plain, ids = [], idLists = [] }: Columns): Said => {
  const written = (names: readonly string[], write: (value: string) => string) =>
    Object.fromEntries(names.map((name) => [name, write(`(${row}).${name}`)]))
  return {
    ...written(plain, (value) => `to_json(${value})`),
    ...written(ids, (value) => `'"' || ${value} || '"'`),
    ...written(idLists, idList),
  }
}

/** A moment in UTC, whatever the zone of the session. */
const moment = (value: string) => `rtrim(to_json(${value} at time zone 'UTC')::text, '"') || '+00:00"'`

const list = (texts: string) => `'[' || coalesce(${texts}, '') || ']'`

/**
 * What is null says nothing, so that a column that comes later changes no event of before. The first name always says something. Joined
 * two by two: `concat` writes all it is given anew, which for texts as long as these takes ten times as long.
 */
const object = (said: Said): string => {
  const names = Object.keys(said).sort()
  return [
    ...names.map((name, nth) =>
      nth ? `coalesce(',"${name}":' || ${said[name]}, '')` : `'{"${name}":' || ${said[name]}`,
    ),
    "'}'",
  ].join(" || ")
}

const event = object({
  ...columnsOf("p_event", {
    plain: [
      ...[
        "actions",
        "actor_kind",
        "actor_role",
        "address",
        "assurance",
        "client",
        "document_hash",
        "job",
        "look_reason",
      ],
      ...["operation_name", "outcome", "reason", "settings", "span_id", "token_id", "trace_id"],
    ],
    ids: ["actor_id", "id"],
  }),
  recorded_at: moment("(p_event).recorded_at"),
  sights: list("p_sights"),
})

const sight = object(
  columnsOf("p_sight", {
    plain: [
      "action",
      "activity",
      "activity_version",
      "categories",
      "field",
      "legal_basis",
      "position",
      "purpose",
      "types",
    ],
    idLists: ["case_ids", "employee_ids", "grant_ids", "party_ids", "person_ids"],
  }),
)

const grant = object({ case_id: `'"' || p_case || '"'`, grant_ids: idList("p_grants"), routes: "to_json(p_routes)" })

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
