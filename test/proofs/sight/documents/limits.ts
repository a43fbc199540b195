import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isObjectType,
} from "graphql"
import { schema } from "../model/answer"
import { most, usualPage } from "../model/lists"
import type { Variable } from "./template"

/** What the service refuses, a little below: levels, fragments among them; aliases; and rows that may be touched. */
const limits = { depth: 13, aliases: 30, rows: 20_000 }
/** What a count of a page is reckoned to touch. */
const countedRows = 20

interface Measured {
  readonly depth: number
  readonly aliases: number
  readonly rows: number
}

/** Whether the service would look at a document. */
export function isAllowed(document: DocumentNode, variables: readonly Variable[]): boolean {
  const measured = new Measure(document, variables).whole
  return measured.depth <= limits.depth && measured.aliases <= limits.aliases && measured.rows <= limits.rows
}

/** Measures a document as dear as it can be: with all it includes, and the largest numbers that its variables may have. */
class Measure {
  private readonly fragments = new Map<string, SelectionSetNode>()
  private readonly sizes: ReadonlyMap<string, number>

  constructor(
    private readonly document: DocumentNode,
    variables: readonly Variable[],
  ) {
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(each.name.value, each.selectionSet)
    this.sizes = new Map(
      variables.flatMap(({ name, filling }) => (filling.is === "size" ? [[name, filling.most] as const] : [])),
    )
  }

  get whole(): Measured {
    const [operation] = this.document.definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION ? [each] : [],
    )
    const query = schema.getQueryType()
    if (!operation || !query) throw new Error("a document without an operation")
    return this.below(operation.selectionSet, query)
  }

  private below({ selections }: SelectionSetNode, type: GraphQLObjectType | undefined): Measured {
    const all = selections.map((each) => this.one(each, type))
    return {
      depth: 1 + Math.max(...all.map(({ depth }) => depth)),
      aliases: all.reduce((sum, { aliases }) => sum + aliases, 0),
      rows: all.reduce((sum, { rows }) => sum + rows, 0),
    }
  }

  private one(each: SelectionNode, type: GraphQLObjectType | undefined): Measured {
    if (each.kind === Kind.FIELD) return this.field(each, type)
    const set = each.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(each.name.value) : each.selectionSet
    const condition = each.kind === Kind.INLINE_FRAGMENT ? each.typeCondition?.name.value : undefined
    const inner = condition === undefined ? type : schema.getType(condition)
    if (!set) throw new Error("a fragment that is not there")
    const measured = this.below(set, isObjectType(inner) ? inner : undefined)
    // The service counts a named fragment as two levels: where it is named, and itself.
    return each.kind === Kind.FRAGMENT_SPREAD ? { ...measured, depth: measured.depth + 1 } : measured
  }

  private field(node: FieldNode, type: GraphQLObjectType | undefined): Measured {
    const name = node.name.value
    const aliases = node.alias ? 1 : 0
    const to = type?.getFields()[name]
    const target = to && getNamedType(to.type)
    if (!node.selectionSet) return { depth: 0, aliases, rows: name === "totalCount" ? countedRows : 0 }
    const { depth, aliases: inner, rows } = this.below(node.selectionSet, isObjectType(target) ? target : undefined)
    return { depth, aliases: aliases + inner, rows: this.size(node, type?.name ?? "") * (1 + rows) }
  }

  /** How many rows a list or a page can give; of anything else there is one. */
  private size({ name, arguments: given = [] }: FieldNode, type: string): number {
    const asked = given.find((each) => each.name.value === "first" || each.name.value === "last")?.value
    if (asked?.kind === Kind.INT) return Number(asked.value)
    if (asked?.kind === Kind.VARIABLE) return this.sizes.get(asked.name.value) ?? usualPage
    const field = schema.getType(type)
    const isPage = isObjectType(field) && field.getFields()[name.value]?.args.some((each) => each.name === "after")
    return isPage ? usualPage : (most[`${type}.${name.value}`] ?? 1)
  }
}
