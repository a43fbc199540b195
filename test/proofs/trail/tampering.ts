import type pg from "pg"
import { TrailReading } from "../../../src/audit/verifying/reading"
import type { Copy } from "../../audit/sealed"
import type { Random } from "../sight/random"

/** Any event that stands in the tree. */
const event = "(select e.id from trail_event e join trail_leaf l on l.event_id = e.id order by random() limit 1)"

/** What the owner of the database can do to it, one at a time; each changes something in a trail that has a sight. */
const acts = [
  `update trail_event set actor_id = gen_random_uuid() where id = ${event}`,
  `update trail_event set actions = '{house.kept}', outcome = 'FAILED' where id = ${event}`,
  `update trail_event set recorded_at = recorded_at - interval '1 microsecond' where id = ${event}`,
  `delete from trail_event where id = ${event}`,
  `insert into trail_event (xact, actor_kind, job, actions, outcome) values ('4', 'JOB', 'forged', '{house.kept}', 'DONE')`,
  `update trail_sight set case_ids = array[gen_random_uuid()] where tableoid::regclass::text || ctid = (select s.tableoid::regclass::text || s.ctid
    from trail_sight s join trail_leaf l on l.event_id = s.event_id order by random() limit 1)`,
  `delete from trail_sight where tableoid::regclass::text || ctid = (select s.tableoid::regclass::text || s.ctid
    from trail_sight s join trail_leaf l on l.event_id = s.event_id order by random() limit 1)`,
  `insert into trail_sight select (jsonb_populate_record(s, jsonb_build_object('recorded_at', s.recorded_at + interval '1 second'))).* from trail_sight s limit 1`,
  `delete from trail_leaf where index = (select max(index) from trail_leaf)`,
  `delete from trail_leaf where index = (select index from trail_leaf order by random() limit 1)`,
  `update trail_leaf set nonce = null, event_id = null, recorded_at = null where index = (select index from trail_leaf where event_id is not null order by random() limit 1)`,
  `update trail_leaf set commitment = sha256(commitment) where index = (select index from trail_leaf order by random() limit 1)`,
  `update trail_tree set note = replace(note, 'epoch', 'epoch ')`,
  `update trail_by_case set routes = '{EMERGENCY}' where (case_id, event_id) = (select case_id, event_id from trail_by_case order by random() limit 1)`,
] as const

/** What an export of the database holds after its owner tampered with it; the database is as it was afterwards. */
export async function tampered(admin: pg.Pool, random: Random): Promise<{ copy: Copy; act: string }> {
  const client = await admin.connect()
  const act = random.pick(acts)
  try {
    await client.query("begin")
    const { rowCount } = await client.query(act)
    if (!rowCount) throw new Error(`nothing was tampered with: ${act}`)
    const reading = new TrailReading(client)
    const lines: string[] = []
    for await (const page of reading.leaves()) lines.push(...page)
    return { copy: { lines: [...lines, ...(await reading.loose())], notes: await reading.notes() }, act }
  } finally {
    await client.query("rollback")
    client.release()
  }
}
