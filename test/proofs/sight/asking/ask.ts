import { Composer } from "../documents/composer"
import type { Edges } from "../documents/edges"
import type { Template } from "../documents/template"
import type { Cursors } from "../model/cursors"
import type { Facts } from "../model/facts"
import { mayRead } from "../model/roles"
import type { Employee } from "../model/rows"
import type { Clause } from "../clauses"
import type { Ledger } from "../questions/ledger"
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
  facts: Facts
  pools: Pools
}

/** How many actors are given the same document: to write and compile each anew would leave time for few. */
const askedBy = 24

/** A new document, and askings of it: about what some clause decides, or along a way through the schema that nobody walked yet. */
export function newAsks(sources: Sources, only?: Clause): Ask[] {
  const { random, edges } = sources
  if (only === undefined && edges.left && random.chance(0.5)) return alongEdges(sources)
  const first = sources.pools.wanted("service", sources.ledger, only) ?? sources.pools.draw("Case")
  if (!first) return []
  const aim = aimOf(first, random)
  const companions = sources.pools.beside("service", first, (other) => fits(aim, other)).slice(0, 2)
  const aims = [aim, ...companions.map(() => aim)]
  const template = new Composer(random, edges).compose(aims)
  const asks = [asked(sources, template, [first, ...companions])]
  for (let nth = 1; nth < askedBy; nth++) {
    const next = another(sources, (question) => fits(aim, question), only)
    if (next) asks.push(asked(sources, template, [next, ...sources.pools.beside("service", next, (other) => fits(aim, other)).slice(0, 2)])) // prettier-ignore
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
  const template = new Composer(random, edges).compose([], wanted.steps)
  const able = facts.all("Employee").filter((employee) => wanted.types.every((type) => !isRecord(type) || mayRead(employee.role, type))) // prettier-ignore
  const actors = able.length ? able : facts.all("Employee")
  return Array.from({ length: 3 }, () => asked(sources, template, [], random.pick(actors)))
}

const isRecord = (type: string): boolean => !/Connection$|Edge$|^PageInfo$|^Query$/.test(type)

function asked(sources: Sources, template: Template, questions: readonly Question[], by?: Employee): Ask {
  const { random, facts, cursors } = sources
  const actor = by?.id ?? questions[0]?.actor ?? random.pick(facts.all("Employee")).id
  return {
    actor,
    template,
    questions,
    variables: filled(template, questions, facts, cursors, random),
    trace: random.uuid().replaceAll("-", ""),
  }
}
