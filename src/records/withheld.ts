import type { GraphQLObjectType } from "graphql"
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

/** The types of which a role reads some fields and not others, and that have no field to say so. */
export function unnamed(shape: Shape): string[] {
  return [...shape.entities.values()].flatMap((entity) => {
    if ([...entity.fields.values()].some(({ is }) => is === "withheld")) return []
    const half = roles.filter((role) => {
      const rights = rightsFor(role)
      return rights.mayRead(entity.name) && withheldOf(shape, rights, entity).always.length
    })
    return half.map((role) => `${entity.name}: a ${role} is not told which fields are withheld`)
  })
}
