import { composed } from "../documents/composer"
import type { Edges } from "../documents/edges"
import type { Template } from "../documents/template"
import type { Cursors } from "../model/cursors"
import type { Facts } from "../model/facts"
import { mayRead } from "../model/roles"
import { isVisible } from "../model/existence"
import type { Employee, Row, TypeName } from "../model/rows"
import type { Clause } from "../clauses"
import type { Ledger, Variants } from "../questions/ledger"
import type { Pools } from "../questions/pools"
import type { Question } from "../questions/question"
import type { Random } from "../random"
import { aimOf, fits } from "./aims"
import { type Variables, filled } from "./filling"

/** A document, put by an actor. */
export interface Ask {
  readonly actor: string
  readonly template: Template
  readonly variables: Variables
  readonly questions: readonly Question[]
  readonly trace: string
}

/** What asks are made from. */
export interface Sources {
  readonly random: Random
  readonly edges: Edges
  readonly cursors: Cursors
  readonly ledger: Ledger
  readonly facts: Facts
  readonly variants: Variants
  pools: Pools
  /** How many actors are given the same document: to write and compile each anew leaves time for fewer askings. */
  askedBy: number
}

/** A new document, and askings of it: about what some clause decides, or along a way through the schema that nobody walked yet. */
export function newAsks(sources: Sources, only?: Clause): Ask[] {
  const { random, edges } = sources
  if (only === undefined && edges.left && random.chance(0.85)) return alongEdges(sources)
  if (only === undefined && random.chance(0.25)) return anything(sources)
  const first = sources.pools.wanted("service", sources.ledger, only) ?? sources.pools.draw("Case")
  if (!first) return []
  const aim = aimOf(first, random)
  const companions = sources.pools.beside("service", first, sources.ledger, (other) => fits(aim, other)).slice(0, 2)
  const aims = [aim, ...companions.map(() => aim)]
  const template = composed(random, edges, aims)
  const asks = [asked(sources, template, [first, ...companions])]
  for (let nth = 1; nth < sources.askedBy; nth++) {
    const next = another(sources, (question) => fits(aim, question), only)
    if (next) asks.push(asked(sources, template, [next, ...sources.pools.beside("service", next, sources.ledger, (other) => fits(aim, other)).slice(0, 2)])) // prettier-ignore
  }
  return asks
}

function another(
  { pools, ledger }: Sources,
  suits: (question: Question) => boolean,
  only?: Clause,
): Question | undefined {
  for (let tries = 0; tries < 12; tries++) {
    const question = pools.wanted("service", ledger, only)
    if (question && suits(question)) return question
  }
  return undefined
}

function alongEdges(sources: Sources): Ask[] {
  const { random, edges, facts } = sources
  const wanted = edges.wanted((from) => random.pick(from))
  if (!wanted) return []
  const template = composed(random, edges, [], wanted.steps)
  const able = facts.all("Employee").filter((employee) => wanted.types.every((type) => !isRecord(type) || mayRead(employee.role, type))) // prettier-ignore
  const actors = able.length ? able : facts.all("Employee")
  const times = edges.left > 60 ? 3 : 9
  return Array.from({ length: times }, () => asked(sources, template, [], random.pick(actors)))
}

/** About nothing in particular: lists above all, narrowed and ordered at random, by anybody. */
function anything(sources: Sources): Ask[] {
  const template = composed(sources.random, sources.edges, [])
  return Array.from({ length: sources.askedBy }, () => asked(sources, template, []))
}

const isRecord = (type: string): boolean => !/Connection$|Edge$|^PageInfo$|^Query$/.test(type)

/** One of those rows that exist for somebody; it is not looked for long. */
function visibleTo({ random, facts, variants }: Sources, id: string, type: TypeName): string | undefined {
  const actor = facts.find("Employee", id)
  const rows: readonly Row[] = facts.all(type)
  for (let tries = 0; actor && rows.length && tries < 20; tries++) {
    const row = random.pick(rows)
    if (isVisible(variants.rule, actor, type, row)) return row.id
  }
  return undefined
}

function asked(sources: Sources, template: Template, questions: readonly Question[], by?: Employee): Ask {
  const { random, facts, cursors } = sources
  const actor = by?.id ?? questions[0]?.actor ?? random.pick(facts.all("Employee")).id
  return {
    actor,
    template,
    questions,
    variables: filled(template, questions, facts, cursors, random, (type) => visibleTo(sources, actor, type)),
    trace: random.uuid().replaceAll("-", ""),
  }
}
