import { randomUUID } from "node:crypto"
import { done, grant } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { expectRefused, guestOf, inHours, leadOf, letting } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const unfit: [string, (colleague: Colleague, home: string) => Promise<unknown>][] = [
  ["has left", ({ id }) => house.rows("update employee set active = false where id = $1", [id])],
  ["was there for a term that is over", ({ id }) => house.rows("update employee set until = now() where id = $1", [id])],
  ["is not cleared for the kind", ({ id }) => house.rows("delete from clearance where employee_id = $1 and kind = 'NUISANCE'", [id])],
  ["is no longer cleared", ({ id }) => house.rows("update clearance set valid_until = now() where employee_id = $1", [id])],
  ["has a conflict of interest", (who, homeId) => done(who, "blockAccess", { against: "ADDRESS", homeId, reason: "NEIGHBOUR" }, "__typename")],
  ["is the administrator", ({ id }) => house.rows("update employee set role = 'ADMINISTRATOR' where id = $1", [id])],
  ["is the privacy officer", ({ id }) => house.rows("update employee set role = 'PRIVACY_OFFICER' where id = $1", [id])],
  ["is the privacy coordinator, and not named for a request", ({ id }) => house.rows("update employee set role = 'PRIVACY_COORDINATOR' where id = $1", [id])],
] // prettier-ignore

describe("nobody can be named who", () => {
  it.each(unfit)("%s", async (_which, becomes) => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await becomes(wim, dossier.home)
    const input = letting(dossier, wim)
    await expectRefused(house, dossier.consultant, "grantAccess", input, "EMPLOYEE_UNFIT", "employeeId")
  })

  it.each(["REQUEST", "BREACH"])("by %s is not the privacy coordinator", async (route) => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const input = letting(dossier, wim, { route, endsAt: inHours(8) })
    await expectRefused(house, dossier.consultant, "grantAccess", input, "EMPLOYEE_UNFIT", "employeeId")
  })

  it.each([randomUUID(), "niemand"])("does not exist: %s", async (employeeId) => {
    const dossier = await dossierOf(house)
    const input = { ...letting(dossier, dossier.consultant), employeeId }
    await expectRefused(house, dossier.consultant, "grantAccess", input, "EMPLOYEE_UNFIT", "employeeId")
  })
})

describe("nobody gives more than she has herself", () => {
  it("the team lead, who contributes, does not make anybody a manager", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const input = letting(dossier, await guestOf(house), { level: "MANAGE" })
    await expectRefused(house, lead, "grantAccess", input, "BEYOND_OWN_LEVEL", "level")
  })

  it("nobody gives to herself: what came by the team would outlast the team, and a restriction", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    for (const [who, level] of [
      [lead, "CONTRIBUTE"],
      [dossier.consultant, "MANAGE"],
    ] as const)
      // prettier-ignore
      await expectRefused(house, who, "grantAccess", letting(dossier, who, { level }), "NOT_TO_ONESELF", "employeeId")
  })

  it("nobody gives for longer than she has it herself", async () => {
    const dossier = await dossierOf(house)
    const [guest, other] = [await guestOf(house), await guestOf(house, "Femke Smit")]
    const input = letting(dossier, guest, { level: "MANAGE", endsAt: inHours(2) })
    await done(dossier.consultant, "grantAccess", input, "__typename")
    for (const endsAt of [null, inHours(3)])
      await expectRefused(house, guest, "grantAccess", letting(dossier, other, { endsAt }), "BEYOND_OWN_TERM", "endsAt")
    await done(guest, "grantAccess", letting(dossier, other, { endsAt: inHours(1) }), "__typename")
  })
})

describe("a term", () => {
  it.each([
    ["begins in the past", { startsAt: inHours(-1) }, "startsAt"],
    ["ends before it begins", { startsAt: inHours(3), endsAt: inHours(2) }, "endsAt"],
    ["ends as it begins", { startsAt: inHours(3), endsAt: inHours(3) }, "endsAt"],
    ["ends in the past", { endsAt: inHours(-1) }, "endsAt"],
  ])("that %s is refused", async (_which, term, field) => {
    const dossier = await dossierOf(house)
    const input = letting(dossier, await guestOf(house), term)
    await expectRefused(house, dossier.consultant, "grantAccess", input, "OUT_OF_RANGE", field)
  })

  it.each(["REQUEST", "BREACH"])("is needed for a %s, and it is to view", async (route) => {
    const dossier = await dossierOf(house)
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    const endless = letting(dossier, els, { route })
    await expectRefused(house, dossier.consultant, "grantAccess", endless, "REQUIRED", "endsAt")
    for (const level of ["CONTRIBUTE", "MANAGE"]) {
      const higher = letting(dossier, els, { route, level, endsAt: inHours(1) })
      await expectRefused(house, dossier.consultant, "grantAccess", higher, "OUT_OF_RANGE", "level")
    }
  })
})

it.each(["TEAM", "SHARE", "EMERGENCY", "CUSTODY"])("nobody is named by the route %s", async (route) => {
  const dossier = await dossierOf(house)
  const input = letting(dossier, await guestOf(house), { route, endsAt: inHours(1) })
  await expectRefused(house, dossier.consultant, "grantAccess", input, "OUT_OF_RANGE", "route")
})

it("nobody is named without a reason", async () => {
  const dossier = await dossierOf(house)
  const input = letting(dossier, await guestOf(house), { reason: "  " })
  await expectRefused(house, dossier.consultant, "grantAccess", input, "REQUIRED", "reason")
})

describe("naming somebody is not for", () => {
  it("a colleague of the team", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    await expectRefused(house, mila, "grantAccess", letting(dossier, mila), "NOT_ALLOWED", "caseId")
  })

  it("the lead of another team who may help, and for whom it does not exist at all", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, await house.team(), "Anja Post")
    await expectRefused(house, lead, "grantAccess", letting(dossier, lead), "ABSENT", "caseId")
    await grant(house, dossier.case, lead.id, { level: 2 })
    await expectRefused(house, lead, "grantAccess", letting(dossier, await guestOf(house)), "NOT_ALLOWED", "caseId")
  })

  it("whoever has no part in it: to her there is no such case", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await expectRefused(house, wim, "grantAccess", letting(dossier, wim), "ABSENT", "caseId")
  })

  it.each(["PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])("%s", async (role) => {
    const dossier = await dossierOf(house)
    const karin = await house.employee({ name: "Karin Smit", role })
    await expectRefused(house, karin, "grantAccess", letting(dossier, karin), "NOT_ALLOWED")
  })

  it("a manager with a conflict of interest: to her there is no such case", async () => {
    const dossier = await dossierOf(house)
    const { consultant, home } = dossier
    await done(consultant, "blockAccess", { against: "ADDRESS", homeId: home, reason: "KIN" }, "__typename")
    await expectRefused(house, consultant, "grantAccess", letting(dossier, consultant), "ABSENT", "caseId")
  })

  it("a manager whose own grant has ended", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "MANAGE", endsAt: inHours(1) }))
    await house.rows("update case_grant set valid_until = now() where principal_id = $1", [wim.id])
    await expectRefused(house, wim, "grantAccess", letting(dossier, wim), "ABSENT", "caseId")
  })
})
