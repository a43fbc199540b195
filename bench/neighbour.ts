import { peakMemory } from "./cpu"
import type { AskedResult, Question } from "./neighbour/protocol"
import { scenarios } from "./neighbour/protocol"
import { detail, list } from "./documents"
import { round } from "./report"
import { Process, type Side } from "./servers"
import { type Stage, speaking } from "./stage"
import { type Pair, type Person, choosePairs } from "./work"

/** A question of the neighbour's every so many milliseconds. */
const everyMs = 20

const viewer = "query BenchViewer { viewer { id name } }"

/**
 * One actor takes what she can get, and a neighbour goes on asking: her 95th percentile under attack against that before and after it.
 * @returns the ratios by scenario, and the most memory that the service held
 */
export async function measureNeighbour(stage: Stage): Promise<object> {
  const server = await stage.start("ours", { limits: "usual" })
  const [neighbour, attacker] = [Process.start("asker"), Process.start("asker")]
  try {
    const cast = await castOf(stage, server)
    const idle = (): Promise<AskedResult> => neighbour.ask({ ...cast.neighbour, seconds: idleSeconds(stage) })
    await idle()
    const results: Record<string, Outcome> = {}
    for (const scenario of scenarios) {
      const before = await idle()
      const [under, attack] = await Promise.all([
        neighbour.ask<AskedResult>({ ...cast.neighbour, seconds: attackSeconds(stage) }),
        attacker.ask<AskedResult>({ ...cast.attack, scenario, seconds: attackSeconds(stage) }),
      ])
      results[scenario] = outcomeOf(before, under, await idle(), attack)
      stage.say(`${scenario}: ${JSON.stringify(results[scenario])}`)
    }
    const peakMb = round(peakMemory(server.process.pid))
    return { ...stage.about(), ...summary(results), peakMb, ...(await unrationed(stage, attacker)) }
  } finally {
    await Promise.all([neighbour.stop(), attacker.stop()])
  }
}

/** The most that is held where many send as many new documents as they can, which no ration keeps from them. */
async function unrationed(stage: Stage, attacker: Process) {
  const server = await stage.start("ours", { limits: "endless" })
  const { attack } = await castOf(stage, server)
  const flood = { ...attack, scenario: "documents", seconds: attackSeconds(stage) } as const
  const { requests } = await attacker.ask<AskedResult>(flood)
  return { flood: { documents: requests, peakMb: round(peakMemory(server.process.pid)) } }
}

const attackSeconds = ({ args }: Stage): number => args.seconds * 20
const idleSeconds = ({ args }: Stage): number => args.seconds * 8

/** Who is who: the neighbour asks what consultants ask all day, in the name of several; the attacker is one of the busiest. */
async function castOf(stage: Stage, { port, tokens }: Side) {
  const [attacker, ...others] = stage.people as [Person, ...Person[]]
  const pairs = await choosePairs(stage.database.admin, [attacker, ...others.slice(0, 8)], 10)
  const of = speaking(tokens)
  const question = (person: Person, query: string, variables: object = {}): Question => ({
    token: of(person).token,
    body: JSON.stringify({ query, variables }),
  })
  const ordinary = pairs.filter(({ person }) => person.id !== attacker.id).flatMap(({ person, caseId }) => [
    question(person, viewer), question(person, list, { team: person.teamId }), question(person, detail, { id: caseId }),
  ]) // prettier-ignore
  const own = pairs.find(({ person }) => person.id === attacker.id) as Pair
  return {
    neighbour: { is: "neighbour", port, questions: ordinary, everyMs } as const,
    attack: {
      is: "attack",
      port,
      token: of(attacker).token,
      ids: { team: attacker.teamId, case: own.caseId },
    } as const,
  }
}

interface Outcome {
  readonly ratio: number
  readonly p99: number
  readonly errors: number
  readonly idle: readonly number[]
  readonly under: readonly number[]
  readonly attack: AskedResult["statuses"]
  readonly first: string | undefined
}

function outcomeOf(before: AskedResult, under: AskedResult, after: AskedResult, attack: AskedResult): Outcome {
  const idle = (before.p95 + after.p95) / 2
  return {
    ratio: round(under.p95 / idle, 2),
    p99: round((2 * under.p99) / (before.p99 + after.p99), 2),
    errors: before.errors + under.errors + after.errors,
    idle: [before, after].map(({ p95 }) => round(p95, 1)),
    under: [under.p50, under.p95, under.p99].map((each) => round(each, 1)),
    attack: attack.statuses,
    first: before.first ?? under.first ?? after.first,
  }
}

const summary = (results: Readonly<Record<string, Outcome>>) => ({
  ratios: Object.fromEntries(Object.entries(results).map(([name, { ratio }]) => [name, ratio])),
  p99Ratios: Object.fromEntries(Object.entries(results).map(([name, { p99 }]) => [name, p99])),
  errors: Object.values(results).reduce((sum, { errors }) => sum + errors, 0),
})
