import * as fc from "fast-check"
import { buildStaffSchema } from "../../src/schema"
import { type Dossier, dossierOf } from "../permissions/support"
import { type Answer, type Colleague, House } from "../support/house"
import { documentsOf } from "./documents"

let house: House
let dossier: Dossier
beforeAll(async () => {
  house = await House.open()
  dossier = await dossierOf(house)
})
afterAll(() => house.close())

const codes = ["BAD_REQUEST", "TOO_EXPENSIVE"]

/** An answer as it may be: whole, or refused for what was asked. It is JSON, or asking would have failed. */
function sound({ status, data, errors, text }: Answer): string | undefined {
  if (errors?.some(({ extensions }) => !codes.includes(extensions.code))) return text
  if (![200, 400].includes(status)) return `${status} ${text}`
  if (status === 200 && data === undefined) return text
  return undefined
}

async function fuzz(who: Colleague, runs: number, seed: number): Promise<void> {
  const { home, person, team, party, entry, task } = dossier
  const ids = [dossier.case.id, home, person, team, party, entry, task, who.id]
  const seen = { answered: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(documentsOf(buildStaffSchema(), ids), async ({ document, variables }) => {
      // It would end the session that is asked with; its own specs ask that.
      fc.pre(!document.includes("endSessions"))
      const answer = await who.ask(document, variables)
      seen[answer.errors ? "refused" : "answered"]++
      expect(sound(answer)).toBeUndefined()
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  // Neither all nonsense nor all sense.
  expect(seen.answered).toBeGreaterThan(runs / 10)
  expect(seen.refused).toBeGreaterThan(runs / 20)
}

describe("whatever is asked", () => {
  it(
    "the service answers a consultant, or refuses, and never fails",
    () => fuzz(dossier.consultant, 200, 20261122),
    60_000,
  )

  it(
    "the service answers the privacy officer, or refuses, and never fails",
    async () => fuzz(await house.officer(), 120, 20261123),
    60_000,
  )
})
