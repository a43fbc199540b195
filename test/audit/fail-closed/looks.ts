import type { Colleague, Variables } from "../../support/house"
import { type Planted, type Scene, emergencyOf, secrets } from "./planted"

/** A way by which case data leaves: who asks what, and what of it stands in the answer when nothing is in the way. */
export interface Route {
  readonly name: string
  readonly who: Colleague
  readonly query: string
  readonly variables?: Variables
  readonly shows: readonly string[]
}

const { title, party, entry, task, surname, explanation } = secrets

export const shown = "case { id title description parties { name } tasks { title } journal { nodes { body } } }"

/** What everybody who works at the association may ask. */
const association = ({ joris }: Scene): Route[] => [
  { name: "who she is", who: joris, query: "{ viewer { id name } }", shows: [joris.id] },
  { name: "the teams and colleagues", who: joris, query: "{ teams { nodes { name } } employees(first: 100) { nodes { name } } }", shows: ["Joris Blom"] },
] // prettier-ignore

const registry = ({ joris: who, person }: Scene): Route[] => [
  { name: "homes, by a postcode", who, query: `{ homes(filter: { postcode: "4901AB" }) { nodes { street cases { nodes { title } } } } }`, shows: [title] },
  { name: "persons, by a name", who, query: `{ persons(filter: { surname: "${surname}" }) { nodes { surname phone involvements { case { title } } } } }`, shows: [surname, title] },
  { name: "a person", who, query: "query($id: ID!) { person(id: $id) { surname involvements { name case { title } } } }", variables: { id: person }, shows: [surname, party, title] },
] // prettier-ignore

function handling({ sanne: who, team }: Scene, dossier: Planted): Route[] {
  const { id, reference } = dossier
  const node = (name: string, record: string, fields: string, secret: string): Route => ({
    ...{ name: `${name}, by its id alone`, who, query: `query($id: ID!) { node(id: $id) { id ... on ${fields} } }` },
    ...{ variables: { id: record }, shows: [secret] },
  })
  return [
    { name: "a case", who, query: `query($id: ID!) { ${shown.replace("case", "case(id: $id)")} }`, variables: { id }, shows: [title, party, entry, task] },
    { name: "a case, by its reference", who, query: "query($reference: String!) { caseByReference(reference: $reference) { title } }", variables: { reference }, shows: [title] },
    { name: "the list of cases", who, query: "{ cases { nodes { title parties { name } } } }", shows: [title, party] },
    { name: "the number of cases", who, query: "{ cases(filter: { open: true }) { totalCount } }", shows: ["totalCount"] },
    { name: "several at once", who, query: `query($id: ID!) { viewer { name } ${shown.replace("case", "case(id: $id)")} cases { totalCount } }`, variables: { id }, shows: [title, party] },
    { name: "the cases of a team, from a case", who, query: "query($id: ID!) { case(id: $id) { team { cases { nodes { title } } } } }", variables: { id }, shows: [title] },
    { name: "the cases of a team, by its id", who, query: "query($id: ID!) { node(id: $id) { ... on Team { cases { nodes { title } } } } }", variables: { id: team }, shows: [title] },
    { name: "who can see a case", who, query: "query($id: ID!) { caseAccess(caseId: $id) { nodes { employee { name } route } } }", variables: { id }, shows: ["Sanne de Wit"] },
    { name: "whom a case can be given to", who, query: "query($id: ID!) { caseCandidates(caseId: $id, first: 100) { nodes { employee { name } } } }", variables: { id }, shows: ["Sanne de Wit"] },
    { name: "several records, by their ids alone", who, query: "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Case { title } ... on Party { name } } }", variables: { ids: [id, dossier.party] }, shows: [title, party] },
    node("a case", id, "Case { title }", title),
    node("a party", dossier.party, "Party { name }", party),
    node("a journal entry", dossier.entry, "JournalEntry { body }", entry),
    node("a task", dossier.task, "Task { title }", task),
  ] // prettier-ignore
}

const supervising = ({ marijke: who, joris, sanne, noor, person }: Scene, { reference }: Planted): Route[] => [
  { name: "the officer's list of cases", who, query: "{ cases(first: 100) { nodes { reference } } }", shows: [reference] },
  { name: "the trail", who, query: "query($id: ID!) { trailEvents(filter: { actorId: $id }) { nodes { sights { caseIds } } } }", variables: { id: sanne.id }, shows: ["caseIds"] },
  { name: "the trail, and the cases it names", who, query: "query($id: ID!) { trailEvents(filter: { actorId: $id }) { nodes { sights { cases { reference } } } } }", variables: { id: sanne.id }, shows: [reference] },
  { name: "what is to be judged", who, query: "{ reviewItems(first: 100) { nodes { case { reference } emergency { explanation } } } }", shows: [explanation] },
  { name: "what is confidential", who, query: "{ confidentialities { totalCount } }", shows: ["totalCount"] },
  { name: "the log of a person's file", who, query: "query($id: ID!) { accessLog(personId: $id) { totalCount } }", variables: { id: person }, shows: ["totalCount"] },
  { name: "what was exported of the trail", who, query: "{ trailExports { totalCount } }", shows: ["totalCount"] },
  { name: "the register of processing activities", who, query: "{ processingActivities { activity dutchName } }", shows: ["Verantwoording"] },
  { name: "what the service is set to", who, query: "{ settings { nodes { name value } } }", shows: ["OIDC_ISSUER"] },
  { name: "the heads of the trail", who, query: "{ trailHeads { totalCount } }", shows: ["totalCount"] },
  { name: "what she is told", who: joris, query: "{ notices { nodes { kind case { title } } } }", shows: ["EMERGENCY_OPENED", title] },
  { name: "her conflicts of interest", who: noor, query: "{ blocks { nodes { person { surname } } } }", shows: [surname] },
] // prettier-ignore

/** Every look there is. */
export async function looksIn(scene: Scene): Promise<Route[]> {
  const { house, sanne, noor, person } = scene
  const dossier = await scene.plant()
  await emergencyOf(scene)
  await house.rows("insert into block (employee_id, against, person_id, reason, declared_by) values ($1, 'PERSON', $2, 'KIN', $1)", [noor.id, person]) // prettier-ignore
  // So that the trail has a line of hers that names the case.
  await sanne.get("query($id: ID!) { case(id: $id) { title } }", { id: dossier.id })
  return [...association(scene), ...registry(scene), ...handling(scene, dossier), ...supervising(scene, dossier)]
}
