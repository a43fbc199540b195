import * as fc from "fast-check"
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql"

export interface Asked {
  document: string
  variables: Record<string, unknown>
}

type Draw = fc.GeneratorValue

const odd = [
  ...[
    "",
    "'",
    '"',
    "\\",
    "' or '1'='1",
    "'; drop table case_file; --",
    "\0",
    "a\0b",
    "👩‍👩‍👧",
    "\u{10FFFF}",
    "\ud800",
    "%",
    "_%",
  ],
  ...[
    "$1",
    "{}",
    "[]",
    "null",
    "NaN",
    "-1",
    "0000-00-00",
    "0000-01-01",
    "9999-12-31T23:59:59-12:00",
    "2026-02-30",
    "x".repeat(300),
  ],
]
const text = fc.oneof(fc.constantFrom(...odd), fc.string({ maxLength: 12 }), fc.uuid())
const moments = [
  "2026-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59-12:00",
]
const anything = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.double(),
)
const anyText = (): fc.Arbitrary<string> => text
const anyValue = (): fc.Arbitrary<unknown> => anything

/** Draws documents from the schema: its own fields and types, with arguments that fit and arguments that do not. */
class Documents {
  private variables: Record<string, unknown> = {}
  private declared: string[] = []
  private fragments: string[] = []
  private names = 0

  constructor(
    private readonly schema: GraphQLSchema,
    /** Ids that are there, so that not every path ends at null. */
    private readonly ids: readonly string[],
    private readonly draw: Draw,
  ) {}

  next(): Asked {
    const mutating = this.chance(4)
    const type = mutating ? this.schema.getMutationType() : this.schema.getQueryType()
    const body = this.selections(type as GraphQLNamedType, 5, mutating ? 1 : 3)
    const declared = this.declared.length ? `(${this.declared.join(", ")})` : ""
    const document = `${mutating ? "mutation" : "query"} Fuzz${declared} ${body} ${this.fragments.join(" ")}`
    return { document, variables: this.variables }
  }

  private chance(oneIn: number): boolean {
    return this.draw(fc.nat, { max: oneIn - 1 }) === 0
  }

  private one<T>(from: readonly T[]): T {
    return from[this.draw(fc.nat, { max: from.length - 1 })] as T
  }

  private selections(type: GraphQLNamedType, depth: number, most = 4): string {
    const parts: string[] = []
    if (isAbstractType(type)) {
      const member = this.one(this.schema.getPossibleTypes(type))
      parts.push("__typename", this.spread(member, depth))
    } else if (isObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => depth > 1 || !isCompositeType(getNamedType(field.type)),
      )
      const count = 1 + this.draw(fc.nat, { max: most - 1 })
      for (let i = 0; i < count && fields.length; i++) {
        const field = this.one(fields)
        const inner = getNamedType(field.type)
        const below = isCompositeType(inner) ? this.selections(inner, depth - 1) : ""
        parts.push(`${this.alias()}${field.name}${this.arguments(field.args)}${this.directive()} ${below}`)
      }
      if (!parts.length) parts.push("__typename")
      if (depth > 1 && this.chance(8)) parts.push(this.spread(type, depth - 1))
    }
    return `{ ${parts.join(" ")} }`
  }

  private spread(type: GraphQLNamedType, depth: number): string {
    const body = this.selections(type, depth - 1, 2)
    if (this.chance(2)) return `... on ${type.name} ${this.directive()} ${body}`
    const name = `F${++this.names}`
    this.fragments.push(`fragment ${name} on ${type.name} ${body}`)
    return `...${name}`
  }

  /** Mostly one, so that fields with different arguments do not clash. */
  private alias(): string {
    return this.chance(4) ? "" : `a${++this.names}: `
  }

  private directive(): string {
    if (!this.chance(6)) return ""
    const condition = this.chance(2)
      ? this.one(["true", "false"])
      : this.variable("Boolean!", this.one<unknown>([true, false]))
    return `@${this.one(["include", "skip"])}(if: ${condition})`
  }

  private variable(type: string, value: unknown): string {
    const name = `v${++this.names}`
    const byDefault = type === "Boolean!" && this.chance(3) ? " = true" : ""
    this.declared.push(`$${name}: ${type}${byDefault}`)
    if (byDefault === "" || this.chance(2)) this.variables[name] = value
    return `$${name}`
  }

  private arguments(all: readonly GraphQLArgument[]): string {
    const given = all.filter((argument) => isNonNullType(argument.type) || this.chance(4))
    const written = given.map(({ name, type }) => {
      const value = this.chance(25) ? this.draw(anyValue) : this.value(type, name)
      return `${name}: ${this.chance(2) ? this.variable(String(type), value) : this.literal(type, value)}`
    })
    return written.length ? `(${written.join(", ")})` : ""
  }

  private value(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, name)
    if (this.chance(12)) return null
    if (isListType(type))
      return Array.from({ length: this.draw(fc.nat, { max: 2 }) }, () => this.value(type.ofType, name))
    if (isEnumType(type)) return this.one(type.getValues().map((value) => value.name))
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.chance(3))
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.type, field.name)]))
    }
    switch (type.name) {
      case "Int":
        return this.one([0, 1, 2, 25, 100, 101, -1, 2147483647])
      case "Boolean":
        return this.one([true, false])
      case "ID":
        return this.chance(3) ? this.draw(anyText) : this.one(this.ids)
      case "DateTime":
        return this.one(moments)
      case "LocalDate":
        return this.one(["2026-12-01", "0000-01-01", "9999-12-31"])
      default:
        return this.draw(anyText)
    }
  }

  /** A value as it is written in a document; enums without quotes where the type says so. */
  private literal(type: GraphQLInputType, value: unknown): string {
    const named = getNamedType(type)
    if (value === undefined) return "null"
    if (Array.isArray(value)) return `[${value.map((each) => this.literal(type, each)).join(", ")}]`
    if (typeof value === "object" && value !== null) {
      const fields = isInputObjectType(named) ? named.getFields() : {}
      return `{${Object.entries(value).map(([name, each]) => `${name}: ${fields[name] ? this.literal(fields[name].type, each) : JSON.stringify(each)}`).join(", ")}}` // prettier-ignore
    }
    if (typeof value === "string" && isEnumType(named)) return value
    return JSON.stringify(value)
  }
}

/** Documents of this schema, with their variables; a seed gives the same ones again. */
export const documentsOf = (schema: GraphQLSchema, ids: readonly string[]): fc.Arbitrary<Asked> =>
  fc.gen().map((draw) => new Documents(schema, ids, draw).next())
