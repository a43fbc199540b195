import type { Sealed } from "../../../audit/sealed"
import type { House } from "../../../support/house"
import { askersOf, calibrating, groupsOf } from "../groups"
import type { Onlooker } from "../onlookers"
import type { Place } from "../places"
import type { Group } from "../timing"
import { type Judged, compareWork } from "./comparing"
import { Measuring } from "./measuring"
import { type GivenAway, teeth } from "./teeth"

export interface Worked {
  readonly judged: readonly Judged[]
  /** What was injected, and whether it was found at each place where it was looked for. */
  readonly injected: Readonly<Record<string, boolean>>
}

export interface Scene {
  readonly house: House
  readonly places: readonly Place[]
  readonly people: readonly Onlooker[]
  /** A case that is hidden from the first of them. */
  readonly dossier: GivenAway
  readonly sealed: Sealed
}

/** One group in so many, and which. */
export interface Sample {
  readonly oneIn: number
  readonly seed: number
}

/**
 * What a question makes the service and its database do, for what is hidden and for what is absent: statements and the shape of their
 * values, round trips, the way through the code, functions, look-ups, rows and blocks. None of it depends on the machine.
 */
export async function compareAllWork(scene: Scene, { oneIn, seed }: Sample): Promise<Worked> {
  const { house, places, people } = scene
  const measuring = await Measuring.of(house)
  const askers = askersOf(house.url, people)
  try {
    const injected: Record<string, boolean> = {}
    for (const name of Object.keys(teeth))
      injected[name] = await isFound(measuring, calibrating(places, askers), name, scene)
    const groups = groupsOf(places, askers, false).filter((_, index) => (index + seed) % oneIn === 0)
    return { judged: await compareEach(measuring, groups), injected }
  } finally {
    for (const { wire } of askers) wire.close()
    await measuring.close()
  }
}

async function compareEach(measuring: Measuring, groups: readonly Group[]): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const group of groups) judged.push(await compareWork(measuring, group))
  return judged
}

/** Whether a difference that is made on purpose is found at every place where it is looked for. */
async function isFound(
  measuring: Measuring,
  groups: readonly Group[],
  name: string,
  { house, dossier }: Scene,
): Promise<boolean> {
  const undo = await teeth[name]?.(house, dossier)
  const judged = await compareEach(measuring, groups).finally(() => undo?.())
  return judged.length > 0 && judged.every(({ verdict }) => verdict === "differs")
}
