import { setTimeout as sleep } from "node:timers/promises"
import type { Clause } from "../clauses"
import type { Variants } from "../questions/ledger"
import type { Session } from "../session"
import { type Ask, newAsks } from "./ask"
import { type Change, commit, drawChange } from "./changes"
import { answered } from "./answering"
import { type Answer, flight } from "./client"
import { type Judged, judge } from "./judge"
import { type Left, trailDifferences, trailOf } from "./trail"
import { Versions } from "./versions"

/** How many questions are on their way at once, and how many make a round. */
const wide = 8
const asksInRound = 160

interface Wishes {
  /** Ask about what this one clause decides, and end with the first difference. */
  only?: Clause | undefined
  /** Commit this in the midst of it. */
  meanwhile?: Change
  asks?: number
}

/** Asks many documents side by side and compares each with the model. */
export async function round(
  session: Session,
  { only, meanwhile, asks: size = asksInRound }: Wishes = {},
): Promise<void> {
  const asks = drawn(session, size, only)
  const before = session.variants
  const since = await momentOf(session)
  const [tried] = await Promise.all([asked(session, asks), meanwhile && during(session, meanwhile)])
  const versions = new Versions([before, ...(meanwhile ? [await session.look()] : [])], () => session.look())
  const left = await trailOf(
    session.house.database.admin,
    since,
    tried.flatMap(({ traces }) => traces),
  )
  session.unavailable += tried.reduce((sum, { answer, traces }) => sum + traces.length - (answer ? 1 : 0), 0)
  session.unanswered += tried.filter(({ answer }) => !answer).length
  for (const { ask, answer } of tried) {
    if (only !== undefined && session.findings.count) return
    if (answer) await weigh(session, ask, answer, before, versions, left)
  }
}

function drawn(session: Session, size: number, only: Clause | undefined): Ask[] {
  const asks: Ask[] = []
  for (let tries = 0; asks.length < size && tries < size; tries++) {
    asks.push(...newAsks(session, only))
    session.texts++
  }
  return session.random.sample(asks, asks.length)
}

const asked = (session: Session, asks: readonly Ask[]) => flight(asks, wide, (ask) => answered(session.client, ask))

async function weigh(
  session: Session,
  ask: Ask,
  answer: Answer,
  before: Variants,
  versions: Versions,
  left: (trace: string) => Left,
): Promise<void> {
  session.documents++
  const judged = await versions.judged(({ rule }): Judged => {
    const { looking, unlike } = judge(ask, answer, rule, session.cursors, session.edges)
    const trail =
      looking && !answer.codes.length ? trailDifferences(ask, looking, left(ask.trace), versions.last.rule) : []
    return { looking, unlike: [...unlike, ...trail] }
  })
  session.rows += judged.looking?.rows ?? 0
  for (const question of ask.questions) session.ledger.note(before.deciding(question, "service"))
  if (judged.unlike.length) session.findings.ofAsk(ask, session.roleOf(ask.actor), judged.unlike)
}

async function momentOf({ house }: Session): Promise<string> {
  const [row] = await house.rows<{ now: string }>("select clock_timestamp()::text as now")
  return row?.now ?? ""
}

/** In the midst of a flight. */
async function during({ random, house }: Session, change: Change): Promise<void> {
  await sleep(random.between(2, 150))
  await commit(house.database.admin, change.does)
}

/** Changes somebody's rights, looks what becomes of it, and takes it back: between two rounds, or in the midst of one. */
export async function changedRound(session: Session, meanwhile: boolean): Promise<void> {
  const change = drawChange(session.facts, session.random)
  const { admin } = session.house.database
  session.findings.circumstance = `${meanwhile ? "while" : "after"} ${change.sentence}`
  if (meanwhile) await round(session, { meanwhile: change })
  else {
    await commit(admin, change.does)
    await session.look()
    await round(session)
  }
  await commit(admin, change.undoes)
  await session.look()
  session.findings.circumstance = ""
}
