import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql"
import { schema } from "../model/answer"

type Field = GraphQLField<unknown, unknown>

/** The types of objects that a field can lead to. */
export function targetsOf(field: Field): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type)
  return isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

/** A field of a type, on the way from the root. */
export interface Step {
  readonly field: Field
  readonly type: string
}

const edgeOf = (type: string, field: string): string => `${type}.${field}`
const pairOf = (above: string, below: string): string => `${above} -> ${below}`

/** An alias is the name of its field with a number behind it. */
const nameOfKey = (key: string): string => key.replace(/_\d+$/, "")

/** Every two neighbouring edges of the schema that a query can walk, and which of them were walked over a row that was there. */
export class Edges {
  private readonly open = new Map<string, Set<string>>()
  private readonly paths = new Map<string, readonly Step[]>()
  readonly total: number

  constructor() {
    const query = schema.getQueryType()
    if (!query) throw new Error("there is nothing to ask")
    this.follow(query)
    this.total = this.left
  }

  /** From the root in breadth, so that the path to each edge is a shortest one. */
  private follow(query: GraphQLObjectType): void {
    const queue: { type: GraphQLObjectType; path: readonly Step[] }[] = [{ type: query, path: [] }]
    for (const { type, path } of queue) {
      for (const field of Object.values(type.getFields())) {
        const edge = edgeOf(type.name, field.name)
        if (this.paths.has(edge)) continue
        const here = [...path, { type: type.name, field }]
        this.paths.set(edge, here)
        const below = targetsOf(field)
        const pairs = below.flatMap((target) =>
          Object.keys(target.getFields()).map((name) => edgeOf(target.name, name)),
        )
        if (pairs.length) this.open.set(edge, new Set(pairs))
        for (const target of below) queue.push({ type: target, path: here })
      }
    }
  }

  get left(): number {
    let sum = 0
    for (const pairs of this.open.values()) sum += pairs.size
    return sum
  }

  get covered(): number {
    return this.total - this.left
  }

  /** Notes that a field was read of a row, and by which field the row was come by. */
  readonly walked = ({ path, parentType, fieldName }: GraphQLResolveInfo): void => {
    if (!this.open.size) return
    let above = path.prev
    while (above && typeof above.key === "number") above = above.prev
    if (!above || above.typename === undefined) return
    const edge = edgeOf(above.typename, nameOfKey(String(above.key)))
    const pairs = this.open.get(edge)
    if (pairs?.delete(edgeOf(parentType.name, fieldName)) && !pairs.size) this.open.delete(edge)
  }

  /** How many pairs below this edge nobody walked yet. */
  leftBelow(type: string, field: string): number {
    return this.open.get(edgeOf(type, field))?.size ?? 0
  }

  isOpen(above: string | undefined, type: string, field: string): boolean {
    return above !== undefined && (this.open.get(above)?.has(edgeOf(type, field)) ?? false)
  }

  /** The fields that lead from the root to a pair that nobody walked yet, and the types that they pass. */
  wanted(pick: <T>(from: readonly T[]) => T): { steps: readonly Step[]; types: readonly string[] } | undefined {
    if (!this.open.size) return undefined
    const edge = pick([...this.open.keys()])
    const [type = "", name = ""] = pick([...(this.open.get(edge) ?? [])]).split(".")
    const last = schema.getType(type) as GraphQLObjectType
    const steps = [...(this.paths.get(edge) ?? []), { type, field: last.getFields()[name] as Field }]
    return { steps, types: steps.map((step) => step.type) }
  }

  /** The first few that nobody walked. */
  missing(count = 5): string[] {
    return [...this.open].flatMap(([above, pairs]) => [...pairs].map((below) => pairOf(above, below))).slice(0, count)
  }
}
