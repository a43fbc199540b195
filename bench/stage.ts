import { loadavg } from "node:os"
import type { Args } from "./args"
import { canPin } from "./cpu"
import type { BenchDatabase } from "./database"
import type { ReadRequest, Speaker, Started } from "./protocol"
import { round } from "./report"
import { type Measured, measure } from "./rounds"
import { Load, type Side, startSide } from "./servers"
import { type Person, choosePairs, demoPeople, detailRequests, listRequests } from "./work"

/** As many connections to the database as the service has by default. */
const pool = 8

interface StartOptions {
  readonly trail?: boolean
  readonly label?: string
  readonly sealing?: string
  readonly limits?: "usual" | "endless"
}

/** What every bench needs: its processes, whom it asks as, and the measuring. */
export class Stage {
  readonly load = new Load()
  readonly pins = canPin()
  private readonly sides: Side[] = []
  /** The bench itself makes several; what ran beside it is seen before it begins. */
  private readonly loadBefore = round(loadavg()[0] ?? 0, 2)

  constructor(
    readonly args: Args,
    readonly database: BenchDatabase,
    readonly people: readonly Person[],
    readonly say: (line: string) => void,
  ) {}

  async start(
    name: "ours" | "limit",
    { trail = true, label = name, sealing, limits = "endless" }: StartOptions = {},
  ): Promise<Side> {
    const { staff: url, officer: officerUrl, keeper: keeperUrl } = this.database.urls
    const subjects = [...this.people, ...demoPeople].map(({ subject }) => subject)
    const { profile } = this.args
    const flags = name === "ours" && profile !== undefined ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : []
    const start = {
      url,
      officerUrl,
      keeperUrl,
      pool,
      limits,
      trail,
      subjects,
      ...(sealing !== undefined && { sealing }),
    }
    const side = await startSide(name, label, start, flags)
    this.sides.push(side)
    return side
  }

  async stop(): Promise<void> {
    await Promise.all([this.load.stop(), ...this.sides.map(({ process }) => process.stop())])
  }

  async requests(bench: string, people: readonly Person[], { tokens }: Started): Promise<ReadRequest[]> {
    if (bench === "list") return listRequests(people, speaking(tokens))
    return detailRequests(await choosePairs(this.database.admin, people, 60), speaking(tokens))
  }

  measured(sides: [Side, Side], pinned: boolean, prepare = (): Promise<void> => Promise.resolve()) {
    const { rounds, seconds } = this.args
    return measure({ sides, load: this.load, postmaster: this.database.server.pid, rounds, seconds, pinned, prepare })
  }

  /** What a result says of its making. What ran on the machine before tells how far to trust it. */
  about() {
    const { bench, scale, rounds, seconds } = this.args
    return { bench, scale, rounds, seconds, pinned: this.pins, loadBefore: this.loadBefore }
  }
}

export const speaking =
  (tokens: Started["tokens"]) =>
  ({ subject, id, role }: Person): Speaker => ({ token: tokens[subject] ?? "", actor: `${id} ${role}` })

export const where = (pinned: boolean): string =>
  pinned ? "pinned (server on core 0, PostgreSQL and the load on core 1)" : "not pinned"

export type Pair = [Measured, Measured]
