import type pg from "pg"
import type { Random } from "../sight/random"

/** What a worker is told. */
export interface WorkerTask {
  readonly staff: string
  readonly keeper: string
  readonly folder: string
  readonly origin: string
  readonly actor: string
  readonly cases: readonly string[]
  readonly seed: number
}

const open = `select open_request($1, 'CONSULTANT', now(), $2, 'DONE', null, null, null, null, null, 'proof', null, null, null) as id`
const sight = `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids,
  types, categories) values ($1, $2, 'cases', $3, 'case-handling', 1, 'Handling cases', '6-1-b', $4, array[gen_random_uuid()], '{}', '{Case}', '{CONDUCT}')`

/** An event as a request writes it, held open for a moment, so that others overtake it. */
export async function writeEvent(
  pool: pg.Pool,
  actor: string,
  cases: readonly string[],
  random: Random,
): Promise<void> {
  const client = await pool.connect()
  const action = random.pick(["case.listed", "case.viewed", "journal.added"])
  try {
    await client.query("begin")
    const { rows } = await client.query<{ id: string }>(open, [actor, [action]])
    for (let position = 0; position < random.between(0, 2); position++)
      await client.query(sight, [rows[0]?.id, position, action, random.sample(cases, random.between(0, cases.length))])
    if (random.chance(0.2)) await new Promise((resolve) => setTimeout(resolve, random.below(80)))
    await client.query(random.chance(0.05) ? "rollback" : "commit")
  } finally {
    client.release()
  }
}
