import { MalformedExport, MalformedNote } from "../../../src/audit/verifying"
import { type Evidence, verify } from "../../../src/audit/verifying/verify"
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

interface Tally {
  tried: number
  found: number
}

/** Any single change of an export is found, and one that nobody touched verifies. */
export async function prove({ quick, seed }: ProofOptions): Promise<Verdict> {
  return await besideServer(async () => {
    const random = new Random(seed)
    const effort = quick ? efforts.quick : efforts.full
    const classes: Record<string, Tally> = {}
    const sum = { events: 0, crashes: 0, falseAlarms: 0, untouched: 0 }
    for (let nth = 0; nth < effort.trails; nth++) {
      const made = await makeTrail(random.below(2 ** 31), effort.forMs)
      try {
        const { ok, events, fault } = await verify({
          lines: made.copy.lines,
          notes: made.copy.notes,
          reached: made.kept,
        })
        sum.events += events
        sum.crashes += made.crashes
        sum.untouched++
        if (!ok) {
          sum.falseAlarms++
          tell(`false alarm: ${fault}`)
        }
        await tryAll(made, random, effort.mutations, classes)
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

/** Each class in turn, until enough were tried; one in twelve as the owner of the database. */
async function tryAll(made: Made, random: Random, many: number, classes: Record<string, Tally>): Promise<void> {
  const names = [...Object.keys(mutations), "owner"]
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
    if (await isFound({ lines: trial.lines, notes: trial.notes, reached: trial.kept })) tally.found++
    else tell(`not found: ${what}`)
  }
}

/** Found is a verdict that it is not whole, or that it is no export at all. */
async function isFound(evidence: Evidence): Promise<boolean> {
  try {
    return !(await verify(evidence)).ok
  } catch (error) {
    if (error instanceof MalformedExport || error instanceof MalformedNote) return true
    throw error
  }
}
