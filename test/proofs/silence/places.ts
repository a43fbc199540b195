import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from "graphql"

/** The schema as clients know it. */
export const publishedSchema = (): GraphQLSchema =>
  buildSchema(readFileSync(join(__dirname, "../../../graphql/schema.graphql"), "utf8"))

/** Where a document can name a record: an argument, or a field of an input below one. */
export interface Place {
  /** `Query.case.id`, `Mutation.closeCase.input.caseId`, `Team.cases.filter.homeId`. */
  readonly key: string
  /** The type that has the field. */
  readonly on: string
  readonly field: GraphQLField<unknown, unknown>
  /** The argument, then the fields of its input. */
  readonly path: readonly [string, ...string[]]
  /** The type of the argument, for the variable. */
  readonly type: string
  readonly list: boolean
}

/** The first tells by design that a case exists, and is rate-limited, told and judged for that (design § 4). */
const excepted = new Set([
  "Mutation.openInEmergency",
  // It looks nothing up: what it is asked for is found later, as `trailEvents` finds it. Its answer holds an id and a key made for it.
  "Mutation.exportTrail",
])

/** Every place of a schema where a record can be named, found by its types: what is added later is here too. */
export function placesOf(schema: GraphQLSchema): Place[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith("__"))
    .flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()).flatMap((field) => placesIn(type.name, field)) : [],
    )
}

function placesIn(on: string, field: GraphQLField<unknown, unknown>): Place[] {
  if (excepted.has(`${on}.${field.name}`)) return []
  return field.args.flatMap((argument) =>
    below(argument.name, argument.type).map(({ path, list }) => ({
      ...{ key: [on, field.name, ...path].join("."), on, field, path, list, type: String(argument.type) },
    })),
  )
}

type Found = Pick<Place, "path" | "list">

function below(name: string, type: GraphQLInputType, above: readonly string[] = []): Found[] {
  const named = getNamedType(type)
  if (isInputObjectType(named) && !above.includes(named.name))
    return Object.values(named.getFields())
      .flatMap((inner) => below(inner.name, inner.type, [...above, named.name]))
      .map(({ path, list }) => ({ path: [name, ...path] as const, list }))
  const list = isListType(getNullableType(type))
  return named.name === "ID" || name === "reference" ? [{ path: [name], list }] : []
}
