import { type GraphQLField, type GraphQLObjectType, getNamedType, isAbstractType, isLeafType, parse } from "graphql"
import { schema } from "../model/answer"
import type { TypeName } from "../model/rows"
import type { Random } from "../random"
import { argumentsFor } from "./arguments"
import { type Edges, type Step, targetsOf } from "./edges"
import { isAllowed } from "./limits"
import type { Aim, Filling, Template, Variable } from "./template"

type Field = GraphQLField<unknown, unknown>

/** What one document may hold, a little below what the service allows. */
const limits = { aliases: 18, depth: 7, rows: 1500 }
/** How many fields that lead to other rows; each is a join, and joins are what a document costs. */
const joins = [1, 1, 2, 2, 3, 4, 6, 10]

/** Root fields to pick from; the list of cases is what people ask most. */
const roots = [...Object.keys(schema.getQueryType()?.getFields() ?? {}), "cases", "cases", "cases", "cases"]

/** Where in a document something is written. */
interface Spot {
  /** The edge by which the row here was come by. */
  readonly edge: string | undefined
  readonly depth: number
  /** The edges on the way here. */
  readonly way: readonly string[]
  /** How many rows there may be here. */
  readonly rows: number
  /** The type here is one of several: names must not clash between them. */
  readonly open: boolean
  /** The fields that surely are to be asked from here on. */
  readonly path: readonly Step[]
}

/** The fields along a way, each of the type that the one before leads to. */
function stepsOf(type: GraphQLObjectType, names: readonly string[]): Step[] {
  const [name, ...rest] = names
  const field = name === undefined ? undefined : type.getFields()[name]
  if (!field) return []
  const next = targetsOf(field)[0]
  return [{ field, type: type.name }, ...(next ? stepsOf(next, rest) : [])]
}

/** A random document that the service would look at: about some aims, with root fields besides; or along a path. */
export function composed(random: Random, edges: Edges, aims: readonly Aim[], path: readonly Step[] = []): Template {
  for (let tries = 0; tries < 500; tries++) {
    const template = new Composer(random, edges, path.length > 0).compose(aims, path)
    if (isAllowed(template.document, template.variables)) return template
  }
  throw new Error(`no document about ${JSON.stringify(aims)} is small enough`)
}

/** Writes one document, by walking the schema. */
class Composer {
  private readonly variables: Variable[] = []
  private readonly fragments: string[] = []
  private aliases = 0
  private joined = 0
  private rows = 0
  private named = 0
  private readonly most: number

  constructor(
    private readonly random: Random,
    private readonly edges: Edges,
    /** Along a way that nobody walked yet, more is asked. */
    private readonly along: boolean,
  ) {
    this.most = along ? 6 : random.pick(joins)
  }

  compose(aims: readonly Aim[], path: readonly Step[]): Template {
    const query = schema.getQueryType() as GraphQLObjectType
    const spot: Spot = { edge: undefined, depth: 0, way: [], rows: 1, open: false, path: [] }
    const parts = aims.map((aim) => {
      const field = query.getFields()[aim.root] as Field
      const first = aim.type === undefined ? targetsOf(field)[0] : schema.getType(aim.type)
      const steps = stepsOf(first as GraphQLObjectType, aim.fields ?? [])
      return this.field(query, field, { ...spot, path: steps }, aim.type ?? aim.root)
    })
    if (path[0]) parts.push(this.field(query, path[0].field, { ...spot, path: path.slice(1) }))
    const others = aims.length + path.length ? this.random.pick([0, 0, 0, 1, 2]) : this.random.between(1, 3)
    for (let nth = 0; nth < others; nth++)
      parts.push(this.field(query, query.getFields()[this.random.pick(roots)] as Field, spot))
    const declared = this.variables.map(({ name, type }) => `$${name}: ${type}`).join(", ")
    const name = this.random.chance(0.3) ? ` ${this.random.pick(["Worklist", "Dossier", "Look"])}` : ""
    const text = `query${name || (declared ? " Ask" : "")}${declared ? `(${declared})` : ""} { ${parts.join(" ")} } ${this.fragments.join(" ")}` // prettier-ignore
    return { text, document: parse(text), variables: this.variables, targets: aims.length }
  }

  private bind = (type: string, filling: Filling): string => {
    const name = `v${this.variables.length}`
    this.variables.push({ name, type, filling })
    return `$${name}`
  }

  /** One field with its arguments, its directive and what is asked below it. */
  private field(
    parent: GraphQLObjectType,
    field: Field,
    spot: Spot,
    only?: string,
    aimed = only !== undefined,
  ): string {
    const toward = ["node", "nodes"].includes(field.name) ? (spot.path[0]?.type as TypeName | undefined) : undefined
    const { text, rows } = argumentsFor(field, parent.name, spot.rows, this.random, this.bind, { aimed, toward })
    const below = spot.rows * rows
    this.rows += below
    const alias =
      text || spot.open || (this.aliases < limits.aliases && this.random.chance(0.05)) ? this.alias(field.name) : ""
    const directive = spot.path.length || aimed ? "" : this.directive()
    const edge = `${parent.name}.${field.name}`
    if (!isLeafType(getNamedType(field.type))) this.joined++
    const inner = isLeafType(getNamedType(field.type))
      ? ""
      : // An alias of its own keeps all below it apart from what other types ask.
        this.below(
          field,
          { ...spot, edge, way: [...spot.way, edge], rows: below, depth: spot.depth + 1, open: false },
          only,
        )
    return `${alias}${field.name}${text}${directive}${inner}`
  }

  private alias(name: string): string {
    this.aliases++
    return `${name}_${this.aliases}: `
  }

  private directive(): string {
    if (!this.random.chance(0.06)) return ""
    const [name, value] = this.random.pick([["include", "true"], ["skip", "false"], ["include", ""], ["skip", ""]] as const) // prettier-ignore
    return ` @${name}(if: ${value || this.bind("Boolean!", { is: "boolean" })})`
  }

  private below(field: Field, spot: Spot, only?: string): string {
    const type = getNamedType(field.type)
    if (!isAbstractType(type)) return ` ${this.selection(targetsOf(field)[0] as GraphQLObjectType, spot)}`
    const wanted = only ?? spot.path[0]?.type
    const possible = targetsOf(field)
    const chosen = possible.filter(({ name }) => name === wanted || this.random.chance(1.5 / possible.length))
    const parts = chosen.map((each) => {
      const path = each.name === wanted ? spot.path : []
      return `... on ${each.name} ${this.selection(each, { ...spot, path, open: true })}`
    })
    return ` { __typename ${this.random.chance(0.5) && type.name === "Node" ? "id " : ""}${parts.join(" ")} }`
  }

  private selection(type: GraphQLObjectType, spot: Spot): string {
    const [step, ...rest] = spot.path
    const parts = this.chosen(type, spot)
      .filter((field) => field !== step?.field)
      .map((field) => this.field(type, field, { ...spot, path: [] }))
    if (step) parts.push(this.field(type, step.field, { ...spot, path: rest }, undefined, true))
    if (!parts.length || this.random.chance(0.15)) parts.push("__typename")
    return `{ ${this.wrapped(type, parts, spot).join(" ")} }`
  }

  /** Some of the fields; sooner those that nobody walked yet, or that lead there. */
  private chosen(type: GraphQLObjectType, { edge, depth, way, rows, open }: Spot): Field[] {
    const wish = this.random.between(1, depth < 3 ? 5 : 3) + (this.along ? 2 : 0)
    const weighed = Object.values(type.getFields()).map((field) => {
      const leaf = isLeafType(getNamedType(field.type))
      const room = leaf || (this.joined < this.most && this.rows + rows < limits.rows && depth < limits.depth)
      // Around in a circle a third time there is nothing new, and what it costs the service grows with each round.
      const again = way.filter((each) => each === `${type.name}.${field.name}`).length > 1
      const named = field.args.length || open ? this.aliases < limits.aliases : true
      const fresh = this.edges.isOpen(edge, type.name, field.name) ? 12 : 1
      const leads = this.edges.leftBelow(type.name, field.name) ? 4 : 1
      return { field, weight: room && named && !again ? fresh * leads * (leaf ? 1.2 : 1) : 0 }
    })
    // Plain fields cost little: all that nobody read in this place yet are asked at once.
    const fresh = weighed
      .filter(
        ({ field, weight }) =>
          weight && isLeafType(getNamedType(field.type)) && this.edges.isOpen(edge, type.name, field.name),
      )
      .slice(0, open ? limits.aliases - this.aliases : undefined)
    for (const each of fresh) each.weight = 0
    const chosen: Field[] = fresh.map(({ field }) => field)
    for (let nth = 0; nth < wish; nth++) {
      const sum = weighed.reduce((all, { weight }) => all + weight, 0)
      let at = this.random.next() * sum
      const found = weighed.find(({ weight }) => weight > 0 && (at -= weight) < 0)
      if (!found) break
      found.weight = 0
      chosen.push(found.field)
    }
    return chosen
  }

  /** Parts of a selection are put into fragments, inline and named, some of them twice. */
  private wrapped(type: GraphQLObjectType, parts: string[], { open, path }: Spot): string[] {
    const cut = this.random.below(parts.length + 1)
    const [plain, inner] = [parts.slice(0, cut), parts.slice(cut)]
    if (!inner.length || this.random.chance(0.75)) return parts
    const directive = path.length ? "" : this.directive()
    if (this.random.chance(0.5)) return [...plain, `... on ${type.name}${directive} { ${inner.join(" ")} }`]
    const name = `Part${++this.named}`
    this.fragments.push(`fragment ${name} on ${type.name} { ${inner.join(" ")} }`)
    const spread = `...${name}${directive}`
    return [...plain, spread, ...(open || !this.random.chance(0.2) ? [] : [`...${name}`])]
  }
}
