import { parse, validate } from "graphql"
import { asking } from "../../graphql/samples/asking"
import { type LookUp } from "../../graphql/samples/looking-up"
import * as elsewhere from "../../graphql/samples/look-ups-elsewhere"
import * as ofCases from "../../graphql/samples/look-ups"
import { samples } from "../../graphql/samples/samples"
import { type Tab, operationsIn, tabsFor, tabsForNobody } from "../../graphql/samples/tabs"
import { buildStaffSchema } from "../../src/schema"
import type { Answer } from "../support/house"
import { type Person, documents, openDemo } from "./demo"

const schema = buildStaffSchema()
const shipped = operationsIn(documents)

describe("an operation that is shipped", () => {
  it.each([...shipped])("%s fits the schema", (_name, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
  })

  it("has a name that no other has, and variables to try it with", () => {
    const defined = documents.flatMap((document) => parse(document).definitions)
    expect(shipped.size).toBe(defined.length)
    expect([...new Set(samples.map(({ operation }) => operation))].sort()).toEqual([...shipped.keys()].sort())
  })

  it("is filled by queries that fit the schema too", () => {
    const lookUps: LookUp<{ id: string }>[] = [...Object.values(elsewhere), ...Object.values(ofCases)]
    for (const { query } of lookUps) expect([query, validate(schema, parse(query))]).toEqual([query, []])
  })
})

/** What a tab of the explorer answered. */
interface Ran extends Tab {
  readonly who: Person
  readonly answer: Answer
}

describe("in the demo", () => {
  let demo: Awaited<ReturnType<typeof openDemo>>
  let ran: Ran[]
  /** What there is a tab for before anybody has done anything. */
  let atFirst: Set<string>
  beforeAll(async () => {
    demo = await openDemo(300)
    atFirst = new Set()
    for (const who of demo.people)
      for (const { operation } of await tabsOf(await demo.tokenOf(who))) atFirst.add(operation)
    ran = []
    for (const who of demo.people) ran.push(...(await runAllTabs(who)))
  }, 120_000)
  afterAll(() => demo.house.close())

  const tabsOf = (token: string): Promise<Tab[]> => tabsFor(documents, asking(demo.house.url, token), new Date())

  /** As the explorer does: all tabs are made when it is opened, and run one after the other. */
  async function runAllTabs(who: Person): Promise<Ran[]> {
    const token = await demo.tokenOf(who)
    const all: Ran[] = []
    for (const tab of await tabsOf(token))
      all.push({ ...tab, who, answer: await demo.house.ask(tab.query, JSON.parse(tab.variables), token) })
    return all
  }

  it("there is something for every operation from the start: also something to judge, and something confidential", () => {
    expect([...atFirst].sort()).toEqual([...shipped.keys()].sort())
  })

  it("every operation that is shipped runs, as somebody who may run it", () => {
    expect([...new Set(ran.map(({ operation }) => operation))].sort()).toEqual([...shipped.keys()].sort())
  })

  it("no tab of anybody is refused: not by the service, and not in what it answers", () => {
    const refused = ran.flatMap(({ operation, who, answer }) => {
      const said = Object.values((answer.data ?? {}) as Record<string, any>).flatMap((field) => field?.errors ?? [])
      const fine = answer.status === 200 && answer.errors === undefined && said.length === 0
      return fine ? [] : [`${who.name}: ${operation}: ${answer.status} ${answer.text}`]
    })
    expect(refused).toEqual([])
  })

  it("the first tab is the list of one's cases, whoever one is", () => {
    for (const who of demo.people) expect(ran.find((each) => each.who === who)?.operation).toBe("MyCases")
  })

  it("every operation answers somebody with something in it", () => {
    const told = ran.filter(({ answer }) => Object.values(answer.data as object).every(holdsSomething))
    expect([...new Set(told.map(({ operation }) => operation))].sort()).toEqual([...shipped.keys()].sort())
  })

  it("what is shown to somebody who has not signed in yet is refused to nobody who then does", async () => {
    const tabs = await tabsForNobody(documents, new Date())
    expect(tabs[0]?.operation).toBe("MyCases")
    for (const who of demo.people) {
      const token = await demo.tokenOf(who)
      for (const { operation, query, variables } of tabs) {
        const { status, errors } = await demo.house.ask(query, JSON.parse(variables), token)
        expect([who.name, operation, status, errors]).toEqual([who.name, operation, 200, undefined])
      }
    }
  })

  it("what a sample changes, none that is shown beside it is about", () => {
    const changed = ran.filter(({ operation }) =>
      ["MoveCase", "CloseCase", "ReopenCase", "RestrictCase"].includes(operation),
    )
    for (const who of demo.people) {
      const ids = changed.filter((each) => each.who === who).map(({ variables }) => JSON.parse(variables).input.caseId)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

/** A list with a row in it, a change that was done, a record that is there. */
function holdsSomething(field: any): boolean {
  if (Array.isArray(field)) return field.length > 0
  if (Array.isArray(field?.nodes)) return field.nodes.length > 0
  return field !== null && field !== undefined
}
