import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from "graphql"
import { Fault } from "../platform/errors"

/** What one document may hold, once its fragments are expanded. */
const most = {
  /** Fields, and spreads of fragments: what is compiled grows with them. */
  selections: 1_500,
  /** Pairs of fields under one name, which validation compares with each other. */
  pairs: 20_000,
  /** Fragments, which it compares too. */
  fragments: 100,
  directives: 100,
}

/**
 * Counts what validating a document would cost, in a time that is bounded itself. The document may be invalid in every way but one: no
 * fragment leads back to itself.
 * @returns its selections, with fragments expanded
 * @throws Fault TOO_EXPENSIVE
 */
export function refuseUnbounded(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  )
  if (fragments.size > most.fragments || directivesOf(document) > most.directives) throw new Fault("TOO_EXPENSIVE")
  const count = new Count(fragments)
  for (const each of document.definitions) if (each.kind === Kind.OPERATION_DEFINITION) count.level([each.selectionSet])
  // What is led to from nowhere is validated too.
  for (const { name, selectionSet } of fragments.values())
    if (!count.spreads.has(name.value)) count.level([selectionSet])
  return count.selections
}

function directivesOf(document: DocumentNode): number {
  let count = 0
  visit(document, {
    Directive: () => {
      count++
    },
  })
  return count
}

/** The fields of one name at one place. */
interface Same {
  count: number
  readonly below: SelectionSetNode[]
}

/** Fields of one name at one place are merged: validation compares each two of them, and what stands below them likewise. */
class Count {
  selections = 0
  readonly spreads = new Set<string>()
  private pairs = 0

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  level(sets: readonly SelectionSetNode[]): void {
    const fields = new Map<string, Same>()
    for (const set of sets) this.collect(set, fields)
    for (const { count, below } of fields.values()) {
      this.pairs += (count * (count - 1)) / 2
      if (this.pairs > most.pairs) throw new Fault("TOO_EXPENSIVE")
      if (below.length) this.level(below)
    }
  }

  private collect(set: SelectionSetNode, fields: Map<string, Same>): void {
    for (const selection of set.selections) {
      if (++this.selections > most.selections) throw new Fault("TOO_EXPENSIVE")
      if (selection.kind === Kind.INLINE_FRAGMENT) this.collect(selection.selectionSet, fields)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) this.spread(selection.name.value, fields)
      else {
        const name = (selection.alias ?? selection.name).value
        const same = fields.get(name) ?? { count: 0, below: [] }
        fields.set(name, same)
        same.count++
        if (selection.selectionSet) same.below.push(selection.selectionSet)
      }
    }
  }

  private spread(name: string, fields: Map<string, Same>): void {
    this.spreads.add(name)
    const fragment = this.fragments.get(name)
    if (fragment) this.collect(fragment.selectionSet, fields)
  }
}
