import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Those who serve; and partners, who reach nothing yet. */
const serving = "'woonrust_staff', 'woonrust_officer', 'woonrust_keeper', 'woonrust_partner'"

/** Every function that acts as the owner. Whoever adds one adds it here, and says why. */
const definers = [
  "about_blocked",
  // What a verb does to the access of others, whose grants, clearances and blocks are nobody's to read.
  ...[
    "case_access",
    "case_candidates",
    "end_access",
    "end_sessions",
    "fit_receivers",
    "give_access",
    "held_in_custody",
    "lift_restriction",
    "migrations_that_ran",
    "open_in_emergency",
  ],
  ...["restrict_case"],
  // The questions about anybody, which those ask.
  ...["cases_without_manager", "grants_at", "manages", "may_handle", "what_stands_against"],
  // What follows by itself: grants, terms, custody and blocks.
  ...["a_grant_is_of_its_case", "blocks_follow", "cases_follow_the_block", "custody_follows_the_case"],
  ...[
    "custody_follows_the_employee",
    "grants_follow_the_case",
    "great_changes_are_the_managers",
    "keep_custody_by_the_clock",
  ],
  ...["keep_blocks", "keep_custody", "terms_follow_the_employee"],
  // What is to be judged, found in the trail that jobs do not read; and whether it was one's own, of which events may be hidden.
  ...["is_own_access", "next_to_review", "put_aside", "raise_reviews", "review_lag"],
  // Which recurring act of the service was done when, once over all nodes.
  ...["end_job", "job_ages", "take_job"],
  // The header of the trail, who asks, and the upkeep of what no serving role owns.
  ...[
    "admit",
    "clear_scopes",
    "clear_sessions",
    "ensure_trail_partitions",
    "open_job",
    "open_request",
    "record_denial",
  ],
  "trail_references",
  // Sealing, by whom no event can be read or changed.
  ...[
    "check_tree",
    "expire_events",
    "grow_tree",
    "leaf_commitments",
    "restored_leaf",
    "seal_events",
    "sealing_lag",
    "take_tree",
  ],
  // What a person may be told of her file, and the officer of it; and the end that the clock brings to what was kept from her.
  ...["access_log", "lapse_confidentiality", "trail_events_of"],
  // Of the trail, what is kept from whoever asks, and how far it is sealed.
  ...["case_of_party", "sealed_until"],
  // How the service was set at each start, which no serving role writes.
  "note_settings",
  // What was taken out of it.
  ...["end_exports", "fail_export", "running_exports"],
].sort()

/** By whom each is run; all others by nobody. */
const executors: Record<string, string[]> = {
  about_blocked: ["woonrust_officer"],
  access_log: ["woonrust_officer", "woonrust_staff"],
  admit: ["woonrust_staff"],
  array_concat_agg: ["woonrust_officer", "woonrust_staff"],
  case_of_party: ["woonrust_officer"],
  case_access: ["woonrust_officer", "woonrust_staff"],
  case_candidates: ["woonrust_staff"],
  clear_scopes: ["woonrust_keeper"],
  clear_sessions: ["woonrust_keeper"],
  expire_events: ["woonrust_keeper"],
  leaf_commitments: ["woonrust_keeper"],
  migrations_that_ran: ["woonrust_keeper", "woonrust_officer", "woonrust_staff"],
  restored_leaf: ["woonrust_keeper"],
  grow_tree: ["woonrust_keeper"],
  seal_events: ["woonrust_keeper"],
  sealing_lag: ["woonrust_keeper"],
  take_tree: ["woonrust_keeper"],
  employee_name_then: ["woonrust_officer", "woonrust_staff"],
  team_name_then: ["woonrust_officer", "woonrust_staff"],
  end_access: ["woonrust_staff"],
  end_exports: ["woonrust_keeper"],
  end_sessions: ["woonrust_officer", "woonrust_staff"],
  ensure_trail_partitions: ["woonrust_keeper"],
  fail_export: ["woonrust_keeper"],
  fit_receivers: ["woonrust_staff"],
  give_access: ["woonrust_staff"],
  held_in_custody: ["woonrust_staff"],
  is_own_access: ["woonrust_officer"],
  keep_custody_by_the_clock: ["woonrust_keeper"],
  lapse_confidentiality: ["woonrust_keeper"],
  lift_restriction: ["woonrust_staff"],
  note_settings: ["woonrust_keeper"],
  open_in_emergency: ["woonrust_staff"],
  open_job: ["woonrust_keeper"],
  open_request: ["woonrust_officer", "woonrust_staff"],
  raise_reviews: ["woonrust_keeper"],
  next_to_review: ["woonrust_keeper"],
  put_aside: ["woonrust_keeper"],
  review_lag: ["woonrust_keeper"],
  end_job: ["woonrust_keeper"],
  job_ages: ["woonrust_keeper"],
  take_job: ["woonrust_keeper"],
  record_denial: ["woonrust_staff"],
  restrict_case: ["woonrust_staff"],
  trail_references: ["woonrust_officer", "woonrust_staff"],
  trail_events_of: ["woonrust_officer"],
  running_exports: ["woonrust_keeper"],
  sought_as: ["woonrust_officer", "woonrust_staff"],
  sealed_until: ["woonrust_officer"],
  trail_found: ["woonrust_officer"],
  trail_reached: ["woonrust_officer"],
}

const sight = [
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
  ...["legal_basis", "party_ids", "person_ids", "position", "purpose", "types"],
]

/** Every column that a serving role may fill in or change. What the database says itself, such as when, is not among them. */
const written: Record<string, string[]> = {
  "woonrust_keeper INSERT trail_sight": sight,
  "woonrust_officer INSERT export_chunk": ["bytes", "case_ids", "job_id", "party_ids", "person_ids", "position"],
  "woonrust_officer INSERT export_job": ["employee_id", "filter", "format", "id", "public_key", "role"],
  "woonrust_officer INSERT trail_sight": sight,
  "woonrust_officer UPDATE export_job": ["after_at", "after_id", "chunks", "events", "finished_at", "state"],
  "woonrust_officer UPDATE notice": ["read_at"],
  "woonrust_officer UPDATE review_item": [
    "asked_at",
    "asked_by",
    "asked_note",
    "judged_at",
    "judged_by",
    "judgement",
    "note",
  ],
  "woonrust_staff INSERT block": [
    ...["against", "declared_by", "employee_id", "ended_by", "home_id", "id", "person_id", "reason"],
  ],
  "woonrust_staff INSERT case_confidentiality": ["case_id", "ended_by", "id", "marked_by", "reason", "review_on"],
  "woonrust_staff INSERT case_file": [
    ...["assignee_id", "balancing_note", "changed_at", "closed_at", "criminal_ground", "description", "finished_at"],
    ...["health_ground", "home_id", "id"],
    ...["kind", "legal_basis", "opened_at", "opened_by", "outcome", "purpose", "reference", "status", "team_id"],
    ...["title", "vera_detail", "vera_type", "version"],
  ],
  "woonrust_staff INSERT journal_entry": [
    ...["added_at", "author_id", "body", "case_id", "category", "id", "occurred_on", "type"],
  ],
  "woonrust_staff INSERT party": [
    ...[
      "added_at",
      "added_by",
      "case_id",
      "category",
      "email",
      "employee_id",
      "id",
      "name",
      "person_id",
      "phone",
      "role",
    ],
  ],
  "woonrust_staff INSERT task": [
    ...[
      "added_at",
      "added_by",
      "assignee_id",
      "case_id",
      "category",
      "completed_at",
      "completed_by",
      "due_on",
      "id",
      "title",
    ],
    ...["version"],
  ],
  "woonrust_staff INSERT trail_sight": sight,
  "woonrust_staff UPDATE block": ["ended_by", "valid_until"],
  "woonrust_staff UPDATE case_confidentiality": ["ended_at", "ended_by"],
  "woonrust_staff UPDATE case_file": [
    ...["assignee_id", "balancing_note", "changed_at", "closed_at", "criminal_ground", "description", "finished_at"],
    ...["health_ground", "home_id"],
    ...["legal_basis", "outcome", "purpose", "status", "team_id", "title", "vera_detail", "vera_type", "version"],
  ],
  "woonrust_staff UPDATE notice": ["read_at"],
  "woonrust_staff UPDATE task": ["assignee_id", "completed_at", "completed_by", "due_on", "title", "version"],
}

describe("in the catalogue of the database", () => {
  it("every table that a serving role can reach has row level security, and a rule", async () => {
    const bare = await house.rows(
      `select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and c.relname not in ('migrations')
          and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`,
    )
    expect(bare).toEqual([])
  })

  it("tables without row level security are out of reach of every serving role", async () => {
    const reachable = await house.rows(
      `select c.relname as name, r.rolname as role from pg_class c, pg_roles r
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relrowsecurity
          and r.rolname in (${serving})
          and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate')
            or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))`,
    )
    expect(reachable).toEqual([])
  })

  it("no serving role may delete or truncate anything", async () => {
    const mighty = await house.rows(
      `select c.relname as name, r.rolname as role from pg_class c, pg_roles r
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and r.rolname in (${serving})
          and has_table_privilege(r.oid, c.oid, 'delete, truncate, trigger, references')`,
    )
    expect(mighty).toEqual([])
  })

  it("serving roles fill in and change the columns that are listed, and no other", async () => {
    const found = await house.rows<{ right: string; columns: string[] }>(
      `select concat_ws(' ', grantee, privilege_type, table_name) as right, array_agg(column_name::text order by column_name) as columns
        from information_schema.column_privileges
        where table_schema = 'public' and grantee in ('PUBLIC', ${serving}) and privilege_type in ('INSERT', 'UPDATE')
        group by 1`,
    )
    expect(Object.fromEntries(found.map(({ right, columns }) => [right, columns]))).toEqual(written)
  })

  it("no rule is for everybody", async () => {
    expect(await house.rows("select tablename, policyname from pg_policies where 'public' = any (roles)")).toEqual([])
  })

  it("every function that acts as its owner is known by name, and pins where it looks", async () => {
    const found = await house.rows<{ name: string; settings: string[] | null }>(
      `select proname as name, proconfig as settings from pg_proc
        where pronamespace = 'public'::regnamespace and prosecdef order by proname`,
    )
    expect(found.map(({ name }) => name)).toEqual(definers)
    for (const { name, settings } of found)
      expect([name, settings?.[0]]).toEqual([name, "search_path=pg_catalog, public, pg_temp"])
  })

  it("each function is run by those it is for, and by nobody else", async () => {
    const found = await house.rows<{ name: string; role: string }>(
      `select p.proname as name, r.rolname as role from pg_proc p, pg_roles r
        where p.pronamespace = 'public'::regnamespace and r.rolname in (${serving}) and has_function_privilege(r.oid, p.oid, 'execute')
        order by 1, 2`,
    )
    const byName: Record<string, string[]> = {}
    for (const { name, role } of found) (byName[name] ??= []).push(role)
    expect(byName).toEqual(executors)
  })

  it("serving roles own nothing, belong to nobody, and do not stand above the rules", async () => {
    expect(
      await house.rows(
        `select rolname from pg_roles where rolname in (${serving})
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
      ),
    ).toEqual([])
    const owned = `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in (${serving})
      union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname in (${serving})`
    expect(await house.rows(owned)).toEqual([])
    const member = `select from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in (${serving})`
    expect(await house.rows(member)).toEqual([])
    const makes = await house.rows<any>(
      `select r.rolname as role, has_schema_privilege(r.oid, 'public', 'create') as can from pg_roles r where r.rolname in (${serving})`,
    )
    expect(makes.every(({ can }) => can === false)).toBe(true)
  })
})
