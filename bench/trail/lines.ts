import type pg from "pg"

/** The term of an event: lines are spread over five years, as they would be. */
const months = 60

/** How many events a case has in all: then there are as many cases, however many lines. */
const eventsACase = 100

const fillers = {
  trail_event: (from: string) => `
    insert into %1$I (id, recorded_at, xact, actor_kind, actor_id, actor_role, token_id, client, address, operation_name, document_hash,
      actions, outcome, trace_id, span_id)
    select ${idOf("n")}, ${from}, pg_current_xact_id(), 'EMPLOYEE', people.ids[1 + n %% cardinality(people.ids)], 'CONSULTANT',
      '11111111-1111-4111-8111-111111111111', 'woonrust-demo', '127.0.0.1', 'BenchDetail', repeat('a1b2c3d4e5f60718', 4),
      '{case.viewed}', 'DONE', '0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'
    from generate_series(%2$s::int, %3$s::int) n cross join people`,
  trail_sight: (from: string) => `
    insert into %1$I (event_id, recorded_at, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids,
      person_ids, types, categories)
    select ${idOf("n")}, ${from}, 0, 'case', 'case.viewed', 'case-handling', 1, 'Handling', '6-1-b', array[${caseOf("n")}],
      array[md5(n || 'p')::uuid], '{}', '{Case,Party}', '{CONDUCT}'
    from generate_series(%2$s::int, %3$s::int) n`,
  trail_by_case: (from: string) => `
    insert into %1$I (case_id, recorded_at, event_id, grant_ids, routes)
    select ${caseOf("n")}, ${from}, ${idOf("n")}, '{}', '{TEAM}'
    from generate_series(%2$s::int, %3$s::int) n order by 1`,
}

function idOf(n: string): string {
  return `lpad(to_hex(${n}), 32, '0')::uuid`
}

/** Spread over all the lines, so that a case has events from every month. */
function caseOf(n: string): string {
  return `md5(((${n})::bigint * 7919 %% %4$s)::text)::uuid`
}

const momentOf = "%5$L::timestamptz + (n - %2$s) * (%6$L::interval / (%3$s - %2$s + 1))"

/** Lines of the trail, a month at a time: filled as tables of their own, and then made months of the trail, whose indexes are built at once. */
export async function fillTrail(owner: pg.Client, lines: number, say: (line: string) => void): Promise<void> {
  const begun = performance.now()
  await owner.query(
    `create temp table people as select array(select id from employee where role = 'CONSULTANT' order by id) ids`,
  )
  const each = Math.floor(lines / months)
  for (let month = 0; month < months; month++) {
    for (const [parent, filler] of Object.entries(fillers))
      await fillMonth(owner, parent, filler(momentOf), month, each)
    if (month % 12 === 11) say(`${(month + 1) * each} lines after ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  }
  // All of it counts as sealed: what comes later is what the look-ups do not hold yet.
  await owner.query(
    "update trail_tree set sealed_xact = (select max(xact) from trail_event), sealed_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
  )
  await owner.query("vacuum analyze trail_event, trail_sight, trail_by_case")
}

async function fillMonth(owner: pg.Client, parent: string, filler: string, month: number, each: number): Promise<void> {
  const { rows } = await owner.query<{ name: string; from: string; until: string }>(
    `select $1 || '_' || to_char(m, 'YYYYMM') as name, m::text as from, (m + interval '1 month')::text as until
     from (select date_trunc('month', now(), 'UTC') - make_interval(months => $2::int) as m) at`,
    [parent, months - month],
  )
  const { name, from, until } = rows[0] as { name: string; from: string; until: string }
  const [first, last] = [month * each + 1, (month + 1) * each]
  // In one transaction with the making of the table: then nothing of it need go to the log.
  await owner.query("begin")
  await owner.query(`create table ${name} (like ${parent} including defaults)`)
  const { rows: made } = await owner.query<{ text: string }>(
    "select format($1, $2::text, $3::int, $4::int, $5::int, $6::text, $7::text) as text",
    [filler, name, first, last, Math.max(1, Math.floor((each * months) / eventsACase)), from, "28 days"],
  )
  await owner.query(made[0]?.text ?? "")
  await owner.query(`alter table ${parent} attach partition ${name} for values from ('${from}') to ('${until}')`)
  await owner.query("commit")
}
