import {
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql"
import { buildStaffSchema } from "../../src/schema"

interface Place {
  readonly at: string
  readonly name: string
  readonly type: GraphQLInputType | GraphQLOutputType | undefined
  readonly asked: boolean
  readonly description: string
}

const schema = buildStaffSchema()
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

const place = (
  above: string,
  asked: boolean,
  { name, type, description }: { name: string; type?: Place["type"]; description?: string | null | undefined },
): Place => ({ at: `${above}.${name}`, name, type, asked, description: description ?? "" })

/** Everything of the schema that has a name: types, fields, arguments, fields of inputs and values. */
const places: Place[] = types.flatMap((type) => [
  place("", false, { name: type.name, description: type.description }),
  ...(isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).flatMap((field) => [
        place(type.name, false, field),
        ...field.args.map((argument) => place(`${type.name}.${field.name}`, true, argument)),
      ])
    : []),
  ...(isInputObjectType(type) ? Object.values(type.getFields()).map((field) => place(type.name, true, field)) : []),
  ...(isEnumType(type)
    ? type.getValues().map(({ name, description }) => place(type.name, false, { name, description }))
    : []),
])
const typed = places.filter(({ type }) => type !== undefined)
const typeOf = ({ type }: Place): string => (type ? getNamedType(type).name : "")
const isList = ({ type }: Place): boolean => type !== undefined && isListType(getNullableType(type))
const atOf = (wrong: readonly Place[]): string[] => wrong.map(({ at }) => at)

/** The beginning of a period and its end, named after the field that they narrow. */
const period = /^(.+)(From|Before)$/
/** What a caller names by an id, or by a moment of now, needs no more than that. */
const bare = ["id", "ids", "at"]

describe("a name of the schema", () => {
  it("of a moment ends in At, and of a day in On, unless it is a side of a period", () => {
    const ends = { DateTime: "At", LocalDate: "On" } as const
    const wrong = typed.filter((each) => {
      const end = ends[typeOf(each) as keyof typeof ends] as string | undefined
      if (end === undefined || bare.includes(each.name)) return false
      return each.asked ? !period.test(each.name) && !each.name.endsWith(end) : !each.name.endsWith(end)
    })
    expect(atOf(wrong)).toEqual([])
  })

  it("that ends in At is of a moment, and one that ends in On of a day", () => {
    const wrong = typed.filter(
      (each) =>
        (/[a-z]At$/.test(each.name) && typeOf(each) !== "DateTime") ||
        (/[a-z]On$/.test(each.name) && typeOf(each) !== "LocalDate"),
    )
    expect(atOf(wrong)).toEqual([])
  })

  it("of a side of a period is that of a field with From, at or after, or with Before", () => {
    const fields = new Set(typed.filter(({ asked }) => !asked).map(({ name }) => name))
    const sides = typed.filter((each) => each.asked && ["DateTime", "LocalDate"].includes(typeOf(each)) && period.test(each.name)) // prettier-ignore
    expect(sides.length).toBeGreaterThan(6)
    const stem = (name: string): string => period.exec(name)?.[1] ?? ""
    expect(atOf(sides.filter(({ name }) => !fields.has(`${stem(name)}At`) && !fields.has(`${stem(name)}On`)))).toEqual(
      [],
    )
  })

  it("of what names a record ends in Id, of several in Ids, in a filter as in an input", () => {
    const ids = typed.filter((each) => typeOf(each) === "ID" && !bare.includes(each.name))
    expect(atOf(ids.filter((each) => !each.name.endsWith(isList(each) ? "Ids" : "Id")))).toEqual([])
  })

  it("of a filter that asks whether something has not ended is open; the others are of what is a truth in itself", () => {
    const filters = types.filter((type) => isInputObjectType(type) && type.name.endsWith("Filter")).map(({ name }) => name) // prettier-ignore
    const truths = typed.filter((each) => filters.includes(each.at.split(".")[0] ?? "") && typeOf(each) === "Boolean")
    expect(new Set(truths.map(({ name }) => name))).toEqual(new Set(["open", "overdue", "unread", "active", "fit"]))
  })

  it("of a number says that it is a count, a version or a place", () => {
    const numbers = typed.filter((each) => !each.asked && typeOf(each) === "Int")
    expect(atOf(numbers.filter(({ name }) => !/(Count|[vV]ersion|^position)$/.test(name)))).toEqual([])
  })

  it("of what can be told by a closed list is of that list, never a text", () => {
    const enums = new Set(types.filter((type) => isEnumType(type)).map(({ name }) => name.toLowerCase()))
    const closed = typed.filter((each) => typeOf(each) === "String" && enums.has(each.name.toLowerCase()))
    expect(atOf(closed)).toEqual([])
    for (const at of ["TrailSight.activity", "LoggedAccess.activity", "ProcessingActivity.activity"])
      expect([at, typeOf(typed.find((each) => each.at === at) as Place)]).toEqual([at, "ActivityCode"])
    expect(typeOf(typed.find(({ at }) => at === "Clearance.kind") as Place)).toBe("CaseKind")
    expect(typeOf(typed.find(({ at }) => at === "Clearance.category") as Place)).toBe("DataCategory")
  })
})

describe("a description", () => {
  it("is a sentence of four words at least, with a capital and a full stop", () => {
    const isSentence = (text: string): boolean =>
      /^["`A-Z]/.test(text) && text.endsWith(".") && text.split(/\s+/).length >= 4
    const roots = [".Query", ".Mutation"]
    expect(places.filter(({ at, description }) => !roots.includes(at) && !isSentence(description)).map(({ at, description }) => [at, description])).toEqual([]) // prettier-ignore
  })

  it("of a root field says who may ask or do it, or that it is each one's own", () => {
    const who =
      /\bFor (everybody|those|the|who|whoever|a lead)|\bNeeds a grant|one's own|[Yy]ours?\b|\bfor you\b|\bOne's own/
    const roots = places.filter(({ at, asked }) => !asked && /^(Query|Mutation)\./.test(at))
    expect(roots.filter(({ description }) => !who.test(description)).map(({ at }) => at)).toEqual([])
  })

  it("of a scalar that is our own names the standard that it is written by", () => {
    const scalars = types.filter(isScalarType)
    expect(scalars.map(({ name }) => name).sort()).toEqual(["DateTime", "LocalDate"])
    for (const { specifiedByURL } of scalars) expect(specifiedByURL).toMatch(/^https:\/\//)
  })
})

describe("a list without pages", () => {
  interface Marked {
    readonly at: string
    readonly description: string
    readonly mark: { readonly is: string; readonly max: number; readonly counted: string }
    readonly beside: readonly string[]
  }
  const lists = types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields()).map(({ name, description, extensions }): Marked => ({
      at: `${type.name}.${name}`,
      description: description ?? "",
      mark: (extensions["mark"] ?? {}) as Marked["mark"],
      beside: Object.keys(type.getFields()),
    })),
  )

  it("says how many rows it gives at most, and which field beside it says how many there are", () => {
    const capped = lists.filter(({ mark }) => mark.is === "list")
    expect(capped.length).toBeGreaterThan(12)
    for (const { at, description, mark, beside } of capped) {
      expect([at, description]).toEqual([at, expect.stringContaining(`At most ${mark.max}; \`${mark.counted}\``)])
      expect([at, beside]).toEqual([at, expect.arrayContaining([mark.counted])])
    }
  })
})
