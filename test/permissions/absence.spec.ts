import { randomUUID } from "node:crypto"
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from "graphql"
import { buildStaffSchema } from "../../src/schema"
import { type Colleague, House } from "../support/house"
import { type Dossier, dossierOf } from "./support"

type Field = GraphQLField<unknown, unknown>

const schema = buildStaffSchema()
const fieldsOf = (type: ReturnType<typeof schema.getQueryType>): Field[] => Object.values(type?.getFields() ?? {})
const queries = fieldsOf(schema.getQueryType())
const mutations = fieldsOf(schema.getMutationType())

/** The fields of an answer: enough to tell one record from none. */
function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type)
  if (!isCompositeType(named)) return ""
  if (!isObjectType(named) || depth > 1) return "{ __typename }"
  const inner = Object.values(named.getFields())
    .filter((field) => !field.args.some((argument) => isNonNullType(argument.type)))
    .map((field) => `${field.name} ${selectionOf(field.type, depth + 1)}`)
  return `{ __typename ${inner.join(" ")} }`
}

/** Some value that is as it must be. */
function valueOf(type: GraphQLInputType, name: string): unknown {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (isInputObjectType(named)) return inputOf(type)
  if (name === "expectedVersion") return 1
  const usual: Record<string, unknown> = { Int: 1, Boolean: true, Date: "2026-12-01", LocalDate: "2026-12-01" }
  return usual[named.name] ?? (named.name === "ID" ? randomUUID() : "Iets")
}

function inputOf(type: GraphQLInputType, given: Record<string, string> = {}): Record<string, unknown> {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) throw new Error(`${named.name} is no input`)
  const needed = Object.values(named.getFields()).filter((field) => isNonNullType(field.type))
  return { ...Object.fromEntries(needed.map((field) => [field.name, valueOf(field.type, field.name)])), ...given }
}

/** How an id can be named to a root field: an argument that is one, or a field of its input. */
const placesOf = (field: Field): string[] =>
  field.args.flatMap((argument) => {
    const named = getNamedType(argument.type)
    if (named.name === "ID" || argument.name === "reference") return [argument.name]
    if (!isInputObjectType(named)) return []
    return Object.values(named.getFields())
      .filter((inner) => getNamedType(inner.type).name === "ID")
      .map((inner) => `${argument.name}.${inner.name}`)
  })

async function answerTo(who: Colleague, field: Field, place: string, id: string): Promise<string> {
  const [name = "", inner] = place.split(".")
  const argument = field.args.find((each) => each.name === name)
  if (!argument) throw new Error(place)
  const value = inner === undefined ? id : inputOf(argument.type, { [inner]: id })
  const kind = mutations.includes(field) ? "mutation" : "query"
  const document = `${kind} ($value: ${String(argument.type)}) { ${field.name}(${name}: $value) ${selectionOf(field.type)} }`
  const { status, text } = await who.ask(document, { value })
  return `${status} ${text}`
}

/** Everything that somebody outside may not tell from what is not there. */
const hidden = (dossier: Dossier): string[] => [dossier.case.id, dossier.party, dossier.entry, dossier.task]

let house: House
let dossier: Dossier
beforeAll(async () => {
  house = await House.open()
  dossier = await dossierOf(house)
})
afterAll(() => house.close())

const outsiders: [string, () => Promise<Colleague>][] = [
  ["a consultant of another team", async () => house.employee({ team: await house.team() })],
  ["a colleague who is not cleared", () => house.employee({ team: dossier.team, cleared: ["FRAUD"] })],
  ["the team lead of another team", async () => house.employee({ role: "TEAM_LEAD", team: await house.team() })],
  ["the privacy coordinator", () => house.employee({ role: "PRIVACY_COORDINATOR" })],
  ["the administrator", () => house.employee({ role: "ADMINISTRATOR", team: dossier.team })],
]

describe("what does not exist for one and what does not exist at all are answered alike, to the byte,", () => {
  it.each(outsiders)("by every query to %s", async (_who, outsider) => {
    const who = await outsider()
    let compared = 0
    for (const field of queries) {
      for (const place of placesOf(field)) {
        const reference = place === "reference"
        const absent = await answerTo(who, field, place, reference ? "WR-2222-2222" : randomUUID())
        expect(absent).toMatch(/^200 \{"data"/)
        for (const id of reference ? [dossier.case.reference] : hidden(dossier)) {
          expect(await answerTo(who, field, place, id)).toBe(absent)
          compared++
        }
        expect(await answerTo(who, field, place, "not an id")).toBe(absent)
      }
    }
    expect(compared).toBeGreaterThan(30)
  })

  it.each([...outsiders, ["the privacy officer", () => house.officer()] as const])(
    "by every mutation to %s",
    async (_who, outsider) => {
      const who = await outsider()
      const answers: string[] = []
      for (const field of mutations) {
        for (const place of placesOf(field)) {
          const absent = await answerTo(who, field, place, randomUUID())
          const ids = place === "input.taskId" ? [dossier.task, dossier.case.id] : [dossier.case.id]
          for (const id of ids) expect(await answerTo(who, field, place, id)).toBe(absent)
          answers.push(`${field.name} ${place} ${absent}`)
        }
      }
      expect(answers.length).toBeGreaterThan(10)
      // A refusal is no failure: it stands in the payload.
      for (const answer of answers) expect(answer).toMatch(/^\w+ input\.\w+ 200 \{"data":\{/)
    },
  )

  it("and by the privacy officer's queries for content", async () => {
    const officer = await house.officer()
    const node = queries.find(({ name }) => name === "node") as Field
    const person = queries.find(({ name }) => name === "person") as Field
    for (const [field, ids] of [
      [node, [dossier.party, dossier.entry, dossier.task, dossier.person, dossier.home]],
      [person, [dossier.person]],
    ] as const) {
      const absent = await answerTo(officer, field, "id", randomUUID())
      for (const id of ids) expect(await answerTo(officer, field, "id", id)).toBe(absent)
    }
  })

  it("while the case was never touched", async () => {
    const state = "select version, status, title, assignee_id from case_file where id = $1"
    const before = await house.rows(state, [dossier.case.id])
    const outsider = await house.employee({ team: await house.team() })
    for (const field of mutations)
      for (const place of placesOf(field)) await answerTo(outsider, field, place, dossier.case.id)
    expect(await house.rows(state, [dossier.case.id])).toEqual(before)
    for (const table of ["party", "journal_entry", "task"])
      expect(await house.rows(`select from ${table} where case_id = $1`, [dossier.case.id])).toHaveLength(1)
  })
})
