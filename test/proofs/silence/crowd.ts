import { scene } from "../../cases/support"
import type { House } from "../../support/house"

/** So many cases of others, that one of them is found by an index, as in a service that is used. */
const others = 1_000

export async function crowd(house: House): Promise<void> {
  const { team, consultant } = await scene(house)
  await house.rows(
    `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, team_id, assignee_id,
       opened_by, opened_at, changed_at)
     select gen_random_uuid(), 'WR-0000-' || lpad(n::text, 4, '0'), 'NUISANCE', 'Muziek', 'Te luid.', 'TENANCY', 'AGREEMENT',
       'REPORTED', $1, $2, $2, now(), now() from generate_series(1, ${others}) n`,
    [team, consultant.id],
  )
  await house.rows("analyze")
}
