import { House } from "../../support/house"
import { besideServer } from "../server"
import { compareBytes } from "./bytes"
import { crowd } from "./crowd"
import { askablePlaces } from "./documents"
import { askersOf, calibrating, groupsOf } from "./groups"
import { inject, withdraw } from "./injection"
import { randomOf } from "./interval"
import { peopleOf, roles } from "./onlookers"
import { type Outcome, outcomeOf } from "./outcome"
import { publishedSchema } from "./places"
import { timeAll } from "./timing"
import { buildWorld } from "./world"

export interface Options {
  readonly quick: boolean
  readonly seed: number
}

/** When a run has to be done, in milliseconds; how thorough it is; and by how many pairs a group is judged. */
const efforts = {
  quick: { endsAfter: 39_000, oneIn: 24, round: 40, rounds: 40, confidence: 0.99 },
  full: { endsAfter: 900_000, oneIn: 1, round: 150, rounds: 12, confidence: 0.999 },
} as const

/**
 * What is hidden from somebody and what is not there are answered alike: to the byte, at every place of the schema that takes an id,
 * for every reason why something is hidden; and in the same time, as far as a run can tell that finds half a millisecond.
 */
export async function prove(options: Options): Promise<Outcome> {
  const started = Date.now()
  return await besideServer(async () => {
    const house = await House.open({ pool: 2 })
    return await proveIn(house, options, started).finally(() => house.close())
  })
}

async function proveIn(house: House, { quick, seed }: Options, started: number): Promise<Outcome> {
  const effort = quick ? efforts.quick : efforts.full
  const places = askablePlaces(publishedSchema())
  const world = await buildWorld(house)
  const people = await peopleOf(world)
  await crowd(house)
  const compared = await compareBytes(house.url, places, people, effort.oneIn)
  const patience = { ...effort, random: randomOf(seed), deadline: started + effort.endsAfter }
  const askers = askersOf(house.url, people)
  await inject(house, world.plain.dossier.case.id)
  const injected = await timeAll(calibrating(places, askers), patience)
  await withdraw(house)
  const timed = await timeAll(groupsOf(places, askers, quick), patience)
  for (const { wire } of askers) wire.close()
  return {
    ...outcomeOf(compared, injected, timed),
    ...{ confidence: effort.confidence, roles: roles.length, reasons: people.length, quick, seed },
  }
}
