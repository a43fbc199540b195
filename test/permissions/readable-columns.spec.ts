import type pg from "pg"
import { auditorOf, guestOf, letting, restricted } from "../access/support"
import { done } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { connectedAs, dossierOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const noRight = "42501"
const serving = ["woonrust_staff", "woonrust_officer", "woonrust_keeper", "woonrust_partner"]

const request = [
  ...["actor_id", "blocked", "categories", "emergencies", "event_id", "kinds", "principals", "role", "routes", "xact"],
]
const colleagues = {
  clearance: ["category", "employee_id", "id", "kind", "opens", "valid_from", "valid_until"],
  employee: ["active", "id", "name", "role", "sought", "until"],
  former_name: ["employee_id", "id", "name", "team_id", "valid_from", "valid_until"],
  team: ["district", "ended_at", "id", "merged_into", "name", "sought"],
  team_membership: ["employee_id", "id", "team_id", "valid_from", "valid_until"],
}

/**
 * Every column that who supervises can read. Of a case, who sees it and that it was restricted: facts, and no text that a colleague
 * wrote, except why she said to be in an emergency, which is what is to be judged. Whoever adds a column says here that it is for her.
 */
const supervised: Record<string, string[]> = {
  ...colleagues,
  // Its reasons are of a closed list: why the officer, who reviews them, is told them.
  case_confidentiality: [
    ...["case_id", "ended_at", "ended_by", "id", "marked_by", "reason", "review_at", "review_on", "valid_from"],
  ],
  case_file: [
    ...["assignee_id", "category", "changed_at", "closed_at", "criminal_ground", "finished_at", "health_ground", "id"],
    ...["kind", "legal_basis", "opened_at", "opened_by", "outcome", "purpose", "reference", "restricted"],
    ...["retain_until", "status", "team_id", "vera_detail", "vera_type", "version"],
  ],
  case_grant: [
    ...["case_id", "ended_at", "ended_by", "granted_by", "id", "kind", "level", "opened_at", "principal_id"],
    ...["restricted", "route", "valid_from", "valid_until"],
  ],
  case_restriction: ["case_id", "deputy_id", "id", "lifted_by", "restricted_by", "valid_from", "valid_until"],
  emergency: ["asked_at", "case_id", "employee_id", "explanation", "grant_id", "id", "reason", "valid_until"],
  // Her own exports of the trail, which nobody opens without the key that was given to her.
  export_chunk: ["bytes", "case_ids", "job_id", "party_ids", "person_ids", "position"],
  export_job: [
    ...[
      "after_at",
      "after_id",
      "asked_at",
      "chunks",
      "employee_id",
      "events",
      "filter",
      "finished_at",
      "format",
      "gone_at",
    ],
    ...["id", "public_key", "role", "state", "xact"],
  ],
  notice: ["about_id", "case_id", "created_at", "employee_id", "id", "kind", "read_at"],
  review_access: ["case_id", "event_id", "id", "item_id", "look_reason", "recorded_at", "routes"],
  review_item: [
    ...["actor_role", "address", "asked_at", "asked_by", "asked_note", "case_id", "due_at", "emergency_id"],
    ...["employee_id", "event_id", "first_at", "id", "judged_at", "judged_by", "judgement", "kind", "last_at", "note"],
    ...["period_on", "raised_at"],
  ],
  scope: request,
  trail_checkpoint: ["id", "made_at", "note", "size"],
  // By which routes whoever was let in, never why; and the position of an event in the order of sealing.
  trail_by_case: ["case_id", "event_id", "grant_ids", "recorded_at", "routes"],
  trail_event: [
    ...[
      "actions",
      "actor_id",
      "actor_kind",
      "actor_role",
      "address",
      "assurance",
      "client",
      "document_hash",
      "id",
      "job",
    ],
    ...[
      "look_reason",
      "operation_name",
      "outcome",
      "reason",
      "recorded_at",
      "settings",
      "span_id",
      "token_id",
      "trace_id",
    ],
    ...["xact"],
  ],
  // How the service was set since when: numbers, and whose tokens are believed.
  trail_setting: ["before", "event_id", "id", "name", "nth", "recorded_at", "value"],
  trail_sight: [
    ...[
      "action",
      "activity",
      "activity_version",
      "case_ids",
      "categories",
      "employee_ids",
      "event_id",
      "field",
      "grant_ids",
    ],
    ...["legal_basis", "party_ids", "person_ids", "position", "purpose", "recorded_at", "types"],
  ],
}

/** What a role can read by whatever way it came to the right: of each table its columns, and those that it cannot. */
async function readableBy(role: string): Promise<{ table: string; columns: string[]; hidden: string[] | null }[]> {
  return await house.rows<any>(
    `select relname as table, array_agg(attname order by attname) filter (where can) as columns,
        array_agg(attname order by attname) filter (where not can) as hidden
      from (
        select c.relname::text, a.attname::text, has_column_privilege($1, c.oid, a.attnum, 'select') as can
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
      ) each group by relname having bool_or(can) order by relname`,
    [role],
  )
}

describe("a column can be read", () => {
  it("by who supervises where it is listed, and nowhere else", async () => {
    const found = await readableBy("woonrust_officer")
    expect(Object.fromEntries(found.map(({ table, columns }) => [table, columns]))).toEqual(supervised)
  })

  it("by the staff in the tables that are listed, but of colleagues not by what their tokens are known", async () => {
    const found = await readableBy("woonrust_staff")
    expect(found.map(({ table }) => table)).toEqual(
      [
        ...[
          "block",
          "case_confidentiality",
          "case_file",
          "case_grant",
          "case_restriction",
          "clearance",
          "employee",
          "former_name",
          "home",
          "journal_entry",
        ],
        ...["notice", "party", "person", "scope", "task", "team", "team_membership"],
      ].sort(),
    )
    expect(found.filter(({ hidden }) => hidden)).toEqual([
      {
        table: "employee",
        columns: colleagues.employee,
        hidden: ["home_id", "person_id", "sessions_since", "subject"],
      },
    ])
  })

  it("by jobs of their own request only, and by partners nowhere", async () => {
    expect(await readableBy("woonrust_keeper")).toEqual([{ table: "scope", columns: request, hidden: null }])
    expect(await readableBy("woonrust_partner")).toEqual([])
  })
})

/** In a request of somebody who supervises: the rows that a statement finds, or the state in which it is refused. */
const asked = ({ id }: Colleague, role: string, sql: string): Promise<number | string | null> =>
  connectedAs(house, "officer", async (client) => {
    const header = `select open_request($1, $2, null, '{case.viewed}', 'DONE', null, null, null, null, null, null, null, null, null)`
    await client.query(header, [id, role])
    return await outcomeOf(client, sql)
  })

const outcomeOf = (client: pg.Client, sql: string): Promise<number | string | null> =>
  client.query(sql).then(
    ({ rowCount }) => rowCount,
    (error: unknown) => (error as { code: string }).code,
  )

describe("who supervises", () => {
  it("does not read why somebody was let in, or why a case was restricted and opened again", async () => {
    const dossier = await dossierOf(house)
    const [hugo, wim] = [await house.employee({ name: "Hugo Prins", team: dossier.team }), await guestOf(house)]
    await done(dossier.consultant, "grantAccess", letting(dossier, wim), "__typename")
    const { version } = await restricted(dossier, hugo)
    const lifting = { caseId: dossier.case.id, expectedVersion: version, reason: "De dreiging is voorbij." }
    await done(dossier.consultant, "liftRestriction", lifting, "__typename")
    for (const [who, role] of [
      [await house.officer(), "PRIVACY_OFFICER"],
      [await auditorOf(house), "EXTERNAL_AUDITOR"],
    ] as const) {
      for (const sql of [
        "select reason from case_grant",
        "select end_reason from case_grant",
        "select id from case_grant where reason like 'Kijkt%'",
        "select g from case_grant g",
        "select reason from case_restriction",
        "select lift_reason from case_restriction",
        "select id from case_restriction order by lift_reason",
        "select * from case_restriction",
      ])
        expect([role, sql, await asked(who, role, sql)]).toEqual([role, sql, noRight])
      // What is hidden from her is there, and so is the rest of it.
      const of = `where case_id = '${dossier.case.id}'`
      expect(await asked(who, role, `select id from case_grant ${of} and principal_id = '${wim.id}'`)).toBe(1)
      expect(await asked(who, role, `select restricted_by, lifted_by from case_restriction ${of}`)).toBe(1)
    }
  })
})

describe("a temporary table, which would stand before ours of the same name,", () => {
  it("is not for any serving role to make, nor for everybody", async () => {
    const makers = await house.rows(
      "select role from unnest($1::text[]) role where has_database_privilege(role, current_database(), 'temporary, create')",
      [[...serving, "public"]],
    )
    expect(makers).toEqual([])
  })

  it.each(["staff", "officer", "keeper"] as const)("is refused to woonrust_%s", async (role) => {
    for (const sql of [
      "create temp table trail_sight (event_id uuid)",
      "create temp table scope as select pg_current_xact_id() as xact",
      "create temp view case_grant as select 1 as id",
    ])
      expect([sql, await connectedAs(house, role, (client) => outcomeOf(client, sql))]).toEqual([sql, noRight])
  })
})
