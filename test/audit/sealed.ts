import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { Anchors } from "../../src/audit/sealing/anchors"
import { Sealer } from "../../src/audit/sealing/sealer"
import { rotateKey } from "../../src/audit/sealing/signer"
import { exportTrail } from "../../src/audit/verifying"
import { readExport } from "../../src/audit/verifying/folder"
import { type Evidence, type Verdict, verify } from "../../src/audit/verifying/verify"
import { scene } from "../cases/support"
import { until } from "../records/support"
import { type Colleague, House } from "../support/house"
import { signerAt } from "./signers"

/** What an export holds, in memory, to be tampered with. */
export interface Copy {
  lines: string[]
  notes: string[]
}

export const origin = "woonrust/spec"

/** All that a backup holds of the trail. */
const tables = ["trail_event", "trail_sight", "trail_by_case", "trail_by_person", "trail_leaf", "trail_checkpoint", "trail_tree"] // prettier-ignore

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
    await mkdir(join(folder, "heads"))
    const anchors = new Anchors(join(folder, "heads"))
    const anchoring = new Anchoring(keeper, anchors)
    const sealer = new Sealer(keeper, await signerAt(origin, join(folder, "key.pem")), anchoring)
    return new Sealed(house, folder, keeper, sealer, anchors, anchoring)
  }

  /** Another node: with the key as it stands in the file now, or in one of its own. */
  async another(keyFile = "key.pem"): Promise<Sealer> {
    const anchoring = new Anchoring(this.keeper, this.anchors)
    return new Sealer(this.keeper, await signerAt(origin, join(this.folder, keyFile)), anchoring)
  }

  /** One round, and its head leaves; answers how many events were sealed. */
  async round(): Promise<number> {
    const round = await this.sealer.round()
    if (round?.note !== undefined) await this.anchor(round.note)
    return round?.events ?? 0
  }

  /** Waits until what is not sealed yet could be: transactions of other specs, in databases beside this one, hold it back. */
  sealable(): Promise<void> {
    const held = "select from trail_event where xact >= pg_snapshot_xmin(pg_current_snapshot())"
    return until(this.house, `not exists (${held})`)
  }

  /** Rounds until all is sealed. */
  async seal(): Promise<number> {
    const until = performance.now() + 20_000
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

  /** As the tables are now; the answer puts them back to that, as a backup does, as often as it is called. */
  async backup(): Promise<() => Promise<void>> {
    const kept = `backup_${randomUUID().slice(0, 8)}`
    await this.house.rows(`create schema ${kept}`)
    for (const table of tables) await this.house.rows(`create table ${kept}.${table} as table public.${table}`)
    return async () => {
      for (const table of tables) {
        await this.house.rows(`delete from public.${table}`)
        await this.house.rows(`insert into public.${table} table ${kept}.${table}`)
      }
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

export interface SealedScene {
  readonly house: House
  readonly sealed: Sealed
  readonly consultant: Colleague
}

/** A house of its own whose trail is sealed, with somebody who handles a case. */
export async function sealedScene(): Promise<SealedScene> {
  const house = await House.open()
  const sealed = await Sealed.of(house)
  return { house, sealed, consultant: (await scene(house)).consultant }
}
