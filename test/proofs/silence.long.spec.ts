import { buildSchema, extendSchema, parse } from "graphql"
import { House } from "../support/house"
import { type Difference, compareBytes } from "./silence/bytes"
import { askablePlaces } from "./silence/documents"
import { intervalOf, randomOf } from "./silence/interval"
import { type Onlooker, peopleOf, roles } from "./silence/onlookers"
import { type Place, publishedSchema } from "./silence/places"
import { thresholdMs } from "./silence/timing"
import { buildWorld } from "./silence/world"

let house: House
let people: Onlooker[]
let places: Place[]
beforeAll(async () => {
  house = await House.open()
  people = await peopleOf(await buildWorld(house))
  places = askablePlaces(publishedSchema())
})
afterAll(() => house.close())

/** Without the headers, which are long and hardly ever the difference. */
const bodyOf = (answer: string): string => answer.slice(answer.indexOf("] {") + 2)
const toldOf = ({ absent, answer, ...difference }: Difference): object => ({
  ...difference,
  ...{ absent: bodyOf(absent), answer: bodyOf(answer) },
})

describe("what is hidden and what is not there", () => {
  it("are answered alike to the byte, at every place that takes an id, for every reason why something is hidden", async () => {
    const { fields, compared, differences } = await compareBytes(house.url, places, people, 5)
    expect(differences.map(toldOf)).toEqual([])
    expect(fields).toBeGreaterThan(60)
    expect(compared).toBeGreaterThan(2500)
    expect(roles).toHaveLength(6)
  }, 60_000)

  it("are told apart by the proof where the row rule of cases shows every row", async () => {
    const open = await House.open({ pool: 2 })
    try {
      const outsiders = await peopleOf(await buildWorld(open))
      await open.rows("alter policy seen on case_file using (true)")
      const chosen = [
        "Query.case.id",
        "Query.caseByReference.reference",
        "Query.node.id",
        "Mutation.closeCase.input.caseId",
      ]
      const asked = places.filter(({ key }) => chosen.includes(key))
      const { differences } = await compareBytes(open.url, asked, outsiders.slice(0, 1), 5)
      expect([...new Set(differences.map(({ key }) => key))].sort()).toEqual([...chosen].sort())
    } finally {
      await open.close()
    }
  })
})

describe("the proof of silence", () => {
  it.each([
    [
      "a mutation",
      "extend type Mutation { mergeCases(input: MergeInput!): CasePayload } input MergeInput { caseId: ID! }",
    ],
    ["an id of a new kind", "extend input UpdateCaseInput { complexId: ID }"],
    ["a list below a type that nobody gets to", "extend type Task { cases(filter: CaseFilter): CaseConnection! }"],
  ])("does not pass over %s that the schema got", (_what, extension) => {
    expect(() => askablePlaces(extendSchema(publishedSchema(), parse(extension)))).toThrow("no example for")
  })

  it("finds the ids in inputs and lists of inputs, and nothing else", () => {
    const schema = buildSchema(
      "type Query { x(a: ID, in: A, text: String): Int } input A { ids: [ID!]!, deep: [B!] } input B { id: ID! }",
    )
    expect(() => askablePlaces(schema)).toThrow("Query.x.a")
  })

  it("tells half a millisecond from none, in noise of a millisecond and with answers that hang", () => {
    const random = randomOf(1)
    const noise = (): number => (random() - 0.5) * 2 + (random() < 0.02 ? 40 : 0)
    const none = intervalOf(Array.from({ length: 600 }, noise))
    const half = intervalOf(Array.from({ length: 600 }, () => noise() + 0.5))
    expect(Math.max(-none.from, none.to)).toBeLessThan(thresholdMs)
    expect(half.from).toBeGreaterThan(thresholdMs)
  })
})
