import type { FragmentDefinitionNode, GraphQLObjectType, GraphQLOutputType } from "graphql"
import { getNamedType } from "graphql"
import { type Bind, type Values, argumentsOf, arrayTextOf, bindOf, sizeOf } from "./binds"
import { type FieldNode, type GraphQLField, collectSubfields } from "./graphql-internals"
import { grouped } from "./grouping"
import { keyOf } from "./keys"
import type { Class, CountMark, ListMark, Mark, PageMark } from "./marks"
import { cursorOrder, ordering, predicatesOf, sideOf } from "./pages"
import type { Output, PagePlan, Plan, Predicate, Root, RowPlan } from "./plan"
import type { Rights } from "./rights"
import type { Column, Entity, Shape, Source } from "./shape"

/** What a field of the operation is planned from. */
export interface Selection {
  readonly nodes: readonly FieldNode[]
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
}

type Field = GraphQLField<unknown, unknown>
type AnyMark = Extract<Mark, { is: "any" }>

/** One selection → one plan. Pure: it knows the shape and the rights, and reads of the values only what their signature shows. */
export class Planner {
  private readonly types = new Set<string>()
  private readonly categories = new Set<string>()
  private again = false

  constructor(
    private readonly shape: Shape,
    private readonly rights: Rights,
    private readonly selection: Selection,
    private readonly values: Values,
  ) {}

  /** A field of the root that has a mark. */
  field(field: Field): Plan {
    const mark = this.shape.mark(field)
    if (mark?.is === "page") return this.planned(this.pageRoot(mark, field))
    if (mark?.is === "any") return this.planned(this.anyRoot(mark, field))
    if (mark?.is === "self") return this.planned(this.rowRoot(mark.of(), "id", (values) => values.actorId))
    if (mark?.is === "one") {
      const [node] = this.selection.nodes
      return this.planned(
        this.rowRoot(mark.of(), mark.property, (values) => node && argumentsOf(field, node, values)[mark.argument]),
      )
    }
    throw new Error(`${field.name} has no mark that a root field can have`)
  }

  /** The record of a payload that a verb wrote; its id comes with the values. */
  written(of: Class): Plan {
    return this.planned(this.rowRoot(of, "id", (values) => values.ids[0]))
  }

  /** Rows by id, for a resolver that asks again. */
  byIds(of: Class): Plan {
    const entity = this.shape.entity(of)
    if (!this.rights.mayRead(entity.name)) return this.planned({ is: "nothing", json: "{}" })
    const ids: Bind = { cast: "uuid[]", read: (values) => arrayTextOf("uuid", values.ids) }
    return this.planned({ is: "ids", row: this.row(entity, this.selection.nodes), ids })
  }

  private planned(root: Root): Plan {
    return { root, types: [...this.types].sort(), categories: [...this.categories].sort(), again: this.again }
  }

  private rowRoot(of: Class, property: string, value: (values: Values) => unknown): Root {
    const entity = this.shape.entity(of)
    if (!this.rights.mayRead(entity.name)) return { is: "nothing", json: "null" }
    const column = columnOf(entity, property)
    const where: Predicate[] = this.rights.mayReadField(entity.name, property)
      ? [{ is: "compare", column, operator: "=", bind: bindOf(column, value) }]
      : [{ is: "never" }]
    return { is: "row", row: this.row(entity, this.selection.nodes), where }
  }

  private pageRoot(mark: PageMark, field: Field): Root {
    const page = this.page(mark, field, this.selection.nodes, undefined)
    return typeof page === "string" ? { is: "nothing", json: page } : { is: "page", page }
  }

  private anyRoot(mark: AnyMark, field: Field): Root {
    const [node] = this.selection.nodes
    const rows = mark
      .of()
      .map((of) => this.shape.entity(of))
      .filter((entity) => this.rights.mayRead(entity.name))
    const id = bindOf(
      { property: "id", name: "id", type: "uuid" },
      (values) => node && argumentsOf(field, node, values)[mark.argument],
    )
    return { is: "any", rows: rows.map((entity) => this.row(entity, this.selection.nodes, { named: true })), id }
  }

  private row(
    entity: Entity,
    nodes: readonly FieldNode[],
    above: { named?: boolean; inherits?: boolean; cursor?: Column[] } = {},
  ): RowPlan {
    this.types.add(entity.name)
    const type = this.shape.schema.getType(entity.name) as GraphQLObjectType
    const outputs = new Map<string, Output>()
    let category: Column | undefined
    for (const [key, same] of this.fields(type, nodes, keyOf)) {
      const [node] = same
      if (!node || node.name.value === "__typename") continue
      const field = type.getFields()[node.name.value] as Field
      const source = entity.fields.get(field.name)
      if (!source) throw new Error(`${entity.name}.${field.name} has no source`)
      if (source.is === "needs") {
        this.again ||= source.again
        for (const property of source.properties) outputs.set(property, this.column(entity, property, property))
      } else {
        outputs.set(key, this.output(entity, key, field, source, same))
      }
      if (source.is === "column" && source.category && this.rights.mayReadField(entity.name, field.name)) {
        if ("always" in source.category) this.categories.add(source.category.always)
        else category = columnOf(entity, source.category.column)
      }
    }
    const { case: dossier, ...others } = entity.concerns
    const concerns = above.inherits || !dossier ? others : { ...others, case: dossier }
    return {
      entity,
      outputs: [...outputs.values()],
      named: above.named ?? false,
      cursor: above.cursor ?? [],
      concerns,
      category,
    }
  }

  private output(
    entity: Entity,
    key: string,
    field: Field,
    source: Exclude<Source, { is: "needs" }>,
    nodes: readonly FieldNode[],
  ): Output {
    const withheld = !this.rights.mayReadField(entity.name, field.name)
    switch (source.is) {
      case "column":
        return this.column(entity, key, field.name)
      case "above": {
        const target = this.shape.entity(source.target)
        if (withheld || !this.rights.mayRead(target.name)) return { key, is: "constant", json: "null" }
        return { key, is: "above", via: source.key, row: this.row(target, nodes) }
      }
      case "either": {
        if (withheld) return { key, is: "constant", json: "null" }
        const members = source.of.map((relation) => ({
          via: columnOf(entity, relation),
          target: this.targetOf(entity, field, relation),
        }))
        const readable = members.filter(({ target }) => this.rights.mayRead(target.name))
        return {
          key,
          is: "either",
          members: readable.map(({ via, target }) => ({ via, row: this.row(target, nodes, { named: true }) })),
        }
      }
      case "list":
        return withheld ? { key, is: "constant", json: "[]" } : this.list(entity, key, source, field, nodes)
      case "page": {
        const page = this.page(source, field, nodes, entity)
        return typeof page === "string" ? { key, is: "constant", json: page } : { key, is: "page", page }
      }
      case "count":
        return this.count(key, source, withheld)
    }
  }

  private column(entity: Entity, key: string, property: string): Output {
    if (!this.rights.mayReadField(entity.name, property)) return { key, is: "constant", json: "null" }
    return { key, is: "column", column: columnOf(entity, property) }
  }

  private list(entity: Entity, key: string, mark: ListMark, field: Field, nodes: readonly FieldNode[]): Output {
    const target = this.shape.entity(mark.of())
    if (!this.rights.mayRead(target.name) || mark.by === undefined) return { key, is: "constant", json: "[]" }
    const [node] = nodes
    const by = columnOf(target, mark.by)
    const size = (values: Values): number =>
      sizeOf(node && argumentsOf(field, node, values)["first"], mark.max, mark.max)
    const order = mark.order.map(([property, direction]) => [columnOf(target, property), direction] as const)
    const row = this.row(target, nodes, { inherits: inherits(entity, target, by) })
    return { key, is: "list", by, order, size, max: mark.max, row }
  }

  private count(key: string, mark: CountMark, withheld: boolean): Output {
    const target = this.shape.entity(mark.of())
    if (withheld || mark.by === undefined || !this.rights.mayRead(target.name))
      return { key, is: "constant", json: "0" }
    const where = Object.values(mark.where ?? {}).map((filter): Predicate => ({
      is: "null",
      column: columnOf(target, filter.property),
      absent: true,
    }))
    return { key, is: "count", entity: target, by: columnOf(target, mark.by), where }
  }

  /** A page, or the JSON of an empty one where the role may not read the type. */
  private page(
    mark: PageMark,
    field: Field,
    nodes: readonly FieldNode[],
    above: Entity | undefined,
  ): PagePlan | string {
    const target = this.shape.entity(mark.of())
    const [node] = nodes
    if (!node || !this.rights.mayRead(target.name)) return emptyPage
    if (above && !this.rights.mayReadField(above.name, field.name)) return emptyPage
    const given = (values: Values): Readonly<Record<string, unknown>> => argumentsOf(field, node, values)
    const { backward, beyond, size } = sideOf(given, this.values)
    const { name, columns } = ordering(target, mark, given(this.values)["orderBy"])
    const may = (property: string): boolean => this.rights.mayReadField(target.name, property)
    const where = predicatesOf(target, mark, given, this.values, may)
    if (!columns.every(([column]) => may(column.property))) where.push({ is: "never" })
    const asked = this.asked(field.type, nodes)
    const by = mark.by === undefined ? undefined : columnOf(target, mark.by)
    const cursor = asked.cursors ? columns.map(([column]) => column) : []
    const rows =
      asked.rows.length || asked.cursors
        ? this.row(target, asked.rows, { cursor, inherits: !!above && !!by && inherits(above, target, by) })
        : undefined
    return {
      entity: target,
      by,
      where,
      ordering: name,
      order: backward
        ? columns.map(([column, direction]) => [column, direction === "asc" ? "desc" : "asc"] as const)
        : columns,
      backward,
      after: beyond ? cursorOrder(name, columns, given, beyond) : [],
      size,
      rows,
      asks: { more: asked.more, total: asked.total },
    }
  }

  /** What of a connection is asked: its rows under nodes and edges alike, cursors, whether there are more, how many in all. */
  private asked(type: GraphQLOutputType, nodes: readonly FieldNode[]) {
    const connection = getNamedType(type) as GraphQLObjectType
    const fields = this.named(connection, nodes)
    const edges = fields.get("edges") ?? []
    const edge = edges.length
      ? this.named(getNamedType(connection.getFields()["edges"]?.type) as unknown as GraphQLObjectType, edges)
      : undefined
    const info = fields.get("pageInfo") ?? []
    const asksOf = info.length
      ? this.named(this.shape.schema.getType("PageInfo") as GraphQLObjectType, info)
      : undefined
    return {
      rows: [...(fields.get("nodes") ?? []), ...(edge?.get("node") ?? [])],
      cursors: !!edge?.has("cursor") || !!asksOf?.has("startCursor") || !!asksOf?.has("endCursor"),
      more: !!asksOf?.has("hasNextPage") || !!asksOf?.has("hasPreviousPage"),
      total: fields.has("totalCount"),
    }
  }

  private named(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
    return this.fields(type, nodes, (node) => node.name.value)
  }

  /** The fields asked of a type; those that ask the same are joined under one key, whatever their aliases. */
  private fields(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    key: (node: FieldNode) => string,
  ): Map<string, FieldNode[]> {
    const found = collectSubfields(
      this.shape.schema,
      this.selection.fragments,
      this.values.variables,
      type,
      nodes as FieldNode[],
    )
    return grouped([...found.values()].flat(), key)
  }

  /** The type that a relation of a union leads to: the member of the union with that name. */
  private targetOf(entity: Entity, field: Field, relation: string): Entity {
    const union = getNamedType(field.type)
    const members = "getTypes" in union ? union.getTypes() : []
    const member = members.find((type) => type.name.toLowerCase() === relation.toLowerCase())
    if (!member) throw new Error(`${entity.name}.${field.name}: no member for ${relation}`)
    return this.shape.entity(member.name)
  }
}

export const emptyPage = JSON.stringify({
  nodes: [],
  more: false,
  backward: false,
  beyond: false,
  totalCount: 0,
  order: "",
})

function columnOf(entity: Entity, property: string): Column {
  const column = entity.columns.get(property)
  if (!column) throw new Error(`${entity.name}.${property} is not a column`)
  return column
}

/** A child below its own case: the trail has that case from the row above. */
const inherits = (above: Entity, target: Entity, by: Column): boolean =>
  above.concerns.case?.property === "id" && target.concerns.case?.name === by.name
