import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { Anchors } from "../../src/audit/sealing/anchors"
import { Sealer } from "../../src/audit/sealing/sealer"
import { openSigner, rotateKey } from "../../src/audit/sealing/signer"
import { exportTrail } from "../../src/audit/verifying"
import { readExport } from "../../src/audit/verifying/folder"
import { type Evidence, type Verdict, verify } from "../../src/audit/verifying/verify"
import type { House } from "../support/house"

/** What an export holds, in memory, to be tampered with. */
export interface Copy {
  lines: string[]
  notes: string[]
}

export const origin = "woonrust/spec"

/** The sealing of a house, a round at a time. */
export class Sealed {
  private constructor(
    private readonly house: House,
    readonly folder: string,
    readonly keeper: pg.Pool,
    public sealer: Sealer,
    readonly anchors: Anchors,
    private readonly anchoring: Anchoring,
  ) {}

  static async of(house: House): Promise<Sealed> {
    const folder = await mkdtemp(join(tmpdir(), "woonrust-trail-"))
    const keeper = new pg.Pool({ connectionString: house.database.urls.keeper, max: 4 })
    keeper.on("error", () => undefined) // a connection that a spec cuts
    const anchors = new Anchors(join(folder, "heads"))
    const sealer = new Sealer(keeper, await openSigner(origin, join(folder, "key.pem")), anchors)
    return new Sealed(house, folder, keeper, sealer, anchors, new Anchoring(keeper, anchors))
  }

  /** Another node: with the key as it stands in the file now, or in one of its own. */
  async another(keyFile = "key.pem"): Promise<Sealer> {
    return new Sealer(this.keeper, await openSigner(origin, join(this.folder, keyFile)), this.anchors)
  }

  /** One round, and its head leaves; answers how many events were sealed. */
  async round(): Promise<number> {
    const round = await this.sealer.round()
    if (round?.note !== undefined) await this.anchor(round.note)
    return round?.events ?? 0
  }

  /** Rounds until all is sealed: transactions of other specs, in databases beside this one, hold a round back. */
  async seal(): Promise<number> {
    const until = performance.now() + 10_000
    let events = 0
    do events += await this.round()
    while ((await this.isBehind()) && performance.now() < until)
    return events
  }

  private async isBehind(): Promise<boolean> {
    const behind =
      "select from trail_event e cross join trail_tree t where (e.xact, e.id) > (t.sealed_xact, t.sealed_id) limit 1"
    return (await this.house.rows(behind)).length > 0
  }

  /** Events of January 2020, whose term is over. */
  async expired(count: number): Promise<void> {
    const [{ owner } = { owner: "" }] = await this.house.rows<{ owner: string }>(
      "select tableowner as owner from pg_tables where tablename = 'trail_event'",
    )
    for (const parent of ["trail_event", "trail_sight", "trail_by_case", "trail_by_person"])
      await this.house.rows(
        `create table ${parent}_202001 partition of ${parent} for values from ('2020-01-01Z') to ('2020-02-01Z');
         alter table ${parent}_202001 owner to "${owner}"`,
      )
    await this.house.rows(
      // By the first transaction of all: sealed before anything of today.
      `insert into trail_event (xact, recorded_at, actor_kind, job, actions, outcome)
       select '3', '2020-01-05Z', 'JOB', 'old', '{house.kept}', 'DONE' from generate_series(1, $1)`,
      [count],
    )
  }

  anchor(note: string): Promise<number> {
    return this.anchoring.keep(note)
  }

  rotateKey(): Promise<string> {
    return rotateKey(origin, join(this.folder, "key.pem"))
  }

  /** As the tables are now; the answer puts them back to that, as a backup does. */
  async backup(): Promise<() => Promise<void>> {
    const [tree] = await this.house.rows<{ tree: string; size: string }>(
      "select to_jsonb(t)::text as tree, t.size from trail_tree t",
    )
    const [{ now } = { now: "" }] = await this.house.rows<{ now: string }>("select clock_timestamp()::text as now")
    return async () => {
      for (const table of ["trail_event", "trail_sight", "trail_by_case", "trail_by_person"])
        await this.house.rows(`delete from ${table} where recorded_at > $1`, [now])
      await this.house.rows("delete from trail_leaf where index >= $1", [tree?.size])
      await this.house.rows("delete from trail_checkpoint where size > $1", [tree?.size])
      await this.house.rows("delete from trail_tree")
      await this.house.rows("insert into trail_tree select * from jsonb_populate_record(null::trail_tree, $1::jsonb)", [
        tree?.tree,
      ])
    }
  }

  async copy(): Promise<Copy> {
    const to = join(this.folder, `export-${randomUUID()}`)
    await exportTrail(this.house.database.ownerUrl, to)
    const { lines, notes } = await readExport(to)
    const read: string[] = []
    for await (const line of lines) read.push(line.toString("utf8").trimEnd())
    return { lines: read, notes: [...notes] }
  }

  /** What the verifier says of the trail as it is now, with the heads that were kept outside. */
  async verdict(more: Partial<Evidence> = {}): Promise<Verdict> {
    const copy = await this.copy()
    return await verify({ ...copy, notes: [...copy.notes, ...(await this.anchors.all())], ...more })
  }

  async close(): Promise<void> {
    await this.keeper.end()
    await rm(this.folder, { recursive: true })
  }
}
