import type pg from "pg"
import type { Asking, Role } from "../permissions/actor"
import { openingOf } from "../permissions/request"
import { ActorChanged, failureOf } from "../platform/database/failures"
import { Transaction } from "../platform/database/transaction"
import { traceOf } from "../platform/http/trace"
import { because, factsOf } from "../platform/log"
import { Pause } from "../platform/pause"
import type { ThrottledLog } from "../platform/throttled-log"
import { type Named, addChunk, chunkSize, findNext, goOn, takeJob, tell } from "./chunk"
import { csv } from "./csv"
import { sealed } from "./envelope"
import type { ExportFormat } from "./export.codes"
import type { ExportedEvent, ExportedSight, Writing } from "./line"
import { logbook } from "./logbook"

interface Running {
  readonly id: string
  readonly employee_id: string
  readonly role: Role
  readonly asked_at: Date
}
interface Taken {
  readonly format: ExportFormat
  readonly chunks: number
  readonly publicKey: string
}

export const writings: Readonly<Record<ExportFormat, Writing>> = { CSV: csv, LOGBOEK_DATAVERWERKINGEN: logbook }

const mostTries = 60

/**
 * Makes the exports that were asked for, a chunk at a time, each as a request of whoever asked: behind a line in the trail, under the row
 * rules as they are for her now. What a node leaves undone another goes on with.
 */
export class Exporting {
  private readonly pause = new Pause()
  /** How often in a row each could not go on here. */
  private readonly tries = new Map<string, number>()
  private readonly running: Promise<void>

  constructor(
    private readonly officer: pg.Pool,
    private readonly keeper: pg.Pool,
    private readonly log: ThrottledLog,
    private readonly everyMs = 1_000,
  ) {
    this.running = this.run()
  }

  /** Ends after the chunk that is being made. */
  async stop(): Promise<void> {
    this.pause.end()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.pause.isOver) {
      const well = await this.round().catch((error: unknown) => this.failed(error))
      if (well) this.log.over({ event: "trail.not-exported" }, "exports of the trail go on again")
      await this.pause.rest(this.everyMs)
    }
  }

  /** Whether all went well. */
  private async round(): Promise<boolean> {
    let well = true
    const { rows } = await this.keeper.query<Running>("select * from running_exports()")
    for (const job of rows) {
      try {
        await this.finished(job)
        this.tries.delete(job.id)
      } catch (error) {
        well = this.failed(error)
        await this.again(job)
      }
    }
    return well
  }

  /** What cannot be made is not tried for ever. */
  private async again({ id }: Running): Promise<void> {
    const tries = (this.tries.get(id) ?? 0) + 1
    this.tries.set(id, tries)
    if (tries < mostTries) return
    this.tries.delete(id)
    await this.keeper.query("select fail_export($1)", [id])
  }

  private async finished(job: Running): Promise<void> {
    try {
      while (!this.pause.isOver && (await this.chunk(job)));
    } catch (error) {
      const failure = failureOf(error)
      if (!(failure instanceof ActorChanged)) throw failure
      await this.keeper.query("select fail_export($1)", [job.id])
    }
  }

  /** Whether there is more to do for this node. */
  private async chunk(job: Running): Promise<boolean> {
    const opening = openingOf(askingOf(job), {
      ...{ actions: ["trail.exported"], outcome: "DONE", reason: null, operationName: null, documentHash: null },
    })
    const { transaction, rows } = await Transaction.open(this.officer, [opening, takeJob(job.id)], false)
    try {
      const taken = rows[1]?.[0]?.[0]
      if (taken === undefined || taken === null) return false
      const { format, chunks, publicKey } = JSON.parse(taken) as Taken
      const [[[found = "[]"] = []] = []] = await transaction.more([findNext(job.id)])
      const events = JSON.parse(found ?? "[]") as ExportedEvent[]
      const ready = events.length < chunkSize
      const named = namedIn(events.flatMap(({ sights }) => sights))
      const bytes = sealed(Buffer.from(publicKey, "base64"), job.id, chunks, textOf(writings[format], events, chunks, ready)) // prettier-ignore
      await transaction.finish([
        addChunk(job.id, chunks, named, bytes),
        tell("exportTrail", "trail.exported", named),
        goOn(job.id, events.length, events.at(-1), ready),
      ])
      return !ready
    } finally {
      await transaction.abort()
    }
  }

  private failed(error: unknown): false {
    const facts = { event: "trail.not-exported", ...factsOf(error) }
    this.log.error(facts, because("an export of the trail did not go on", facts))
    return false
  }
}

/** What a chunk says: the first begins the whole, the last ends it. */
function textOf(writing: Writing, events: readonly ExportedEvent[], chunk: number, last: boolean): string {
  const lines = events.map((each, nth) => writing.event(each, chunk === 0 && nth === 0))
  return `${chunk === 0 ? writing.start : ""}${lines.join("")}${last ? writing.end : ""}`
}

export const namedIn = (sights: readonly Pick<ExportedSight, "case_ids" | "party_ids" | "person_ids">[]): Named => ({
  cases: [...new Set(sights.flatMap((sight) => sight.case_ids))],
  parties: [...new Set(sights.flatMap((sight) => sight.party_ids))],
  persons: [...new Set(sights.flatMap((sight) => sight.person_ids))],
})

/** She asked with a token of before; if her sessions were ended since, it is void for this too. */
function askingOf({ employee_id: id, role, asked_at: issuedAt }: Running): Asking {
  const none = {
    tokenId: null,
    session: null,
    assurance: null,
    expiresAt: null,
    client: null,
    address: null,
    lookReason: null,
  }
  return { actor: { kind: "EMPLOYEE", id, role, subject: "" }, means: { ...none, issuedAt, ...traceOf(undefined) } }
}
