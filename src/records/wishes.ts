import type { GraphQLResolveInfo } from "graphql"
import { grouped } from "./grouping"
import { placeOf } from "./place"
import type { Wish } from "./statements"

/** One field's question, waiting for the others of its operation. */
export interface Wanted {
  readonly info: GraphQLResolveInfo
  readonly wish: Wish
  readonly ids: readonly string[]
  readonly position: number
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Wishes for rows by id from the same field become one: a resolver that asks again for each of many rows asks once. */
export function joined(wanted: readonly Wanted[]): Wanted[] {
  const groups = grouped(wanted, (each): unknown => (each.wish.is === "ids" ? placeOf(each.info).join("/") : each))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first || group.length === 1) return group
    return [
      {
        ...first,
        ids: [...new Set(group.flatMap(({ ids }) => ids))],
        resolve: (value: unknown) => group.forEach(({ resolve }) => resolve(value)),
        reject: (error: unknown) => group.forEach(({ reject }) => reject(error)),
      },
    ]
  })
}
