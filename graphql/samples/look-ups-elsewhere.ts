import type { LookUp } from "./looking-up"

interface Nodes<Row> {
  readonly nodes: readonly Row[]
}

interface Known {
  readonly id: string
  readonly reference: string
}

/** For those who supervise: any case, without its content. */
export const supervisedCase: LookUp<Known> = {
  query: "query SampleCase { cases(first: 25) { nodes { id reference } } }",
  rows: ({ cases }: { cases: Nodes<Known> }) => cases.nodes,
}

type Handled = Known & Record<"team" | "assignee", { readonly id: string } | null>

/** A case that does not exist for her: only somebody else can name it. */
export const caseElsewhere: LookUp<Handled> = {
  query: `query SampleCasesElsewhere {
  cases(filter: { open: true }, first: 100) { nodes { id reference team { id } assignee { id } } }
}`,
  as: "PRIVACY_OFFICER",
  rows: ({ cases }: { cases: Nodes<Handled> }, { id, memberships }) => {
    const teams = memberships.map(({ team }) => team?.id)
    return cases.nodes.filter(({ team, assignee }) => !teams.includes(team?.id) && assignee?.id !== id)
  },
}

interface Mark {
  readonly id: string
  readonly case: { readonly id: string; readonly access: readonly { readonly level: string }[] } | null
}

/** A case that is marked as confidential, and hers to manage. */
export const confidentialCase: LookUp<{ id: string }> = {
  query: `query SampleConfidentialCases {
  confidentialities(filter: { open: true }, first: 100) { nodes { id case { id access { level } } } }
}`,
  rows: ({ confidentialities }: { confidentialities: Nodes<Mark> }) =>
    confidentialities.nodes.flatMap(({ case: dossier }) =>
      dossier?.access.some(({ level }) => level === "MANAGE") ? [{ id: dossier.id }] : [],
    ),
}

interface Item {
  readonly id: string
}

/** An access that nobody has judged yet. */
export const itemToJudge: LookUp<Item> = {
  query: "query SampleReviewItems { reviewItems(filter: { open: true }, first: 25) { nodes { id } } }",
  rows: ({ reviewItems }: { reviewItems: Nodes<Item> }) => reviewItems.nodes,
}

interface Involved {
  readonly parties: readonly { readonly participant: { readonly id?: string } | null }[]
}

/** A person in a case: those who may be told who looked at her file cannot see who she is, so a consultant names her. */
export const involvedPerson: LookUp<{ id: string }> = {
  query: `query SamplePersons {
  cases(filter: { open: true }, first: 100) { nodes { id parties(first: 3) { participant { ... on Person { id } } } } }
}`,
  as: "CONSULTANT",
  rows: ({ cases }: { cases: Nodes<Involved> }) =>
    cases.nodes.flatMap(({ parties }) =>
      parties.flatMap(({ participant }) => (participant?.id === undefined ? [] : [{ id: participant.id }])),
    ),
}
