import type { GraphQLObjectType } from "graphql"
import type { Rights } from "./rights"
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
