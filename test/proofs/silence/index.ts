import { setTimeout as sleep } from "node:timers/promises"
import { Sealed } from "../../audit/sealed"
import { House } from "../../support/house"
import { besideServer } from "../server"
import { compareBytes } from "./bytes"
import { clockAll } from "./clock"
import { crowd } from "./crowd"
import { askablePlaces } from "./documents"
import { randomOf } from "./interval"
import { peopleOf, roles } from "./onlookers"
import { type Outcome, outcomeOf } from "./outcome"
import { publishedSchema } from "./places"
import { type Scene, compareAllWork } from "./work"
import { buildWorld } from "./world"

export interface Options {
  readonly quick: boolean
  readonly seed: number
}

/**
 * How thorough a run is: one in so many probes of another kind, one in so many groups. Bytes and work are compared in any case. The clock
 * has until so many milliseconds after the start, and judges a group by so many pairs.
 */
const efforts = {
  quick: { oneIn: 24, workOneIn: 12, clockUntil: 34_000, round: 40, rounds: 40, confidence: 0.99 },
  full: { oneIn: 1, workOneIn: 1, clockUntil: 420_000, round: 150, rounds: 12, confidence: 0.999 },
} as const

/**
 * What is hidden from somebody and what is not there are answered alike: to the byte, at every place of the schema that takes an id,
 * for every reason why something is hidden; by the same work of the service and its database; and in the same time, as far as a
 * machine can tell.
 */
export async function prove(options: Options): Promise<Outcome> {
  const started = Date.now()
  return await besideServer(async () => {
    const house = await House.open({ pool: 2 })
    try {
      const scene = await sceneOf(house)
      return await proveIn(scene, options, started).finally(() => scene.sealed.close())
    } finally {
      await house.close()
    }
  })
}

async function proveIn(scene: Scene, { quick, seed }: Options, started: number): Promise<Outcome> {
  const effort = quick ? efforts.quick : efforts.full
  const { house, places, people } = scene
  const worked = await compareAllWork(scene, { oneIn: effort.workOneIn, seed })
  const compared = await besideSealing(scene, () => compareBytes(house.url, places, people, effort.oneIn))
  const patience = { ...effort, random: randomOf(seed), deadline: started + effort.clockUntil }
  const clocked = await clockAll(scene, patience, quick)
  const seconds = Math.round((Date.now() - started) / 1000)
  return {
    ...outcomeOf(worked, compared, clocked),
    ...{ confidence: effort.confidence, roles: roles.length, reasons: people.length, quick, seed, seconds },
  }
}

/** As a service that is used: with cases of others, and a trail that is sealed but for the latest, so that all is found by indexes. */
export async function sceneOf(house: House): Promise<Scene> {
  const world = await buildWorld(house)
  const people = await peopleOf(world)
  await crowd(house)
  const sealed = await Sealed.of(house)
  await sealed.seal()
  return { house, places: askablePlaces(publishedSchema()), people, dossier: world.plain.dossier.case, sealed }
}

/** Thousands of questions leave thousands of events, and who searches the trail looks through those that are not sealed. */
async function besideSealing<T>({ sealed }: Scene, act: () => Promise<T>): Promise<T> {
  const acting = { over: false }
  const sealing = async (): Promise<void> => {
    while (!acting.over) {
      await sealed.round()
      await sleep(250)
    }
  }
  const [done] = await Promise.all([act().finally(() => (acting.over = true)), sealing()])
  return done
}
