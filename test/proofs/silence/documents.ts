import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from "graphql"
import { type Own, takenAt, variableOf } from "./examples"
import { type Place, placesOf } from "./places"

/** The fields of an answer, and the plain ones of what it holds: enough to tell any record from none. */
function selectionOf(type: GraphQLOutputType, plain = false): string {
  const named = getNamedType(type)
  if (!isCompositeType(named)) return ""
  const fields = isObjectType(named) ? Object.values(named.getFields()) : []
  const inner = fields
    .filter((field) => !field.args.some((argument) => isNonNullType(argument.type)))
    .filter((field) => !plain || !isCompositeType(getNamedType(field.type)))
    .map((field) => `${field.name} ${selectionOf(field.type, true)}`)
  return `{ __typename ${inner.join(" ")} }`
}

/** How one gets to a type whose field has a place. One that is not here fails the proof. */
const ways: Readonly<Record<string, (field: string) => string>> = {
  Query: (field) => field,
  Mutation: (field) => field,
  Employee: (field) => `viewer { ${field} }`,
  Team: (field) => `teams(first: 3) { nodes { ${field} } }`,
  Home: (field) => `homes(filter: { postcode: "4901AB" }, first: 3) { nodes { ${field} } }`,
}

/** One document for each place, whatever id is asked: only its variable differs. */
export function documentOf({ key, on, field, path, type }: Place): string {
  const way = ways[on]
  if (!way) throw new Error(`no example for ${key}: say in ${__filename} how one gets to ${on}`)
  const asked = `${field.name}(${path[0]}: $value) ${selectionOf(field.type)}`
  return `${on === "Mutation" ? "mutation" : "query"} ($value: ${type}) { ${way(asked)} }`
}

const anybody: Own = { caseId: "", taskId: "", grantId: "", colleague: "", person: "" }

/** The places of a schema, before anything is asked. @throws for one that nobody has told this proof how to ask */
export function askablePlaces(schema: GraphQLSchema): Place[] {
  const places = placesOf(schema)
  for (const place of places) {
    documentOf(place)
    takenAt(place)
    variableOf(place, "", anybody)
  }
  return places
}
