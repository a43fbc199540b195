import { type GraphQLObjectType, getNamedType } from "graphql"
import { type Bind, type Values, argumentsOf, arrayTextOf, bindOf } from "./binds"
import type { FieldNode, GraphQLField } from "./graphql-internals"
import { planCount, planList } from "./list-planner"
import type { Class } from "./marks"
import { type PageContext, emptyPage, planPage } from "./page-planner"
import type { Output, Plan, Possible, Predicate, Root, RowPlan, Served } from "./plan"
import type { Rights } from "./rights"
import { type Selected, SelectionReader } from "./selection"
import { type Column, type Entity, type Shape, type Source, columnOf } from "./shape"
import { withheldOf } from "./withheld"

type Field = GraphQLField<unknown, unknown>

const manyIds: Bind = { cast: "uuid[]", read: (values) => arrayTextOf("uuid", values.ids) }

/** One selection → one plan. Pure: it knows the shape and the rights, and reads of the values only what their signature shows. */
export class Planner implements PageContext {
  readonly selection: SelectionReader
  private readonly types = new Set<string>()
  private readonly categories = new Set<string>()
  private again = false

  constructor(
    readonly shape: Shape,
    readonly rights: Rights,
    private readonly selected: Selected,
    readonly values: Values,
  ) {
    this.selection = new SelectionReader(shape.schema, selected.fragments, values.variables)
  }

  /** A field of the root that has a mark. */
  field(field: Field): Plan {
    const mark = this.shape.mark(field)
    const given = (values: Values) => argumentsOf(field, values.node, values)
    if (mark?.is === "page") {
      const page = planPage(this, mark, field, this.selected.nodes, undefined)
      return this.planned(page ? { is: "page", page } : { is: "nothing", json: emptyPage })
    }
    if (mark?.is === "any") return this.planned(this.any((values) => given(values)[mark.argument]))
    if (mark?.is === "each") return this.planned(this.each())
    if (mark?.is === "known") return this.planned(this.known(mark.type))
    if (mark?.is === "self") return this.planned(this.oneOf(mark.of(), "id", (values) => values.actorId))
    if (mark?.is === "one") {
      return this.planned(this.oneOf(mark.of(), mark.property, (values) => given(values)[mark.argument]))
    }
    throw new Error(`${field.name} has no mark that a root field can have`)
  }

  /** The record of a payload that a verb wrote; its id comes with the values. */
  written(of: Class): Plan {
    return this.planned(this.oneOf(of, "id", (values) => values.ids[0]))
  }

  /** Rows by id, for a resolver that asks again. */
  byIds(of: Class): Plan {
    const entity = this.shape.entity(of)
    if (!this.rights.mayRead(entity.name)) return this.planned({ is: "nothing", json: "{}" })
    return this.planned({ is: "ids", row: this.row(entity, this.selected.nodes), ids: manyIds })
  }

  private planned(root: Root): Plan {
    return { root, ...this.served(), again: this.again }
  }

  private served(): Served {
    return { types: [...this.types].sort(), categories: [...this.categories].sort() }
  }

  private known(type: string): Root {
    if (!this.rights.mayRead(type)) return { is: "nothing", json: "null" }
    this.types.add(type)
    return { is: "known" }
  }

  private oneOf(of: Class, property: string, value: (values: Values) => unknown): Root {
    const entity = this.shape.entity(of)
    if (!this.rights.mayRead(entity.name)) return { is: "nothing", json: "null" }
    const bind = bindOf(columnOf(entity, property), value)
    const where: Predicate[] = this.rights.mayReadField(entity.name, property)
      ? [{ is: "compare", column: columnOf(entity, property), operator: "=", bind }]
      : [{ is: "never" }]
    return { is: "row", row: this.row(entity, this.selected.nodes), where }
  }

  private any(value: (values: Values) => unknown): Root {
    return { is: "any", rows: this.possible(), id: bindOf({ property: "id", name: "id", type: "uuid" }, value) }
  }

  private each(): Root {
    const asked: Bind = { cast: "int", read: ({ ids }) => String(new Set(ids.map((id) => id?.toLowerCase())).size) }
    return { is: "each", rows: this.possible(), ids: manyIds, asked }
  }

  /** A row of each type that the role may read, with what it alone serves. */
  private possible(): Possible[] {
    return this.shape.nodes
      .filter(({ name }) => this.rights.mayRead(name))
      .map((entity) => {
        this.types.clear()
        this.categories.clear()
        const row = this.row(entity, this.selected.nodes, { named: true })
        return { row, ...this.served() }
      })
  }

  tells({ name }: Entity): void {
    this.types.add(name)
  }

  row(
    entity: Entity,
    nodes: readonly FieldNode[],
    above: { named?: boolean; inherits?: boolean; cursor?: Column[] } = {},
  ): RowPlan {
    this.tells(entity)
    const type = this.shape.schema.getType(entity.name) as GraphQLObjectType
    const outputs = new Map<string, Output>()
    let category: Column | undefined
    for (const [key, same] of this.selection.fields(type, nodes)) {
      const field = type.getFields()[same[0]?.name.value ?? ""]
      const source = field && entity.fields.get(field.name)
      // __typename is the executor's own.
      if (!field || !source) continue
      if (source.is === "needs") {
        this.again ||= source.again
        for (const property of source.properties) {
          // A column that is no field of its own is read for the sake of this one.
          outputs.set(property, this.column(entity, property, property, property in type.getFields() ? property : field.name)) // prettier-ignore
        }
      } else {
        outputs.set(key, this.output(entity, key, field, source, same))
      }
      if (entity.guard?.fields.has(field.name)) category = entity.guard.category
      else if ("category" in source && source.category && this.rights.mayReadField(entity.name, field.name)) {
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
      case "tells": {
        const target = this.shape.entity(source.of())
        if (withheld || !this.rights.mayRead(target.name)) return { key, is: "constant", json: "null" }
        this.tells(target)
        return { key, is: "tells", function: source.function, of: source.properties.map((each) => columnOf(entity, each)) } // prettier-ignore
      }
      case "either":
        return withheld ? { key, is: "constant", json: "null" } : this.either(entity, key, source.of, field, nodes)
      case "list":
        return withheld ? { key, is: "constant", json: "[]" } : planList(this, entity, key, source, field, nodes)
      case "page": {
        const page = withheld ? undefined : planPage(this, source, field, nodes, entity)
        return page ? { key, is: "page", page } : { key, is: "constant", json: emptyPage }
      }
      case "count":
        return planCount(this, entity, key, source, withheld)
      case "withheld":
        return { key, is: "withheld", ...withheldOf(this.shape, this.rights, entity) }
    }
  }

  private column(entity: Entity, key: string, property: string, asked = property): Output {
    if (!this.rights.mayReadField(entity.name, asked)) return { key, is: "constant", json: "null" }
    const guarded = entity.guard?.fields.has(property) ?? false
    return { key, is: "column", column: columnOf(entity, property), guarded }
  }

  /** A union of rows above: each relation leads to the member of the union with its name. */
  private either(
    entity: Entity,
    key: string,
    relations: readonly string[],
    field: Field,
    nodes: readonly FieldNode[],
  ): Output {
    const union = getNamedType(field.type)
    const types = "getTypes" in union ? union.getTypes() : []
    const members = relations.flatMap((relation) => {
      const type = types.find(({ name }) => name.toLowerCase() === relation.toLowerCase())
      if (!type || !this.rights.mayRead(type.name)) return []
      return [{ via: columnOf(entity, relation), row: this.row(this.shape.entity(type.name), nodes, { named: true }) }]
    })
    return { key, is: "either", members, guarded: entity.guard?.fields.has(field.name) ?? false }
  }
}
