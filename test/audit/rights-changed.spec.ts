import { auditorOf, guestOf, letting } from "../access/support"
import { done, mutationOf } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { House } from "../support/house"
import { traced } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("the trail of a change of somebody's rights names her", () => {
  it("who was let in", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const input = letting(dossier, wim)
    const { sights } = await traced(house, dossier.consultant, mutationOf("grantAccess", "__typename"), { input })
    expect(sights).toMatchObject([{ action: "access.granted", employee_ids: [wim.id], case_ids: [dossier.case.id] }])
  })

  it("whose access was ended", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    const [grant] = await house.rows<any>("select id from case_grant where case_id = $1 and principal_id = $2", [dossier.case.id, wim.id]) // prettier-ignore
    const input = { caseId: dossier.case.id, grantId: grant.id, reason: "Terug van verlof." }
    const { sights } = await traced(house, dossier.consultant, mutationOf("endAccess", "__typename"), { input })
    expect(sights).toMatchObject([{ action: "access.ended", employee_ids: [wim.id] }])
  })

  it("who stands in for whoever has a restricted case", async () => {
    const dossier = await dossierOf(house)
    const joost = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: dossier.team })
    const input = { caseId: dossier.case.id, expectedVersion: 1, deputyId: joost.id, reason: "Een collega is betrokken." } // prettier-ignore
    const { sights } = await traced(house, dossier.consultant, mutationOf("restrictCase", "__typename"), { input })
    expect(sights).toMatchObject([{ action: "case.restricted", employee_ids: [joost.id] }])
  })

  it("whose sessions were ended, by herself or by the administrator", async () => {
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    for (const [who, whose] of [
      [karin, await auditorOf(house)],
      [await house.officer(), undefined],
    ] as const) {
      // prettier-ignore
      const input = whose ? { employeeId: whose.id.toUpperCase() } : {}
      const { sights } = await traced(house, who, "mutation($input: EndSessionsInput!) { endSessions(input: $input) { errors { reason } } }", { input }) // prettier-ignore
      expect(sights).toMatchObject([{ action: "session.ended", types: ["Session"], employee_ids: [(whose ?? who).id] }])
    }
  })

  it("nobody where it was refused, and nobody where no rights were changed", async () => {
    const dossier = await dossierOf(house)
    const input = letting(dossier, await guestOf(house), { level: "MANAGE", employeeId: "niemand" })
    const refused = await traced(house, dossier.consultant, mutationOf("grantAccess", "__typename"), { input })
    expect(refused.sights).toMatchObject([{ employee_ids: [] }])
    const looked = await traced(house, dossier.consultant, "{ employees { nodes { name } } }")
    expect(looked.sights).toMatchObject([{ employee_ids: [] }])
  })
})
