import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from "graphql"
import type { DataSource, EntityMetadata } from "typeorm"
import { faultsOf } from "./mark-faults"
import { lostIn, typesWithId } from "./nodes"
import { type Category, type Class, type Mark, type Subject, concernsOf, guardOf } from "./marks"

/** A column, as a statement names it. */
export interface Column {
  readonly property: string
  readonly name: string
  readonly type: string
}

/** A type of the schema that has rows: its table, and where each of its fields comes from. Made once, when the service starts. */
export interface Entity {
  readonly name: string
  readonly table: string
  readonly columns: ReadonlyMap<string, Column>
  readonly concerns: Partial<Record<Subject, Column>>
  readonly fields: ReadonlyMap<string, Source>
  readonly guard: EntityGuard | undefined
}

/** What is withheld of a row from whoever may not read its category, unless she opened its case in an emergency. */
export interface EntityGuard {
  readonly category: Column
  readonly case: Column
  readonly fields: ReadonlySet<string>
}

interface ColumnSource {
  is: "column"
  column: Column
  category: Category | undefined
}
/** Where a field comes from: a column, a row above, or what its mark says. */
export type Source =
  | ColumnSource
  | { is: "above"; target: string; key: Column; category: Category | undefined }
  | Exclude<Mark, { is: (typeof ofRoots)[number] }>

/** What only a root field, or one of a payload, can be. */
const ofRoots = ["self", "any", "each", "one", "known", "written"] as const
const isOfRoots = (mark: Mark): mark is Extract<Mark, { is: (typeof ofRoots)[number] }> =>
  (ofRoots as readonly string[]).includes(mark.is)

export interface Shape {
  readonly schema: GraphQLSchema
  readonly entities: ReadonlyMap<string, Entity>
  /** What is found by an id alone. */
  readonly nodes: readonly Entity[]
  entity(target: Class | string): Entity
  mark(field: GraphQLField<unknown, unknown>): Mark | undefined
}

export class ShapeError extends Error {}

export const markOf = (field: GraphQLField<unknown, unknown>): Mark | undefined =>
  field.extensions["mark"] as Mark | undefined

/**
 * Reads TypeORM's metadata and the marks into one description.
 * @throws ShapeError naming every field that has no source and every mark that points nowhere
 */
export function shapeOf(schema: GraphQLSchema, dataSource: DataSource): Shape {
  const faults: string[] = []
  const entities = new Map<string, Entity>()
  for (const meta of dataSource.entityMetadatas) {
    const type = schema.getType(meta.name)
    const columns = columnsOf(meta)
    const fields = new Map<string, Source>()
    if (isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const source = sourceOf(meta, columns, field)
        if (source) fields.set(field.name, source)
        else faults.push(`${meta.name}.${field.name} is neither a column nor a relation, and carries no mark`)
      }
    }
    const concerns = Object.fromEntries(
      Object.entries(concernsOf(meta.target)).map(([subject, property]) => [subject, columns.get(property)]),
    ) as Partial<Record<Subject, Column>>
    const guard = entityGuardOf(meta.target, columns)
    entities.set(meta.name, { name: meta.name, table: meta.tableName, columns, concerns, fields, guard })
  }
  const entity = (target: Class | string): Entity => {
    const found = entities.get(typeof target === "string" ? target : target.name)
    if (!found) throw new ShapeError(`${typeof target === "string" ? target : target.name} is no entity`)
    return found
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields()))
      faults.push(...faultsOf(type.name, field, markOf(field), entities))
  }
  faults.push(...lostIn(schema, entities))
  if (faults.length) throw new ShapeError(faults.join("\n"))
  const nodes = typesWithId(schema).map(({ name }) => entity(name))
  return { schema, entities, nodes, entity, mark: markOf }
}

/** @throws ShapeError for a property that has no column; `shapeOf` has refused such marks already */
export function columnOf(entity: Entity, property: string): Column {
  const column = entity.columns.get(property)
  if (!column) throw new ShapeError(`${entity.name}.${property} is not a column`)
  return column
}

/** A child below its own case: the trail has that case from the row above. */
export const inheritsCase = (above: Entity, target: Entity, by: Column): boolean =>
  above.concerns.case?.property === "id" && target.concerns.case?.name === by.name

/** Columns by property; a relation to a row above has the column of its key, under its own name. */
function columnsOf(meta: EntityMetadata): Map<string, Column> {
  const columns = new Map<string, Column>()
  for (const column of meta.columns) {
    const type = typeof column.type === "string" ? column.type : "text"
    if (!column.relationMetadata)
      columns.set(column.propertyName, { property: column.propertyName, name: column.databaseName, type })
  }
  for (const relation of meta.relations) {
    const key = relation.joinColumns[0]
    if (key)
      columns.set(relation.propertyName, { property: relation.propertyName, name: key.databaseName, type: "uuid" })
  }
  return columns
}

function entityGuardOf(target: unknown, columns: ReadonlyMap<string, Column>): EntityGuard | undefined {
  const mark = guardOf(target)
  if (!mark) return undefined
  const [category, dossier] = [columns.get(mark.by), columns.get(mark.case)]
  if (!category || !dossier) throw new ShapeError(`${mark.by} and ${mark.case} are to be columns of what they guard`)
  return { category, case: dossier, fields: new Set(mark.fields) }
}

function sourceOf(
  meta: EntityMetadata,
  columns: Map<string, Column>,
  field: GraphQLField<unknown, unknown>,
): Source | undefined {
  const mark = markOf(field)
  if (mark) return isOfRoots(mark) ? undefined : mark
  const column = columns.get(field.name)
  if (!column) return undefined
  const category = field.extensions["category"] as Category | undefined
  if (meta.relations.some((relation) => relation.propertyName === field.name)) {
    return { is: "above", target: getNamedType(field.type).name, key: column, category }
  }
  return { is: "column", column, category }
}
