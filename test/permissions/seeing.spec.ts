import { done, grant } from "../cases/support"
import { House } from "../support/house"
import { allWays, dossierOf, waysTo } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("a case exists", () => {
  it("for whom it is assigned to, in the team or not", async () => {
    const dossier = await dossierOf(house)
    expect(await waysTo(dossier.consultant, dossier)).toEqual(allWays)
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [dossier.consultant.id])
    expect(await waysTo(dossier.consultant, dossier)).toEqual(allWays)
  })

  it("for a colleague of the team that handles it", async () => {
    const dossier = await dossierOf(house)
    const colleague = await house.employee({ name: "Mila Hermans", team: dossier.team })
    expect(await waysTo(colleague, dossier)).toEqual(allWays)
  })

  it("for the team lead of the team that handles it", async () => {
    const dossier = await dossierOf(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: dossier.team })
    expect(await waysTo(lead, dossier)).toEqual(allWays)
  })

  it("for whom it was shared with", async () => {
    const dossier = await dossierOf(house)
    const guest = await house.employee({ name: "Wim Schouten", team: await house.team() })
    await grant(house, dossier.case, guest.id)
    expect(await waysTo(guest, dossier)).toEqual(allWays)
  })
})

describe("a case does not exist, in any list, total or record below it,", () => {
  it("for a consultant of another team", async () => {
    const dossier = await dossierOf(house)
    const other = await house.employee({ name: "Wim Schouten", team: await house.team() })
    expect(await waysTo(other, dossier)).toEqual([])
  })

  it("for the team lead of another team", async () => {
    const dossier = await dossierOf(house)
    const other = await house.employee({ name: "Anja Post", role: "TEAM_LEAD", team: await house.team() })
    expect(await waysTo(other, dossier)).toEqual([])
  })

  it.each([
    ["NUISANCE", ["FRAUD", "ADAPTATION", "SAFETY"]],
    ["FRAUD", ["NUISANCE", "ADAPTATION", "SAFETY"]],
    ["ADAPTATION", ["NUISANCE", "FRAUD", "SAFETY"]],
    ["SAFETY", ["NUISANCE", "FRAUD", "ADAPTATION"]],
  ] as const)("for a colleague of the team who is not cleared for %s", async (kind, cleared) => {
    const dossier = await dossierOf(house, { kind })
    const uncleared = await house.employee({ name: "Femke Jansen", team: dossier.team, cleared })
    expect(await waysTo(uncleared, dossier)).toEqual([])
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: dossier.team, cleared })
    expect(await waysTo(lead, dossier)).toEqual([])
  })

  it("once one has left the team", async () => {
    const dossier = await dossierOf(house)
    const colleague = await house.employee({ name: "Mila Hermans", team: dossier.team })
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [colleague.id])
    expect(await waysTo(colleague, dossier)).toEqual([])
  })

  it("before one has joined the team", async () => {
    const dossier = await dossierOf(house)
    const colleague = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const tomorrow = "update team_membership set valid_from = now() + interval '1 day' where employee_id = $1"
    await house.rows(tomorrow, [colleague.id])
    expect(await waysTo(colleague, dossier)).toEqual([])
  })

  it("once the clearance has ended, even for whom it is assigned to", async () => {
    const dossier = await dossierOf(house)
    await house.rows("update clearance set valid_until = now() where employee_id = $1 and kind = 'NUISANCE'", [
      dossier.consultant.id,
    ])
    expect(await waysTo(dossier.consultant, dossier)).toEqual([])
  })

  it("before the clearance begins", async () => {
    const dossier = await dossierOf(house)
    const tomorrow = "update clearance set valid_from = now() + interval '1 day' where employee_id = $1"
    await house.rows(tomorrow, [dossier.consultant.id])
    expect(await waysTo(dossier.consultant, dossier)).toEqual([])
  })

  it("once the grant has ended, and before it begins", async () => {
    const dossier = await dossierOf(house)
    const past = await house.employee({ name: "Wim Schouten" })
    const future = await house.employee({ name: "Ans Vermeer" })
    await grant(house, dossier.case, past.id, { level: 3, from: "9 hours ago", until: "1 hour ago" })
    await grant(house, dossier.case, future.id, { level: 3, from: "in 1 hour" })
    expect(await waysTo(past, dossier)).toEqual([])
    expect(await waysTo(future, dossier)).toEqual([])
  })

  it("once it was handed over to another team", async () => {
    const dossier = await dossierOf(house)
    const other = await house.team()
    const colleague = await house.employee({ name: "Hugo Prins", team: other })
    const input = { caseId: dossier.case.id, expectedVersion: 1, assigneeId: colleague.id, teamId: other }
    await done(dossier.consultant, "assignCase", input)
    expect(await waysTo(dossier.consultant, dossier)).toEqual([])
  })

  it("for the administrator and the privacy coordinator, in the team or not", async () => {
    const dossier = await dossierOf(house)
    for (const role of ["ADMINISTRATOR", "PRIVACY_COORDINATOR"]) {
      const outside = await house.employee({ name: "Karin Smit", role })
      expect(await waysTo(outside, dossier)).toEqual([])
    }
    const within = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team: dossier.team })
    expect(await waysTo(within, dossier)).toEqual([])
    await grant(house, dossier.case, within.id, { level: 3 })
    expect(await waysTo(within, dossier)).toEqual([])
  })

  it("for somebody who has changed to a role that sees no cases, from the next request on", async () => {
    const dossier = await dossierOf(house)
    expect(await waysTo(dossier.consultant, dossier)).toEqual(allWays)
    await house.rows("update employee set role = 'ADMINISTRATOR' where id = $1", [dossier.consultant.id])
    expect(await waysTo(dossier.consultant, dossier)).toEqual([])
  })
})

describe("what shows of a case", () => {
  it("is for each her own grants only", async () => {
    const dossier = await dossierOf(house)
    const guest = await house.employee({ name: "Wim Schouten" })
    await grant(house, dossier.case, guest.id)
    const document = "query($id: ID!) { case(id: $id) { access { route level principalId } } }"
    const { case: seen } = await guest.get(document, { id: dossier.case.id })
    expect(seen.access).toEqual([{ route: "ASSIGNMENT", level: "VIEW", principalId: guest.id }])
  })

  it("are of clearances one's own only", async () => {
    const { consultant } = await dossierOf(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD" })
    const document = "query($id: ID!) { node(id: $id) { ... on Employee { clearances { kind } } } }"
    expect((await lead.get(document, { id: consultant.id })).node.clearances).toEqual([])
    expect((await consultant.get(document, { id: consultant.id })).node.clearances).toHaveLength(4)
  })
})
