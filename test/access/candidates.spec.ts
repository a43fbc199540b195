import { randomUUID } from "node:crypto"
import { change, done, grant } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { watched } from "../records/support"
import { type Colleague, House, type Variables } from "../support/house"
import { guestOf, leadOf, letting, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const listed = `query Candidates($caseId: ID!, $filter: CaseCandidateFilter, $first: Int, $after: String) {
  caseCandidates(caseId: $caseId, filter: $filter, first: $first, after: $after) {
    totalCount nodes { employee { id name } ofTeam fit obstacles } pageInfo { hasNextPage endCursor } } }`

async function candidatesFor(who: Colleague, caseId: string, filter: Variables | null = null): Promise<any[]> {
  const { caseCandidates } = await who.get(listed, { caseId, filter, first: 100 })
  expect(caseCandidates.totalCount).toBe(caseCandidates.nodes.length)
  return caseCandidates.nodes as any[]
}

/** What is told of each of these; the house of the specs has more people in it. */
async function toldOf(who: Colleague, { case: { id } }: Dossier, people: readonly Colleague[]): Promise<any[]> {
  const found = await candidatesFor(who, id)
  return people.map((one) => found.find(({ employee }) => employee.id === one.id))
}

const blocked = async (dossier: Dossier, { id }: Colleague): Promise<void> => {
  const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
  const input = { employeeId: id, against: "ADDRESS", homeId: dossier.home, reason: "NEIGHBOUR" }
  await done(els, "blockAccess", input, "__typename")
}

const left = (who: Colleague) => house.rows("update employee set active = false where id = $1", [who.id])

describe("who can take a case", () => {
  it("is told of each employee, with what stands against whoever cannot", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["FRAUD"] })
    const roos = await house.employee({ name: "Roos Timmer" })
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    const guus = await house.employee({ name: "Guus Kok", cleared: [] })
    await blocked(dossier, roos)
    await left(guus)
    expect(await toldOf(dossier.consultant, dossier, [mila, femke, roos, karin, guus])).toMatchObject([
      { ofTeam: true, fit: true, obstacles: [] },
      { ofTeam: false, fit: false, obstacles: ["NOT_CLEARED"] },
      { ofTeam: false, fit: false, obstacles: ["CONFLICT_OF_INTEREST"] },
      { ofTeam: false, fit: false, obstacles: ["NOT_IN_ROLE"] },
      { ofTeam: false, fit: false, obstacles: ["INACTIVE", "NOT_CLEARED"] },
    ])
  })

  it("agrees with what happens when it is tried: assigning, naming and choosing a deputy", async () => {
    const dossier = await dossierOf(house)
    const fit = await guestOf(house)
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["FRAUD"] })
    const roos = await guestOf(house, "Roos Timmer")
    const guus = await guestOf(house, "Guus Kok")
    const paul = await guestOf(house, "Paul Kerkhof")
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    await blocked(dossier, roos)
    await left(guus)
    await house.rows("update employee set until = now() where id = $1", [paul.id])
    const people = [fit, femke, roos, guus, paul, karin]
    const told = (await toldOf(dossier.consultant, dossier, people)).map((one) => one.fit)
    expect(told).toEqual([true, false, false, false, false, false])
    const base = { caseId: dossier.case.id, expectedVersion: 1 }
    const reasons = async (verb: string, input: Variables): Promise<string[]> =>
      (await change(dossier.consultant, verb, input, "__typename")).errors.map(({ reason }: any) => reason)
    for (const { id } of [femke, roos, guus, paul, karin]) {
      expect(await reasons("assignCase", { ...base, assigneeId: id })).toEqual(["ASSIGNEE_UNFIT"])
      expect(await reasons("grantAccess", letting(dossier, { id } as Colleague))).toEqual(["EMPLOYEE_UNFIT"])
      expect(await reasons("restrictCase", { ...base, deputyId: id, reason: "Dreiging." })).toEqual(["EMPLOYEE_UNFIT"])
    }
    expect(await reasons("grantAccess", letting(dossier, fit))).toEqual([])
    expect(await reasons("restrictCase", { ...base, deputyId: fit.id, reason: "Dreiging." })).toEqual([])
    expect(await reasons("assignCase", { ...base, expectedVersion: 2, assigneeId: fit.id })).toEqual([])
  })

  it("comes with the colleagues of its team first, then by name", async () => {
    const dossier = await dossierOf(house)
    const guest = await guestOf(house, "Aafke Zwart")
    const noor = await house.employee({ name: "Noor Bakx", team: dossier.team })
    const bram = await house.employee({ name: "Bram Aalbers", team: dossier.team })
    const former = await house.employee({ name: "Ada Aalbers", team: dossier.team })
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [former.id])
    const found = await candidatesFor(dossier.consultant, dossier.case.id)
    const places = [bram, noor, guest].map(({ id }) => found.findIndex(({ employee }) => employee.id === id))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(found.filter(({ ofTeam }) => ofTeam).map(({ employee }) => employee.id)).toEqual(
      [bram, noor, dossier.consultant].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id),
    )
  })

  it("is found by the start of any word of the name, whatever capitals and accents, and by being fit", async () => {
    const dossier = await dossierOf(house)
    const name = "Zoë van den Übelhör-Éék"
    const zoe = await house.employee({ name, team: dossier.team })
    const other = await house.employee({ name: "Zoë Übelhör", cleared: [] })
    const ids = async (filter: Variables): Promise<string[]> =>
      (await candidatesFor(dossier.consultant, dossier.case.id, filter)).map(({ employee }) => employee.id)
    for (const text of ["zoe", "ÜBEL", "ubelhor eek", "van den", "éé", " Zoë  van "])
      expect(await ids({ text, fit: true })).toEqual([zoe.id])
    for (const text of ["oe", "elhor", "zoe ubel", "z_e"]) expect(await ids({ text })).not.toContain(zoe.id)
    expect(await ids({ text: "zoe", fit: false })).toEqual([other.id])
    expect(await ids({ text: "zoe", fit: null })).toEqual([zoe.id, other.id])
  })

  it("is told to its manager and its team lead, and to nobody else", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    expect(await candidatesFor(lead, dossier.case.id)).toEqual(await candidatesFor(dossier.consultant, dossier.case.id))
    const wim = await guestOf(house)
    await grant(house, dossier.case, wim.id, { level: 2 })
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await grant(house, dossier.case, els.id, { route: "REQUEST", until: "in 5 hours" })
    const others = [
      ...[wim, els, await guestOf(house), await house.officer()],
      await house.employee({ name: "Mila Hermans", team: dossier.team }),
      await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team: dossier.team }),
    ]
    for (const who of others) expect(await candidatesFor(who, dossier.case.id)).toEqual([])
  })

  it("of a restricted case is not for the lead of its team", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await restricted(dossier, await guestOf(house))
    expect(await candidatesFor(lead, dossier.case.id)).toEqual([])
    expect(await candidatesFor(dossier.consultant, dossier.case.id)).not.toEqual([])
  })

  it("of a case that does not exist for one is told as that of a case that is not there", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    for (const id of [dossier.case.id, randomUUID(), "geen"]) expect(await candidatesFor(wim, id)).toEqual([])
  })

  it("is a look at the case: the trail says of whom, and of what was told", async () => {
    const dossier = await dossierOf(house)
    const { event, sight } = await watched(house, dossier.consultant, listed, { caseId: dossier.case.id, first: 1 })
    expect(event).toMatchObject({ outcome: "DONE", actions: ["candidate.listed"] })
    expect(sight).toMatchObject({
      field: "caseCandidates",
      cases: [dossier.case.id],
      types: ["CaseCandidate", "Employee"],
    })
  })

  it("can be leafed through", async () => {
    const dossier = await dossierOf(house)
    const all = (await candidatesFor(dossier.consultant, dossier.case.id)).map(({ employee }) => employee.id)
    const found: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const { caseCandidates }: any = await dossier.consultant.get(listed, { caseId: dossier.case.id, first: 7, after })
      found.push(...caseCandidates.nodes.map(({ employee }: any) => employee.id))
      ;({ hasNextPage: more, endCursor: after } = caseCandidates.pageInfo)
    }
    expect(found).toEqual(all)
  })
})
