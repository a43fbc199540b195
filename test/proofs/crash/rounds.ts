import { setTimeout as sleep } from "node:timers/promises"
import { tell } from "../report"
import { Random } from "../sight/random"
import type { Heard } from "./heard"
import { type Lost, lostOf } from "./ledger"
import { Load } from "./load"
import { Stage, type Victim, victims } from "./stage"
import { brokenBy } from "./teeth"
import type { World } from "./world"

export interface Effort {
  /** As many as there is time for, up to so many. */
  readonly rounds: number
  /** So many in any case: with fewer, nothing is said. */
  readonly leastRounds: number
  /** Milliseconds after which no further round begins, once there were those. */
  readonly patience: number
  /** Whole answers of a round; with fewer, nothing is said. */
  readonly leastAnswered: number
  /** Between so many answers and the blow, in milliseconds at most. */
  readonly spread: number
}

/** What a round came to. */
export interface Round {
  readonly victim: Victim
  readonly answered: number
  readonly changes: number
  /** Answers of which a part came. */
  readonly cut: number
  readonly lost: readonly Lost[]
}

/** So long the service may take to answer again, in milliseconds. */
const patience = 30_000

export interface Plan {
  readonly seed: number
  /** What is broken on purpose. */
  readonly tooth?: string | undefined
  /** Whom to kill, in order; by chance where it is not said. */
  readonly struck?: readonly Victim[]
}

/** Kills the one or the other under load, again and again, and holds all that was heard so far against the trail. */
export async function strike(world: World, effort: Effort, { seed, tooth, struck }: Plan): Promise<Round[]> {
  const started = performance.now()
  const random = new Random(seed)
  const stage = await Stage.open(world, brokenBy(tooth))
  const load = new Load(random, await world.people(), () => stage.url)
  const scene: Scene = { stage, load, random, effort, heard: [], lost: new Set() }
  const rounds: Round[] = []
  try {
    for (const victim of struck ?? drawn(random, effort.rounds)) {
      if (rounds.length >= effort.leastRounds && performance.now() - started > effort.patience) break
      rounds.push(await round(scene, victim))
    }
    return rounds
  } finally {
    await load.stop()
    await stage.close()
  }
}

/** Each of the victims as often as the other, in an order of chance. */
const drawn = (random: Random, count: number): Victim[] =>
  Array.from({ length: Math.ceil(count / 2) }, () => random.sample(victims, 2)).flat().slice(0, count) // prettier-ignore

interface Scene {
  readonly stage: Stage
  readonly load: Load
  readonly random: Random
  readonly effort: Effort
  /** What was heard in all rounds, and what of it was found lost. */
  heard: Heard[]
  readonly lost: Set<string>
}

async function round(scene: Scene, victim: Victim): Promise<Round> {
  const { stage, load, random } = scene
  const { leastAnswered, spread } = scene.effort
  await until(() => load.answered >= leastAnswered)
  await sleep(random.below(spread))
  await stage.strike(victim)
  const before = load.answered
  await until(() => load.answered > before)
  const heard = load.take()
  // What was there after one blow must be there after the next.
  scene.heard = [...scene.heard, ...heard]
  const lost = (await lostOf(stage.database, scene.heard)).filter(({ trace }) => !scene.lost.has(trace))
  for (const { trace } of lost) scene.lost.add(trace)
  const answers = heard.filter(({ answered }) => answered)
  const came = {
    ...{ victim, answered: answers.length, changes: answers.filter(({ written }) => written !== undefined).length },
    cut: heard.filter(({ answered, cases, parties }) => !answered && cases.length + parties.length > 0).length,
    lost,
  }
  tell(
    `${victim} killed: ${came.answered} answered, ${came.changes} of them changes; ${lost.length} lost${inWords(lost)}`,
  )
  return came
}

const inWords = (lost: readonly Lost[]): string =>
  lost.length ? ` (${[...new Set(lost.map(({ kind, missing }) => `${kind} without ${missing}`))].slice(0, 6).join(", ")})` : "" // prettier-ignore

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < patience; waited += 10) await sleep(10)
}
