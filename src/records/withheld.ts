import { type GraphQLObjectType, type GraphQLOutputType, isListType, isNonNullType } from "graphql"
import { roles } from "../permissions/actor"
import { type Rights, rightsFor } from "./rights"
import type { Entity, Shape } from "./shape"

/**
 * Which fields of a type are null because they are withheld: those that the role may not read, and those that the category of the row
 * withholds from whoever may not read it. Said whether there is a value or not.
 */
export function withheldOf(shape: Shape, rights: Rights, entity: Entity): { always: string[]; guarded: string[] } {
  const type = shape.schema.getType(entity.name) as GraphQLObjectType
  const fields = Object.keys(type.getFields())
  const always = fields.filter((name) => !rights.mayReadField(entity.name, name))
  const guarded = fields.filter((name) => entity.guard?.fields.has(name) && !always.includes(name))
  return { always, guarded }
}

/** What a role reads in part: a type without a field that says so, and a field withheld that can be neither null nor empty. */
export function unsaid(shape: Shape): string[] {
  return [...shape.entities.values()].flatMap((entity) => {
    const says = [...entity.fields.values()].some(({ is }) => is === "withheld")
    const fields = (shape.schema.getType(entity.name) as GraphQLObjectType).getFields()
    return roles.flatMap((role) => {
      const rights = rightsFor(role)
      const { always } = withheldOf(shape, rights, entity)
      if (!rights.mayRead(entity.name) || !always.length) return []
      const halfway = [...entity.fields].filter(
        ([name, source]) =>
          source.is === "needs" && !always.includes(name) && source.properties.some((each) => always.includes(each)),
      )
      const full = always.filter((name) => !canBeEmpty(fields[name]?.type))
      return [
        ...(says ? [] : [`${entity.name}: a ${role} is not told which fields are withheld`]),
        ...halfway.map(([name]) => `${entity.name}.${name}: is worked out of what is withheld from a ${role}`),
        ...full.map((name) => `${entity.name}.${name}: is withheld from a ${role}, and has nothing to say so`),
      ]
    })
  })
}

/** In the place of what is withheld stands null, an empty list or page, or a count of none. */
function canBeEmpty(type: GraphQLOutputType | undefined): boolean {
  if (!isNonNullType(type)) return true
  const { ofType } = type
  return isListType(ofType) || String(ofType) === "Int" || String(ofType).endsWith("Connection")
}
