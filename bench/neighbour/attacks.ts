import type { Ids, Scenario } from "./protocol"

const each = (count: number, text: (nth: number) => string): string => Array.from({ length: count }, (_, nth) => text(nth)).join(" ") // prettier-ignore

const body = (query: string, variables: object = {}): string => JSON.stringify({ query, variables })

const fragments = `
  fragment A on Case { id title description team { ...T } assignee { ...E } openedBy { ...E } home { ...H } parties(first: 2) { ...P } tasks(first: 2) { ...K } }
  fragment T on Team { id name cases(first: 2) { nodes { id title reference assignee { ...E } } } }
  fragment E on Employee { id name role cases(first: 2) { nodes { id title reference } } }
  fragment H on Home { id street houseNumber postcode city cases(first: 2) { nodes { id title } } }
  fragment P on Party { id name phone email role participant { ... on Person { id surname home { ...H } } ... on Employee { ...E } } addedBy { ...E } }
  fragment K on Task { id title assignee { ...E } addedBy { ...E } completedBy { ...E } }`

/** As large as a document may be, and each a new one: under a name of its own, and with selections that no other has. */
const newDocument = (nth: number, ids: Ids): string =>
  body(
    `query N${nth}($i: ID!) { ${each(8, (alias) => `c${alias}: case(id: $i) { ...A t: tasks(first: ${1 + (nth % 60)}) { id } p: parties(first: ${1 + alias + Math.floor(nth / 60)}) { id } }`)} } ${fragments}`,
    { i: ids.case },
  )

/** As many rows as one request may touch, with all their texts. */
const largeRead = (nth: number, ids: Ids): string =>
  body(
    `query R($t: ID!, $n: Int) { cases(first: 100, filter: { teamId: $t }) { totalCount nodes {
      id title description openTaskCount parties(first: 40) { id name phone email } tasks(first: 40) { id title dueOn }
      journal(first: $n) { nodes { id body occurredAt author { name } } } } } }`,
    { t: ids.team, n: 72 + (nth % 2) },
  )

/** Documents that are refused late: for what stands at their end, or for how much there is to be compared. */
const refusals: readonly ((nth: number) => string)[] = [
  (nth) => `{ ${each(200, () => `viewer { id x${nth}: name }`)} nobody }`,
  (nth) => `{ viewer { ${each(99, (f) => `...F${f}`)} nobody } } ${each(99, (f) => `fragment F${f} on Employee { id n${nth}: name ${each(8, (a) => `a${a}: role`)} }`)}`,
  (nth) => `query Q${nth} { viewer { ${each(1400, () => "id")} } }`,
  (nth) => `{ viewer { id ${each(90, (d) => `@d${d}x${nth}`)} } }`,
  (nth) => `query Q${nth} ${"{ viewer ".repeat(1400)}${"}".repeat(1400)}`,
  (nth) => `{ viewer { id } } # ${nth} ${"x".repeat(200_000)}\n nobody`,
  (nth) => `{ ${each(30, (a) => `a${a}: case(id: "${nth}") { ...F0 }`)} } ${each(12, (f) => `fragment F${f} on Case { team { id } ...F${f + 1} ...F${f + 1} }`)} fragment F12 on Case { id }`,
] // prettier-ignore

export const attacks: Readonly<Record<Scenario, (nth: number, ids: Ids) => string>> = {
  documents: newDocument,
  reads: largeRead,
  refusals: (nth) => body((refusals[nth % refusals.length] as (nth: number) => string)(nth)),
}
