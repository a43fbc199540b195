import fc from "fast-check"
import { type Colleague, House } from "../support/house"
import { addCases, addEntries, addParty, addTask, expectExactTrail, staffed, watched } from "./support"

/*
 * Documents that nobody thought of. Of each, the answer must be the same however it is spelled, and the trail must name exactly
 * whom the answer shows.
 */
interface Field {
  to: string
  is: "row" | "list" | "page"
}
interface Type {
  leaves: string[]
  fields: Record<string, Field>
}
const row = (to: string): Field => ({ to, is: "row" })
const list = (to: string): Field => ({ to, is: "list" })
const page = (to: string): Field => ({ to, is: "page" })

const types: Record<string, Type> = {
  Case: {
    leaves: ["reference", "title", "status", "openedAt", "version", "openTaskCount", "allowedMoves", "category"],
    fields: {
      team: row("Team"), assignee: row("Employee"), home: row("Home"), parties: list("Party"), tasks: list("Task"),
      journal: page("JournalEntry"), access: list("Grant"),
    },
  },
  Party: { leaves: ["name", "role"], fields: { participant: row("Participant"), case: row("Case"), addedBy: row("Employee") } },
  Participant: { leaves: [], fields: {} },
  Person: { leaves: ["surname", "initials"], fields: { involvements: list("Party"), home: row("Home") } },
  Home: { leaves: ["street"], fields: { residents: list("Person"), cases: page("Case") } },
  Team: { leaves: ["name", "district"], fields: { cases: page("Case"), memberships: list("Membership") } },
  Employee: { leaves: ["name"], fields: { cases: page("Case"), memberships: list("Membership") } },
  Membership: { leaves: ["startsAt"], fields: { team: row("Team"), employee: row("Employee") } },
  Grant: { leaves: ["route", "level"], fields: {} },
  Task: { leaves: ["title", "dueOn"], fields: { case: row("Case"), addedBy: row("Employee") } },
  JournalEntry: { leaves: ["body", "type"], fields: { case: row("Case"), author: row("Employee") } },
} // prettier-ignore

interface Chosen {
  key: string
  text: string
  condition: string
  below: Selection[]
  parts: string[]
}
interface Selection {
  type: string
  leaves: string[]
  fields: Chosen[]
}

const conditions = ["", "", "", "@include(if: $x)", "@skip(if: $x)"]
const parts = ["nodes", "edges", "edge nodes", "more", "place", "total"]
const deepest = 2

const selection = (type: string, depth = 0): fc.Arbitrary<Selection> => {
  if (type === "Participant") {
    return fc
      .tuple(selection("Person", depth), selection("Employee", depth))
      .map(([person, employee]) => ({ type, leaves: [], fields: [{ key: "", text: "", condition: "", below: [person, employee], parts: [] }] })) // prettier-ignore
  }
  const { leaves = [], fields = {} } = types[type] ?? {}
  if (depth === deepest || !Object.keys(fields).length)
    return fc.subarray(leaves).map((chosen) => ({ type, leaves: chosen, fields: [] }))
  const field = fc.constantFrom(...Object.entries(fields)).chain(([name, { to, is }]) =>
    fc.record({
      key: fc.constantFrom(name, `${name}Again`, "title"),
      text: fc.nat(2).map((first) => (is === "row" ? name : `${name}(first: ${first})`)),
      condition: fc.constantFrom(...conditions),
      below: selection(to, depth + 1).map((below) => [below]),
      parts: is === "page" ? fc.subarray(parts, { minLength: 1 }) : fc.constant<string[]>([]),
    }),
  )
  return fc.record({
    type: fc.constant(type),
    leaves: fc.subarray(leaves),
    fields: fc.array(field, { maxLength: 3 }),
  })
}

/** One spelling of it plain, the other in fragments with the last first, and twice at the top; both within the limits of a document. */
const spelled = ({ type, leaves, fields }: Selection, other: boolean, top = false): string => {
  if (type === "Participant") {
    const members = (fields[0]?.below ?? []).map((below) => `... on ${below.type} ${spelled(below, other)}`)
    return `{ ${(other ? members.reverse() : members).join(" ")} }`
  }
  const taken = new Set(leaves)
  const texts = ["__typename", "id", ...leaves]
  for (const { key, text, condition, below, parts: asked } of fields) {
    const free = [key, `${key}2`, `${key}3`, `${key}4`].find((name) => !taken.has(name)) ?? "none"
    taken.add(free)
    const inner = below[0] ? spelled(below[0], other) : ""
    texts.push(`${free}: ${text} ${condition} ${asked.length ? paged(asked, inner) : inner}`)
  }
  if (!other) return `{ ${texts.join(" ")} }`
  const turned = texts.reverse().join(" ")
  return `{ ... on ${type} { ${turned} } ${top ? turned : ""} }`
}

const paged = (asked: string[], inner: string): string => {
  const texts: Record<string, string> = {
    nodes: `nodes ${inner}`,
    edges: `edges { cursor node ${inner} }`,
    "edge nodes": `edges { node ${inner} }`,
    more: "pageInfo { hasNextPage hasPreviousPage }",
    place: "pageInfo { endCursor } nodes { __typename id }",
    total: "totalCount",
  }
  return `{ ${asked.map((part) => texts[part]).join(" ")} }`
}

let house: House
let sanne: Colleague
beforeAll(async () => {
  house = await House.open()
  const scene = await staffed(house)
  sanne = scene.sanne
  const { team } = scene
  const home = await house.home()
  const [bakker, jansen] = [await house.person("Bakker", home), await house.person("Jansen", home)]
  const ids = await addCases(house, 4, { team, by: sanne, home, assignee: sanne.id })
  for (const [nth, of] of ids.entries()) {
    await addParty(house, { of, by: sanne, person: nth % 2 ? bakker : jansen })
    await addParty(house, { of, by: sanne, person: bakker })
    await addParty(house, { of, by: sanne, ...(nth % 2 ? { employee: sanne.id } : {}) })
    await addEntries(house, nth, of, sanne)
    await addTask(house, { of, by: sanne, done: nth % 2 === 0 })
  }
})
afterAll(() => house.close())

const sortedKeys = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sortedKeys)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).sort().map(([key, each]) => [key, sortedKeys(each)])) // prettier-ignore
      : value

describe("whatever a document asks", () => {
  it("its answer does not depend on how it is spelled, and the trail names exactly whom it shows", async () => {
    const run = async (asked: Selection): Promise<void> => {
      const document = (other: boolean): string =>
        `query($x: Boolean!) { cases(first: 2) { nodes ${spelled(asked, other, true)} pageInfo { hasNextPage @skip(if: $x) } } }`
      for (const x of [true, false]) {
        const plain = await watched(house, sanne, document(false), { x })
        expectExactTrail(plain.data, plain.event)
        const other = await watched(house, sanne, document(true), { x })
        expectExactTrail(other.data, other.event)
        expect(sortedKeys(other.data)).toEqual(sortedKeys(plain.data))
      }
    }
    await fc.assert(fc.asyncProperty(selection("Case"), run), { numRuns: 15, seed: 20261122, endOnFailure: true })
  })
})
