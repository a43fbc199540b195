import { setTimeout as sleep } from "node:timers/promises"
import type { Clause } from "./clauses"
import { type Ask, newAsks } from "./asking/ask"
import { type Change, commit, drawChange } from "./asking/changes"
import { type Answer, flight } from "./asking/client"
import { type Judged, judge } from "./asking/judge"
import { trailDifferences, trailOf } from "./asking/trail"
import type { Variants } from "./questions/ledger"
import type { Question } from "./questions/question"
import type { Session } from "./session"

/** How many questions are on their way at once, and how many make a round. */
const wide = 8
const asksInRound = 160

interface Wishes {
  /** Ask about what this one clause decides. */
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
  const asks: Ask[] = []
  const templates = session.templates
  for (let tries = 0; asks.length < size && tries < size; tries++) {
    asks.push(...newAsks(session, only))
    session.templates = templates + tries + 1
  }
  const before = session.variants
  const since = await momentOf(session)
  const ask = ({ actor, template, variables, trace }: Ask): Promise<Answer> =>
    session.client.ask(actor, template.text, variables, trace)
  const [answers] = await Promise.all([flight(shuffled(session, asks), wide, async (each) => [each, await ask(each)] as const), meanwhile && during(session, meanwhile)]) // prettier-ignore
  const versions = meanwhile ? [before, await session.look()] : [before]
  const left = await trailOf(session.house.database.admin, since, asks.map(({ trace }) => trace)) // prettier-ignore
  for (const [each, answer] of answers) {
    session.documents++
    const judged = await judgedBy(session, versions, (version) => {
      const result = judge(each, answer, version.rule, session.cursors, session.edges)
      const trail =
        result.looking && !answer.codes.length ? trailDifferences(each, result.looking, left(each.trace)) : []
      return { ...result, unlike: [...result.unlike, ...trail] }
    })
    session.rows += judged.looking?.rows ?? 0
    for (const question of each.questions) session.ledger.note(before.deciding(question, "service"))
    if (judged.unlike.length) session.findings.ofAsk(each, roleOf(session, each.actor), judged.unlike)
  }
}

const shuffled = (session: Session, asks: readonly Ask[]): Ask[] => session.random.sample(asks, asks.length)

const roleOf = (session: Session, id: string): string => session.facts.find("Employee", id)?.role ?? ""

async function momentOf({ house }: Session): Promise<string> {
  const [row] = await house.rows<{ now: string }>("select clock_timestamp()::text as now")
  return row?.now ?? ""
}

/** In the midst of a flight. */
async function during(session: Session, change: Change): Promise<void> {
  await sleep(session.random.between(2, 60))
  await commit(session.house.database.admin, change.does)
}

/** The verdict by the first version of the facts that agrees; where none does, by what lies there now, should that be otherwise. */
async function judgedBy(
  session: Session,
  versions: readonly Variants[],
  by: (version: Variants) => Judged,
): Promise<Judged> {
  let judged: Judged | undefined
  for (const version of versions) {
    const next = by(version)
    if (!next.unlike.length) return next
    judged ??= next
  }
  const known = JSON.stringify(session.facts.content)
  const now = await session.look()
  const again = JSON.stringify(now.facts.content) === known ? undefined : by(now)
  return again ?? (judged as Judged)
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

/** Puts questions of one actor to the database itself; first those that no opening stands before. */
export async function probe(session: Session, only?: Clause): Promise<void> {
  const { pools, ledger, variants, prober, random } = session
  const first = only === "header" ? undefined : pools.wanted("database", ledger, only)
  const actor = first?.actor ?? random.pick(session.facts.all("Employee")).id
  const role = roleOf(session, actor)
  const suits = (question: Question): boolean => prober.suits(role, question)
  const others = first ? pools.beside("database", first, suits).slice(0, 12) : []
  const drawn = ["Case", "Party", "Grant", "Notice"].flatMap((sort) => pools.draw(sort) ?? [])
  const apart = random
    .sample(drawn, 2)
    .map((question): Question => ({ ...question, actor, is: "unopened" }) as Question)
  const questions = [...(first ? [first] : []), ...others, ...apart].filter(suits)
  for (const { question, unlike } of await prober.ask(variants.rule, actor, questions)) {
    ledger.note(variants.deciding(question, "database"))
    if (unlike.length) session.findings.ofProbe(actor, role, unlike)
  }
}

/** That nothing at all is seen without a line in the trail. */
export async function unopened(session: Session): Promise<void> {
  const unlike = await session.prober.unopened(session.facts)
  if (unlike.length) session.findings.ofProbe("nobody", "without a header", unlike)
}
