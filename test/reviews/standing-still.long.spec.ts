import { scene } from "../cases/support"
import { addCases } from "../records/support"
import type { Colleague } from "../support/house"
import { Watched, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

/** As the service is set: so many cases an hour, and so many of lists. */
const usual = { REVIEW_MANY_CASES: 40, REVIEW_MANY_LISTED: 200, REVIEW_MANY_CASES_MINUTES: 60, REVIEW_FEW_CASES: 3 }

/** She pages so many lists of a hundred cases each, with their parties, within the hour. */
async function paged(who: Colleague, lists: number, of: readonly string[]): Promise<void> {
  await watched.house.rows(
    `with event as (
       insert into trail_event (recorded_at, actor_kind, actor_id, actor_role, actions, outcome)
       select now() - interval '50 minutes' + nth * interval '5 seconds', 'EMPLOYEE', $1, 'CONSULTANT', '{case.listed}', 'DONE'
       from generate_series(1, $2::int) nth returning id, recorded_at)
     insert into trail_sight (event_id, recorded_at, position, field, action, activity, activity_version, purpose, legal_basis, case_ids,
         party_ids, person_ids, types, categories)
     select id, recorded_at, 0, 'cases', 'case.listed', 'case-handling', 1, 'p', '6-1-b',
       ($3::uuid[])[1 + (n * 100) % cardinality($3::uuid[]) : 100 + (n * 100) % cardinality($3::uuid[])], '{}', '{}', '{Case,Party}', '{CONTACT}'
     from (select *, row_number() over (order by recorded_at)::int - 1 as n from event) e`,
    [who.id, lists, of],
  )
}

it("one reader who pages four hundred lists holds up nobody: what a neighbour does is listed all the same", async () => {
  const { team, consultant } = await scene(watched.house)
  const ids = await addCases(watched.house, 2_000, { team, by: consultant })
  await paged(consultant, 400, ids)
  const dossier = await watched.dossier()
  const mila = await watched.member(dossier)
  await look(watched.house, mila, dossier.case.id)
  await watched.seal()
  // As a planner knows the tables that were empty when it last looked.
  await watched.house.rows("analyze")
  for (const limit of [250, 1_000]) while (await watched.look(usual, limit)) continue
  expect(await watched.kinds(mila, usual)).toEqual(["NO_TASK"])
  expect(await watched.kinds(consultant, usual)).toEqual(["MANY_CASES"])
  // Of what she saw no more is remembered than tells whether the next is too much.
  const lately = "select measure, count(*)::int from review_lately where whose = $1 group by 1 order by 1"
  expect(await watched.house.rows(lately, [consultant.id])).toEqual([{ measure: "LISTED", count: 201 }])
}, 120_000)
