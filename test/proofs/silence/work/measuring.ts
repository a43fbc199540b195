import type pg from "pg"
import type { House } from "../../../support/house"
import { type Counted, Counters, countFunctions } from "./counters"
import { Coverage, type Ran } from "./coverage"
import { type Most, lookedUpBy } from "./follows"
import { Slate } from "./slate"
import { Tap } from "./tap"

/** What a question makes the service and its database do: what no machine changes. */
export interface Work {
  readonly said: readonly string[]
  readonly ran: Ran
  readonly counted: Counted
}

/** All that watches the service at work, and leaves it as it was. */
export class Measuring {
  private constructor(
    private readonly tap: Tap,
    private readonly coverage: Coverage,
    private readonly counters: Counters,
    private readonly slate: Slate,
    private readonly admin: pg.PoolClient,
    private readonly house: House,
    readonly most: Most,
  ) {}

  /** The service is started anew, so that its connections are known and count what they do. */
  static async of(house: House): Promise<Measuring> {
    await house.rows(countFunctions(house.database.name))
    const tap = Tap.install()
    await house.restart()
    const admin = await house.database.admin.connect()
    const slate = await Slate.of(admin)
    return new Measuring(
      tap,
      await Coverage.start(),
      new Counters(admin, tap),
      slate,
      admin,
      house,
      await mostOf(admin),
    )
  }

  /** Of one question, asked of a slate that is clean. */
  async of(ask: () => Promise<unknown>): Promise<Work> {
    await this.slate.wipe()
    await this.counters.begin()
    await this.coverage.take()
    this.tap.take()
    await ask()
    const ran = await this.coverage.take()
    return { said: this.tap.take(), ran, counted: await this.counters.end() }
  }

  async close(): Promise<void> {
    this.tap.close()
    await this.coverage.stop()
    await this.admin.query(`alter database ${this.house.database.name} reset track_functions`)
    this.admin.release()
    await this.house.restart()
  }
}

async function mostOf(admin: pg.ClientBase): Promise<Most> {
  const counted = Object.entries(lookedUpBy).map(
    ([table, key]) =>
      `select '${table}' as table, coalesce(max(count), 0)::int as most from (select count(*) from ${table} group by ${key}) each`,
  )
  const { rows } = await admin.query<{ table: string; most: number }>(counted.join(" union all "))
  return Object.fromEntries(rows.map(({ table, most }) => [table, most]))
}
