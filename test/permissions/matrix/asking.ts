import type { Colleague, Variables } from "../../support/house"
import { acts } from "./acts"
import { type Actor, type Kind } from "./actors"
import { type Stage, type Staged, type State, categories } from "./stage"
import { type Verb, rightOf, verbs } from "./verbs"

/** What one actor finds of one case: the columns of the matrix, by their names. */
export interface Found {
  readonly actor: string
  readonly kind: Kind
  readonly state: State | "any"
  readonly does: Readonly<Record<string, string>>
  readonly reads: Readonly<Record<string, string>>
}

const seeing = `query ($id: ID!) {
  case(id: $id) {
    title withheld access { level }
    parties { category withheld } tasks { category withheld } journal(first: 50) { nodes { category withheld } }
  }
  caseAccess(caseId: $id) { totalCount }
}`

/** All that is to be said of a kind of case. */
export async function foundOn(stage: Stage): Promise<Found[]> {
  const found: Found[] = []
  for (const actor of stage.actors) {
    for (const staged of stage.cases) found.push(await foundBy(actor, staged))
    if (!actor.reads)
      found.push({
        ...{ actor: actor.name, kind: stage.kind, state: "any", reads: {} },
        does: await actsOf(actor, stage),
      })
  }
  return found
}

async function foundBy({ name, who, reads }: Actor, staged: Staged): Promise<Found> {
  const { kind, state, id } = staged
  const seen = await who.get(seeing, { id })
  const does = { sees: sightOf(seen.case), "who can see it": seen.caseAccess.totalCount > 0 ? "yes" : "no" }
  const facts = { actor: name, kind, state, reads: readingOf(seen.case) }
  return { ...facts, does: reads ? {} : { ...does, ...(await verbsOf(who, staged)) } }
}

/** How far: by what she is served, and by the levels of the grants that she is told of. */
function sightOf(dossier: any): string {
  if (dossier === null) return "–"
  if (dossier.withheld.includes("title")) return "metadata"
  const levels: string[] = dossier.access.map((grant: { level: string }) => grant.level)
  return (["MANAGE", "CONTRIBUTE", "VIEW"].find((level) => levels.includes(level)) ?? "? no grant").toLowerCase()
}

interface Item {
  readonly category: string
  readonly withheld: readonly string[]
}

/** Of each category, whether its items are read, withheld, or not there; where parties, entries and tasks differ, each. */
function readingOf(dossier: any): Record<string, string> {
  if (dossier === null) return {}
  const lists: Item[][] = [dossier.parties, dossier.journal.nodes, dossier.tasks]
  return Object.fromEntries(
    categories.map((category) => {
      const found = lists.slice(0, category === "REPORTER" ? 2 : 3).map((items) => {
        const item = items.find((each) => each.category === category)
        return !item ? "–" : item.withheld.length ? "withheld" : "read"
      })
      return [category, [...new Set(found)].join(" / ")]
    }),
  )
}

/** Each mutation has an input of its own, but for one that shares. */
const inputs: Readonly<Record<string, string>> = { previewHandOver: "HandOverInput" }
const inputOf = (name: string): string => inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`

const verbsOf = (who: Colleague, staged: Staged): Promise<Record<string, string>> =>
  rightsOf(
    who,
    verbs.map((verb) => ({ ...verb, input: verb.input(staged) })),
  )

const actsOf = ({ who }: Actor, stage: Stage): Promise<Record<string, string>> =>
  rightsOf(
    who,
    acts.map((act) => ({ ...act, input: act.input(stage) })),
  )

type Tried = Omit<Verb, "input"> & { readonly input: Variables }

/** All of them in one document, one after the other, each in a transaction of its own. */
async function rightsOf(who: Colleague, tried: readonly Tried[]): Promise<Record<string, string>> {
  const fields = tried.map(({ mutation }, at) => `_${at}: ${mutation}(input: $_${at}) { errors { reason path } }`)
  const variables = tried.map(({ mutation }, at) => `$_${at}: ${inputOf(mutation)}!`)
  const values = Object.fromEntries(tried.map(({ input }, at) => [`_${at}`, input]))
  const data = await who.get(`mutation (${variables.join(", ")}) { ${fields.join(" ")} }`, values)
  return Object.fromEntries(tried.map((each, at) => [each.name, rightOf(each, data[`_${at}`].errors)]))
}
