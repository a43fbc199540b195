import { loadavg } from "node:os"
import type { Args } from "./args"
import { canPin } from "./cpu"
import type { BenchDatabase } from "./database"
import { assertEqualReads, assertEqualWrites } from "./equal"
import { benchBody } from "./load/sources"
import { withoutTrail } from "./price"
import type { ReadRequest, Started } from "./protocol"
import { figuresOf, ratiosOf, round, spreadOf, table } from "./report"
import { type Measured, measure } from "./rounds"
import { Load, type Side, startSide } from "./servers"
import {
  type Pair,
  type Person,
  choosePairs,
  choosePeople,
  demoPeople,
  detailRequests,
  listRequests,
  running,
  writeTargets,
} from "./work"

/** As many connections to the database as the service has by default. */
const pool = 8

/** One bench: its processes, its work, and what came of it. */
export class Bench {
  private readonly load = new Load()
  private readonly sides: Side[] = []
  private readonly pins = canPin()

  constructor(
    private readonly args: Args,
    private readonly database: BenchDatabase,
    private readonly say: (line: string) => void,
  ) {}

  async run(): Promise<object> {
    const { admin, ownerUrl } = this.database
    // So that each run begins alike: no scopes of the run before, and no checkpoint soon.
    await admin.query("truncate scope")
    await admin.query("checkpoint")
    const people = await choosePeople(admin)
    if (this.args.bench === "trail") return await withoutTrail(ownerUrl, () => this.trail(people))
    const [ours, limit] = [await this.start("ours", people), await this.start("limit", people)]
    return this.args.bench === "write"
      ? await this.writes([ours, limit], people)
      : await this.reads([ours, limit], people)
  }

  async stop(): Promise<void> {
    await Promise.all([this.load.stop(), ...this.sides.map(({ process }) => process.stop())])
  }

  private async reads(sides: [Side, Side], people: Person[]): Promise<object> {
    const requests = await this.requests(this.args.bench, people, sides[0])
    const others = await this.requests(this.args.bench, demoPeople, sides[0])
    await assertEqualReads(sides, [...sampleOf(requests, 40), ...sampleOf(others, 12)], this.database.admin)
    await this.load.prepare({ is: "reads", requests })
    return await this.compared(sides, () => Promise.resolve())
  }

  private async writes(sides: [Side, Side], people: Person[]): Promise<object> {
    const { admin } = this.database
    const pairs = await choosePairs(admin, people, 16, running)
    if (pairs.length < 64) throw new Error("the data has too few running cases to write in")
    const targets = (): ReturnType<typeof writeTargets> => writeTargets(admin, pairs, speaking(sides[0]))
    try {
      await assertEqualWrites(sides, (await targets()).slice(0, 10), admin)
      return await this.compared(sides, async () => this.load.prepare({ is: "writes", targets: await targets() }))
    } finally {
      await this.cleared(pairs)
    }
  }

  /** The price of the trail: the same statements with it and without, which exists nowhere but here. */
  private async trail(people: Person[]): Promise<object> {
    const sides: [Side, Side] = [await this.start("limit", people), await this.start("limit", people, false)]
    const found: Record<string, [Measured, Measured]> = {}
    for (const bench of ["list", "detail"] as const) {
      await this.load.prepare({ is: "reads", requests: await this.requests(bench, people, sides[0]) })
      found[bench] = await this.measured(sides, this.pins, () => Promise.resolve())
      this.say(table(`${bench}: with the trail and without it, ${this.where(this.pins)}`, found[bench]))
    }
    const ratio = ([on, off]: [Measured, Measured]): number => round(figuresOf(on).pgUs / figuresOf(off).pgUs, 3)
    const facts = Object.entries(found).map(([bench, pair]) => [bench, ratio(pair), pair.map(figuresOf)] as const)
    return {
      ...this.about(),
      ratios: Object.fromEntries(facts.map(([bench, value]) => [bench, value])),
      ...Object.fromEntries(facts.map(([bench, , [on, off]]) => [bench, { with: on, without: off }])),
    }
  }

  private async compared(sides: [Side, Side], prepare: () => Promise<void>): Promise<object> {
    const free = await this.measured(sides, false, prepare)
    const [ours, limit] = this.pins ? await this.measured(sides, true, prepare) : free
    if (this.pins) this.say(table(`${this.args.bench}, ${this.where(true)}`, [ours, limit]))
    this.say(table(`${this.args.bench}, ${this.where(false)}`, free))
    return {
      ...this.about(),
      ratios: ratiosOf(ours, limit),
      ours: figuresOf(ours),
      limit: figuresOf(limit),
      spread: { ours: spreadOf(ours, "rps"), limit: spreadOf(limit, "rps") },
      unpinned: { ratios: ratiosOf(...free), ours: figuresOf(free[0]), limit: figuresOf(free[1]) },
    }
  }

  private measured(sides: [Side, Side], pinned: boolean, prepare: () => Promise<void>): Promise<[Measured, Measured]> {
    const { rounds, seconds } = this.args
    return measure({ sides, load: this.load, postmaster: this.database.server.pid, rounds, seconds, pinned, prepare })
  }

  private async requests(bench: string, people: readonly Person[], ours: Side): Promise<ReadRequest[]> {
    if (bench === "list") return listRequests(people, speaking(ours))
    return detailRequests(await choosePairs(this.database.admin, people, 60), speaking(ours))
  }

  private async start(name: "ours" | "limit", people: Person[], trail = true): Promise<Side> {
    const { staff: url, officer: officerUrl, keeper: keeperUrl } = this.database.urls
    const subjects = [...people, ...demoPeople].map(({ subject }) => subject)
    const profile =
      name === "ours" && this.args.profile !== undefined ? ["--cpu-prof", `--cpu-prof-dir=${this.args.profile}`] : []
    const side = await startSide(name, { url, officerUrl, keeperUrl, pool, trail, subjects }, profile)
    this.sides.push(side)
    return side
  }

  private async cleared(pairs: readonly Pair[]): Promise<void> {
    await this.database.admin.query("delete from journal_entry where case_id = any($1::uuid[]) and body = $2", [
      pairs.map(({ caseId }) => caseId),
      benchBody,
    ])
  }

  private about() {
    const { bench, scale, rounds, seconds } = this.args
    return { bench, scale, rounds, seconds, pinned: this.pins, load: round(loadavg()[0] ?? 0, 2) }
  }

  private where = (pinned: boolean): string =>
    pinned ? "pinned (server on core 0, PostgreSQL and the load on core 1)" : "not pinned"
}

const speaking =
  ({ tokens }: Started) =>
  ({ subject, id, role }: Person) => ({ token: tokens[subject] ?? "", actor: `${id} ${role}` })

/** Spread over all of them. */
const sampleOf = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, index) => index % Math.max(1, Math.floor(all.length / count)) === 0)
