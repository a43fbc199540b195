import { addCase, staffed } from "../records/support"
import { type Colleague, House } from "../support/house"
import { shippedOperations } from "./operations"
import { compiledByRelay } from "./relay"
import { typedByCodegen, typedByTada } from "./typing"
import { type Said, Workshop } from "./workshop"

const minutes = 60_000

let house: House
let workshop: Workshop
let sanne: Colleague
let relay: Said
beforeAll(async () => {
  workshop = await Workshop.open()
  house = await House.open()
  const staff = await staffed(house)
  sanne = staff.sanne
  for (let nth = 1; nth <= 5; nth++)
    await addCase(house, { team: staff.team, by: sanne, assignee: sanne.id, title: `Zaak ${nth}`, openedAt: `2026-02-0${nth}T00:00:00Z` }) // prettier-ignore
  relay = await compiledByRelay(workshop)
}, 10 * minutes)
afterAll(async () => {
  await house.close()
  await workshop.close()
})

const walked = (name: string): Promise<Said> =>
  workshop.walk(name, { URL_OF_SERVICE: `${house.url}/graphql`, TOKEN: sanne.token })
const well = ({ ok, text }: Said): void => expect(ok ? "" : text).toBe("")

describe("whoever builds on the schema", () => {
  it("with Relay compiles every operation that is shipped, and pages through lists at the root and below a record", async () => {
    well(relay)
    for (const { name, kind } of shippedOperations())
      expect(await workshop.read(`relay/__generated__/${name}${kind === "query" ? "Query" : "Mutation"}.graphql.js`)).toContain(name) // prettier-ignore
  })

  it("with GraphQL Code Generator has types for every operation, under strict TypeScript", async () => {
    well(await typedByCodegen(workshop))
  }, 5 * minutes) // prettier-ignore

  it("with gql.tada has types for every operation, under strict TypeScript and its own check", async () => {
    well(await typedByTada(workshop))
  }, 5 * minutes) // prettier-ignore

  it.each(["relay", "apollo", "urql"])(
    "with the store of %s finds what was changed in its list and in its detail, by its id, without asking again",
    async (client) => {
      well(await walked(`${client}.mjs`))
    },
    minutes,
  )
})

describe("GraphQL over HTTP", () => {
  it("is spoken as its specification demands: whatever a server must do, by an audit that is not ours", async () => {
    const said = await walked("audits.mjs")
    well(said)
    const audits = JSON.parse(said.text) as { id: string; name: string; status: string; reason?: string }[]
    expect(audits.length).toBeGreaterThan(50)
    expect(audits.filter(({ name, status }) => name.startsWith("MUST") && status !== "ok")).toEqual([])
  }, minutes) // prettier-ignore
})
