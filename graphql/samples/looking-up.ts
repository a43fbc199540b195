/** What a sample is filled with, before it is written as JSON. */
export type Variables = Record<string, unknown>

export type Role =
  "CONSULTANT" | "TEAM_LEAD" | "PRIVACY_OFFICER" | "PRIVACY_COORDINATOR" | "ADMINISTRATOR" | "EXTERNAL_AUDITOR"

/** Whom the samples are for. */
export interface Viewer {
  readonly id: string
  readonly role: Role
  readonly memberships: readonly { readonly team: { readonly id: string } | null }[]
}

/** Asks the service: as the viewer, or as somebody of the demo who has that role. Undefined where nobody can be asked. */
export type Ask = (query: string, as?: Role) => Promise<unknown>

/** For whom, by whom and when samples are filled, and which rows were taken for one already. */
export interface Looking {
  readonly viewer: Viewer
  readonly ask: Ask
  readonly now: Date
  readonly taken: Set<string>
}

/** Finds what a sample is about, by a query of its own. */
export interface LookUp<Row extends { readonly id: string }> {
  readonly query: string
  /** Who can answer it, where that is not the viewer. */
  readonly as?: Role
  /** Those that fit, of what was answered. */
  readonly rows: (answered: never, viewer: Viewer) => readonly Row[]
}

/** The variables of a sample; undefined where there is nothing to fill them with. */
export type Fill = (looking: Looking) => Promise<Variables | undefined>

/** The same for everybody. */
export const always =
  (variables: Variables): Fill =>
  () =>
    Promise.resolve(variables)

type Found = { readonly id: string }

/** The variables of a row that is looked up. */
type Tell<Row> = (row: Row, looking: Looking) => Variables

/** For what only looks: about the first row. */
export const reading =
  <Row extends Found>(lookUp: LookUp<Row>, variables: Tell<Row>): Fill =>
  async (looking) => {
    const [row] = await rowsOf(lookUp, looking)
    return row && variables(row, looking)
  }

/** For what changes something: about a row that no such sample before was about, so that running the one leaves the others as true. */
export const changing =
  <Row extends Found>(lookUp: LookUp<Row>, variables: Tell<Row>): Fill =>
  async (looking) => {
    const row = (await rowsOf(lookUp, looking)).find(({ id }) => !looking.taken.has(id))
    if (row) looking.taken.add(row.id)
    return row && variables(row, looking)
  }

async function rowsOf<Row extends Found>({ query, as, rows }: LookUp<Row>, { ask, viewer }: Looking) {
  const answered = await ask(query, as)
  return answered === undefined ? [] : rows(answered as never, viewer)
}

/** The date so many days ahead. */
export const dayIn = (days: number, { now }: Looking): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
