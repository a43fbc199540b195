import { abilityOf } from "../permissions/ability"
import { type Role, servedBy } from "../permissions/actor"
import type { AnyAbility } from "@casl/ability"

/**
 * Which types and fields a role may read. Asked when a statement is compiled, never of a row that was read: what is withheld is not
 * in the statement. Which rows exist is not asked here; that is the row rule's.
 */
export interface Rights {
  /** Names the rights in the key of a compiled statement. */
  readonly key: string
  /** The role comes by cases through grants; those who supervise see the metadata of all. */
  readonly byGrant: boolean
  mayRead(type: string): boolean
  mayReadField(type: string, field: string): boolean
}

export function rightsOf(key: string, ability: AnyAbility, byGrant = true): Rights {
  const conditional = ability.rules.filter((rule) => rule.action === "read" && rule.conditions)
  if (conditional.length) throw new Error(`${key}: a right to read may not depend on the row; say it in the row rules`)
  return {
    key,
    byGrant,
    mayRead: (type) => ability.can("read", type),
    mayReadField: (type, field) => ability.can("read", type, field),
  }
}

const known = new Map<Role, Rights>()

/** The rights of a role, worked out once. */
export function rightsFor(role: Role): Rights {
  let rights = known.get(role)
  if (!rights) known.set(role, (rights = rightsOf(role, abilityOf(role), servedBy(role) === "woonrust_staff")))
  return rights
}
