import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import { clock } from "../../src/platform/clock"
import { Fault } from "../../src/platform/errors"
import { createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import { House } from "../support/house"
import { changesIn } from "./fail-closed/changes"
import { Cutter, type Place } from "./fail-closed/cutter"
import { type Route, looksIn } from "./fail-closed/looks"
import { type Scene, sceneOf } from "./fail-closed/planted"
import { newTrace, trailOf } from "./support"

jest.setTimeout(120_000)

/*
 * The connection to the database ends at every message there is between the first statement of a request and the confirmation of its
 * commit, one after the other.
 */
let house: House
let cutter: Cutter
let issuer: DemoIssuer
let service: Running
beforeAll(async () => {
  house = await House.open()
  cutter = await Cutter.before(house.database.urls.staff)
  issuer = await createDemoIssuer("woonrust", () => clock.now())
  // The jobs keep their own way: only requests are counted.
  const urls = { ...cutter.through(house.database.urls), keeper: house.database.urls.keeper }
  service = await startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens: issuer, log: createLog("silent") })
})
afterAll(async () => {
  await service.stop()
  await cutter.close()
  await house.close()
})

/** One token for each, so that the service knows it: what is cut is the request, not the signing in. */
const tokens = new Map<string, Promise<string>>()
const tokenOf = (id: string): Promise<string> => {
  const token = tokens.get(id) ?? issuer.tokenFor(`subject-${id}`)
  tokens.set(id, token)
  return token
}

interface Heard {
  readonly text: string
  readonly trace: string
}

async function ask({ who, query, variables = {} }: Route): Promise<Heard> {
  const trace = newTrace()
  const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await tokenOf(who.id)}`,
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({ query, variables }),
  })
  return { text: await response.text(), trace }
}

const nothing = `${JSON.stringify({ errors: [new Fault("UNAVAILABLE").told], data: null })}\n`

/** What the trail kept of it as done or refused. */
const kept = async ({ trace }: Heard): Promise<number> =>
  (await trailOf(house, trace)).events.filter(({ outcome }) => outcome !== "FAILED").length

/** Asks with the connection cut at the message of that number; whether it came to that message. */
async function askCut(route: Route, nth: number, place: Place): Promise<Heard & { cut: boolean }> {
  cutter.arm(nth, place)
  const heard = await ask(route)
  return { ...heard, cut: cutter.disarm() }
}

/** They are all run by one function, and differ in how many statements they send: the shortest, the longest, and those of their own sort. */
const chosen = ["openCase", "updateCase", "updateCase, of what somebody else changed", "handOver", "openInEmergency", "endSessions"] // prettier-ignore

const someChanges = async (scene: Scene): Promise<Route[]> =>
  (await changesIn(scene)).filter(({ name }) => chosen.includes(name))

/** Each of the ways on a scene of its own; the service knows who she is, so that what is cut is her request. */
async function each(routesIn: (scene: Scene) => Promise<Route[]>, act: (route: Route) => Promise<void>): Promise<void> {
  for (const route of await routesIn(await sceneOf(house))) {
    await ask({ ...route, query: "{ viewer { id } }", variables: {} })
    await act(route)
  }
}

/** Cut at its first message, at its second, and so on until it has no such message: then it is told, and the trail has it. */
async function cutLook(route: Route, place: Place): Promise<void> {
  const { name, shows } = route
  for (let nth = 1; ; nth++) {
    const heard = await askCut(route, nth, place)
    if (heard.cut) expect([name, heard.text]).toEqual([name, nothing])
    else {
      expect([name, ...shows.filter((shown) => !heard.text.includes(shown))]).toEqual([name])
      expect([name, await kept(heard)]).toEqual([name, 1])
      expect([name, nth > 1]).toEqual([name, true])
      return
    }
  }
}

/**
 * The same, until the commit has reached the database: from there on the change is made, and its event with it. Where what is cut is the
 * rolling back of a refusal, the refusal is told all the same, and the trail has it.
 */
async function cutChange(route: Route, place: Place): Promise<void> {
  const { name } = route
  for (let nth = 1; ; nth++) {
    const heard = await askCut(route, nth, place)
    const lines = await kept(heard)
    if (heard.text !== nothing) expect([name, lines]).toEqual([name, 1])
    if (!heard.cut || (heard.text === nothing && lines)) {
      expect([name, nth > 2]).toEqual([name, true])
      return
    }
  }
}

describe("when the connection ends before a message of the request reaches the database", () => {
  it("nobody is told what she asked, whichever message it was", () =>
    each(looksIn, (route) => cutLook(route, "before")))

  it("nobody is told what she changed, unless the trail has it", () =>
    each(someChanges, (route) => cutChange(route, "before")))
})

describe("when the connection ends after a message of the request, and what the database says to it is lost", () => {
  it("nobody is told what she asked, whichever message it was", () => each(looksIn, (route) => cutLook(route, "after")))

  it("nobody is told what she changed, unless the trail has it", () =>
    each(someChanges, (route) => cutChange(route, "after")))
})
