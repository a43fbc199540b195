import { MalformedExport, MalformedNote } from "../../../src/audit/verifying"
import { type Evidence, type Verdict as Found, verify } from "../../../src/audit/verifying/verify"
import type { ProofOptions } from "../args"
import { type Verdict, tell } from "../report"
import { besideServer } from "../server"
import { Random } from "../sight/random"
import { type Made, makeTrail } from "./making"
import { betrayals } from "./betrayals"
import { ordinary } from "./mutations"
import { tampered } from "./tampering"
import type { Trial } from "./trial"

/** How many trails, how long each is under fire, and how many changes of each are tried. */
const efforts = {
  quick: { trails: 2, forMs: 3_000, mutations: 120 },
  full: { trails: 12, forMs: 5_000, mutations: 900 },
} as const

const mutations = { ...ordinary, ...betrayals }

export interface Tally {
  tried: number
  found: number
}

/** By class of mutation. */
export type Classes = Record<string, Tally>

/** The verifier that is put to the test. */
export type Verifying = (evidence: Evidence) => Promise<Pick<Found, "ok">>

/** The classes: those of a copy that is changed, and what the owner of the database does to the tables. */
export const classNames: readonly string[] = [...Object.keys(mutations), "owner"]

/** Any single change of an export is found, and one that nobody touched verifies. */
export async function prove({ quick, seed }: ProofOptions): Promise<Verdict> {
  return await besideServer(async () => {
    const random = new Random(seed)
    const effort = quick ? efforts.quick : efforts.full
    const classes: Classes = {}
    const sum = { events: 0, crashes: 0, falseAlarms: 0, untouched: 0 }
    for (let nth = 0; nth < effort.trails; nth++) {
      const made = await makeTrail(random.below(2 ** 31), effort.forMs)
      try {
        const { ok, events, fault } = await verify(untouched(made))
        sum.events += events
        sum.crashes += made.crashes
        sum.untouched++
        if (!ok) {
          sum.falseAlarms++
          tell(`false alarm: ${fault}`)
        }
        await tryAll(made, random, { many: effort.mutations, classes })
      } finally {
        await made.sealed.close()
        await made.house.close()
      }
      tell(`trail ${nth + 1}: ${made.copy.lines.length} leaves, ${made.crashes} crashes`)
    }
    const tried = total(classes, "tried")
    const found = total(classes, "found")
    const holds =
      sum.falseAlarms === 0 && tried > 0 && found === tried && Object.values(classes).every((each) => each.tried > 0)
    return { proof: "trail", holds, ...sum, mutations: tried, found, classes, quick, seed }
  })
}

const total = (classes: Readonly<Record<string, Tally>>, what: keyof Tally): number =>
  Object.values(classes).reduce((sum, each) => sum + each[what], 0)

/** A trail as nobody changed it. */
export const untouched = ({ copy, kept }: Made): Evidence => ({ lines: copy.lines, notes: copy.notes, reached: kept })

export interface Trying {
  readonly many: number
  /** What is counted is added here. */
  readonly classes: Classes
  /** Absent, each class. */
  readonly names?: readonly string[]
  /** Absent, the verifier that people use. */
  readonly verifying?: Verifying
}

/** Each class in turn, until enough were tried. */
export async function tryAll(made: Made, random: Random, trying: Trying): Promise<void> {
  const { many, classes, names = classNames, verifying = verify } = trying
  for (let tried = 0; tried < many; tried++) {
    const name = names[tried % names.length] as string
    const trial: Trial = { lines: [...made.copy.lines], notes: [...made.copy.notes], kept: [...made.kept], known: made }
    let what = name
    if (name === "owner") {
      const { copy: other, act } = await tampered(made.house.database.admin, random)
      Object.assign(trial, other)
      what = act
    } else if (!mutations[name]?.(trial, random)) continue
    const tally = (classes[name] ??= { tried: 0, found: 0 })
    tally.tried++
    if (await isFound(verifying, { lines: trial.lines, notes: trial.notes, reached: trial.kept })) tally.found++
    else if (verifying === verify) tell(`not found: ${what}`)
  }
}

/** Found is a verdict that it is not whole, or that it is no export at all. */
async function isFound(verifying: Verifying, evidence: Evidence): Promise<boolean> {
  try {
    return !(await verifying(evidence)).ok
  } catch (error) {
    if (error instanceof MalformedExport || error instanceof MalformedNote) return true
    throw error
  }
}
