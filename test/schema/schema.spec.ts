import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  type GraphQLField,
  type GraphQLNamedType,
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from "graphql"
import { activities, trailActions } from "../../src/audit/activities"
import { buildStaffSchema } from "../../src/schema"

type Field = GraphQLField<unknown, unknown>

const schema = buildStaffSchema()
const types: GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type))
const fieldsOf = (type: unknown): Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
const queries = fieldsOf(schema.getQueryType())
const mutations = fieldsOf(schema.getMutationType())
const isConnection = (field: Field): boolean => getNamedType(field.type).name.endsWith("Connection")

describe("the schema", () => {
  it("describes every type, field, argument and value", () => {
    const bare: string[] = []
    const note = (name: string, { description }: { description?: string | null | undefined }): void => {
      if (!description?.trim()) bare.push(name)
    }
    const own = types.filter((type) => !isSpecifiedScalarType(type) && type !== schema.getQueryType() && type !== schema.getMutationType()) // prettier-ignore
    for (const type of own) note(type.name, type)
    for (const type of types) {
      for (const field of fieldsOf(type)) {
        note(`${type.name}.${field.name}`, field)
        for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument)
      }
      if (isInputObjectType(type))
        for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field)
      if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value)
    }
    expect(bare).toEqual([])
  })

  it("gives every mutation one input, and a payload that says what was refused", () => {
    expect(mutations.length).toBeGreaterThan(8)
    for (const mutation of mutations) {
      const [argument, ...others] = mutation.args
      // A preview takes the input of what it previews.
      const verb = mutation.name.replace(/^preview/, "")
      const input = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`
      expect([mutation.name, argument?.name, String(argument?.type), others]).toEqual([
        mutation.name,
        "input",
        input,
        [],
      ])
      const payload = getNamedType(mutation.type)
      expect(payload.name).toMatch(/Payload$/)
      const said = { done: "Boolean!", errors: "[UserError!]!" }
      const found = fieldsOf(payload).filter(({ name }) => name in said)
      expect([mutation.name, Object.fromEntries(found.map(({ name, type }) => [name, String(type)]))]).toEqual([mutation.name, said]) // prettier-ignore
      // Whatever it shows besides may be gone for whoever asks.
      for (const field of fieldsOf(payload).filter(({ name }) => !(name in said)))
        expect([mutation.name, field.name, isNonNullType(field.type)]).toEqual([mutation.name, field.name, false])
    }
  })

  it("asks for the version with every change of a record that has one", () => {
    const based = [
      ...["updateCase", "assignCase", "moveCase", "closeCase", "reopenCase", "completeTask"],
      ...["restrictCase", "liftRestriction"],
    ]
    for (const name of based) {
      const input = getNamedType(mutations.find((mutation) => mutation.name === name)?.args[0]?.type)
      expect(isInputObjectType(input) && String(input.getFields()["expectedVersion"]?.type)).toBe("Int!")
    }
  })

  it("names for every root field an action and a processing activity of the registers", () => {
    for (const field of [...queries, ...mutations]) {
      const { action, activity } = (field.extensions["processing"] ?? {}) as { action?: string; activity?: string }
      expect([field.name, trailActions.includes(action as never)]).toEqual([field.name, true])
      expect([field.name, Object.keys(activities).includes(String(activity))]).toEqual([field.name, true])
    }
    for (const { version, purpose } of Object.values(activities)) {
      expect(version).toBeGreaterThan(0)
      expect(purpose).not.toBe("")
    }
  })

  it("pages every list that can grow", () => {
    // The last grows with the code alone.
    const closed = ["Case.allowedMoves", "TrailEvent.actions", "TrailSight.cases", "HandOverOutcome.lines", "Query.processingActivities", "Query.nodes"] // prettier-ignore
    const unbounded = types
      .filter((type) => !type.name.endsWith("Connection") && !type.name.endsWith("Payload"))
      .flatMap((type) => fieldsOf(type).map((field) => ({ at: `${type.name}.${field.name}`, field })))
      .filter(({ field }) => {
        const type = isNonNullType(field.type) ? field.type.ofType : field.type
        return isListType(type) && fieldsOf(getNamedType(type)).length > 0
      })
      .filter(({ at, field }) => !closed.includes(at) && !field.args.some(({ name }) => name === "first"))
    expect(unbounded.map(({ at }) => at)).toEqual([])
    const rootLists = queries.filter((field) => isListType(isNonNullType(field.type) ? field.type.ofType : field.type))
    expect(rootLists.map(({ name }) => name)).toEqual(["processingActivities", "nodes"])
  })

  it("gives every connection the same four arguments and the same form", () => {
    const connections = types.flatMap((type) => fieldsOf(type)).filter(isConnection)
    expect(connections.length).toBeGreaterThan(6)
    for (const field of connections) {
      const names = field.args.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(["first", "after", "last", "before"]))
      const form = fieldsOf(getNamedType(field.type)).map(({ name }) => name)
      expect([...form].sort()).toEqual(["edges", "nodes", "pageInfo", "totalCount", "totalCountIsExact"])
    }
  })

  it("makes whatever a role may be refused nullable, and finds single records by nullable fields", () => {
    // Of many records by their ids each is nullable by itself.
    for (const field of queries.filter((each) => !isConnection(each) && each.name !== "nodes"))
      expect([field.name, isNonNullType(field.type)]).toEqual([field.name, false])
    const dossier = fieldsOf(schema.getType("Case"))
    for (const name of ["title", "description", "balancingNote", "home"])
      expect(isNonNullType(dossier.find((field) => field.name === name)?.type)).toBe(false)
  })

  it("has no subscriptions, and a field for nothing that is secret", () => {
    expect(schema.getSubscriptionType()).toBeUndefined()
    const names = types.flatMap((type) => fieldsOf(type).map(({ name }) => name))
    for (const secret of ["subject", "token", "password", "bsn"]) expect(names).not.toContain(secret)
  })

  it("is the one that was committed", () => {
    const committed = readFileSync(join(__dirname, "../../graphql/schema.graphql"), "utf8")
    const plain = (text: typeof schema): string => printSchema(lexicographicSortSchema(text))
    expect(plain(buildSchema(committed))).toBe(plain(schema))
  })
})
