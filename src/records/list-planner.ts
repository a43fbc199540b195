import { type Values, argumentsOf, sizeOf } from "./binds"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import type { CountMark, ListMark } from "./marks"
import { type PageContext, absent } from "./page-planner"
import { readableBy } from "./pages"
import type { Output } from "./plan"
import { type Entity, columnOf, inheritsCase } from "./shape"

/** A list without pages, below a row: found by their relation to it, or told by a function. */
export function planList(
  context: PageContext,
  entity: Entity,
  key: string,
  mark: ListMark,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): Output {
  const { shape, rights } = context
  const target = shape.entity(mark.of())
  const { by, told } = mark
  if (!rights.mayRead(target.name) || (by === undefined && !told)) return { key, is: "constant", json: "[]" }
  const [node] = nodes
  const relation = by === undefined ? undefined : columnOf(target, by)
  const size = (values: Values): number => sizeOf(node && argumentsOf(field, node, values)["first"], mark.max, mark.max)
  return {
    key,
    is: "list",
    ...foundBelow(entity, target, mark),
    where: readableBy(target, by === undefined ? [] : [by]),
    order: mark.order.map(([property, direction]) => [columnOf(target, property), direction] as const),
    size,
    max: mark.max,
    row: context.row(target, nodes, { inherits: relation ? inheritsCase(entity, target, relation) : false }),
  }
}

/** By what the rows below a row are found: by columns that equal some of that above, or by a function that asks some. */
function foundBelow(
  entity: Entity,
  target: Entity,
  { by, told, sharing = [] }: Pick<ListMark, "by" | "told" | "sharing">,
) {
  return {
    by: [
      ...(by === undefined ? [] : ([[columnOf(target, by), columnOf(entity, "id")]] as const)),
      ...sharing.map(([own, above]) => [columnOf(target, own), columnOf(entity, above)] as const),
    ],
    told: told && { function: told.function, of: told.of.map((property) => columnOf(entity, property)) },
  }
}

/** How many rows hang under one, of those that exist for the actor: found as the list of them is. */
export function planCount(
  { shape, rights }: PageContext,
  entity: Entity,
  key: string,
  mark: CountMark,
  withheld: boolean,
): Output {
  const target = shape.entity(mark.of())
  const { by, told } = mark
  if (withheld || !rights.mayRead(target.name) || (by === undefined && !told)) return { key, is: "constant", json: "0" }
  return {
    key,
    is: "count",
    entity: target,
    ...foundBelow(entity, target, mark),
    where: [...absent(target, mark.where), ...readableBy(target, by === undefined ? [] : [by])],
  }
}
