import type { LookUp, Viewer } from "./looking-up"

interface Access {
  readonly level: string
  readonly route: string
}

/** A case as whoever handles it sees it. */
export interface Dossier {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly version: number
  readonly restricted: boolean
  readonly allowedMoves: readonly string[]
  readonly openTaskCount: number
  readonly assignee: { readonly id: string } | null
  readonly home: { readonly id: string } | null
  readonly access: readonly Access[]
  /** What makes a case of this kind, and goes together. */
  readonly veraType: string | null
  readonly veraDetail: string | null
  readonly purpose: string
  readonly legalBasis: string
  readonly balancingNote: string | null
  readonly healthGround: string | null
  readonly criminalGround: string | null
}

interface Dossiers {
  readonly cases: { readonly nodes: readonly Dossier[] }
}

const dossiers = (name: string, open: boolean): string => `query ${name} {
  cases(filter: { open: ${open} }, first: 100) {
    nodes {
      id reference kind version restricted allowedMoves openTaskCount assignee { id } home { id } access { level route }
      veraType veraDetail purpose legalBasis balancingNote healthGround criminalGround
    }
  }
}`
const running = dossiers("SampleRunningCases", true)
const ended = dossiers("SampleEndedCases", false)

/** She is named to manage it. */
const isManaged = ({ access }: Dossier): boolean => access.some(({ level }) => level === "MANAGE")

/** She manages it, or leads the team that handles it. */
const isDecided = (dossier: Dossier, { role }: Viewer): boolean =>
  isManaged(dossier) ||
  (role === "TEAM_LEAD" && !dossier.restricted && dossier.access.some(({ route }) => route === "TEAM"))

const isWorkedOn = ({ access }: Dossier): boolean => access.some(({ level }) => level !== "VIEW")

export const anyCase: LookUp<Dossier> = { query: running, rows: ({ cases }: Dossiers) => cases.nodes }

/** The home that the last of them is about: she will see no case about it any more. */
export const homeToLeave: LookUp<{ readonly id: string }> = {
  query: running,
  rows: ({ cases }: Dossiers) => cases.nodes.flatMap(({ home }) => home ?? []).slice(-1),
}

/** Those that she does not manage first: what she does is scarcer, and needed by other samples. */
const workedOn = ({ cases }: Dossiers): Dossier[] => {
  const fit = cases.nodes.filter(isWorkedOn)
  return [...fit.filter((each) => !isManaged(each)), ...fit.filter(isManaged)]
}

export const caseToWorkOn: LookUp<Dossier> = {
  query: running,
  rows: workedOn,
}

export const caseToMove: LookUp<Dossier> = {
  query: running,
  rows: (answered: Dossiers) => workedOn(answered).filter(({ allowedMoves }) => allowedMoves.length > 0),
}

export const caseToDecide: LookUp<Dossier> = {
  query: running,
  rows: ({ cases }: Dossiers, viewer) => cases.nodes.filter((each) => isDecided(each, viewer)),
}

export const caseToClose: LookUp<Dossier> = {
  query: running,
  rows: ({ cases }: Dossiers, viewer) =>
    cases.nodes.filter((each) => isDecided(each, viewer) && each.openTaskCount === 0),
}

export const caseToReopen: LookUp<Dossier> = {
  query: ended,
  rows: ({ cases }: Dossiers, viewer) => cases.nodes.filter((each) => isDecided(each, viewer)),
}

export const caseToManage: LookUp<Dossier> = {
  query: running,
  rows: ({ cases }: Dossiers) => cases.nodes.filter((each) => isManaged(each)),
}

/** A case, and a colleague who handles another of the same kind, and so is cleared for it. */
export interface Shared {
  readonly id: string
  readonly version: number
  readonly colleague: string
}

const shared = (nodes: readonly Dossier[], fit: readonly Dossier[], viewer: Viewer): Shared[] =>
  fit.flatMap(({ id, kind, version, assignee }) => {
    const handled = nodes.filter((each) => each.kind === kind).flatMap((each) => each.assignee?.id ?? [])
    const colleague = handled.find((each) => each !== viewer.id && each !== assignee?.id)
    return colleague === undefined ? [] : [{ id, version, colleague }]
  })

export const caseToShare: LookUp<Shared> = {
  query: running,
  rows: ({ cases }: Dossiers, viewer) => {
    const fit = cases.nodes.filter((each) => isDecided(each, viewer) && !each.restricted)
    return shared(cases.nodes, fit, viewer)
  },
}

export const caseToRestrict: LookUp<Shared> = {
  query: running,
  rows: ({ cases }: Dossiers, viewer) => {
    const fit = cases.nodes.filter((each) => isManaged(each) && !each.restricted)
    return shared(cases.nodes, fit, viewer)
  },
}
