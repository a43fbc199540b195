import { type Values, argumentsOf, sizeOf } from "./binds"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import type { ListMark } from "./marks"
import type { PageContext } from "./page-planner"
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
  const { by, told, sharing = [] } = mark
  if (!rights.mayRead(target.name) || (by === undefined && !told)) return { key, is: "constant", json: "[]" }
  const [node] = nodes
  const relation = by === undefined ? undefined : columnOf(target, by)
  const size = (values: Values): number => sizeOf(node && argumentsOf(field, node, values)["first"], mark.max, mark.max)
  return {
    key,
    is: "list",
    by: [
      ...(relation ? ([[relation, columnOf(entity, "id")]] as const) : []),
      ...sharing.map(([own, above]) => [columnOf(target, own), columnOf(entity, above)] as const),
    ],
    told: told && { function: told.function, of: told.of.map((property) => columnOf(entity, property)) },
    where: readableBy(target, by === undefined ? [] : [by]),
    order: mark.order.map(([property, direction]) => [columnOf(target, property), direction] as const),
    size,
    max: mark.max,
    row: context.row(target, nodes, { inherits: relation ? inheritsCase(entity, target, relation) : false }),
  }
}
