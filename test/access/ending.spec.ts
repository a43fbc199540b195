import { randomUUID } from "node:crypto"
import { based, done, grant } from "../cases/support"
import { type Dossier, allWays, dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { accessTo, expectRefused, grantIdOf, guestOf, inHours, leadOf, letting, liveGrants } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const ending = (dossier: Dossier, grantId: string) => ({ caseId: dossier.case.id, grantId, reason: "Niet meer nodig." })

/** A case with a guest who was named for it, and her grant. */
async function withGuest(level = "VIEW"): Promise<{ dossier: Dossier; wim: Colleague; grantId: string }> {
  const dossier = await dossierOf(house)
  const wim = await guestOf(house)
  await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level }))
  return { dossier, wim, grantId: await grantIdOf(dossier.consultant, dossier.case.id, wim) }
}

describe("ending somebody's access", () => {
  it("takes the case from her by every way, from the next request on", async () => {
    const { dossier, wim, grantId } = await withGuest()
    expect(await waysTo(wim, dossier)).toEqual(allWays)
    const { case: shown } = await done(dossier.consultant, "endAccess", ending(dossier, grantId))
    expect(shown.id).toBe(dossier.case.id)
    expect(await waysTo(wim, dossier)).toEqual([])
    expect((await accessTo(dossier.consultant, dossier.case.id)).map(({ employee }) => employee.id)).not.toContain(
      wim.id,
    )
  })

  it("is for the team lead too", async () => {
    const { dossier, wim, grantId } = await withGuest()
    await done(await leadOf(house, dossier.team), "endAccess", ending(dossier, grantId))
    expect(await waysTo(wim, dossier)).toEqual([])
  })

  it("keeps the grant, with who ended it and why", async () => {
    const { dossier, wim, grantId } = await withGuest()
    await done(dossier.consultant, "endAccess", ending(dossier, grantId))
    const rows = await house.rows<any>("select * from case_grant where principal_id = $1", [wim.id])
    expect(rows).toMatchObject([
      {
        id: grantId,
        ended_by: dossier.consultant.id,
        end_reason: "Niet meer nodig.",
        granted_by: dossier.consultant.id,
      },
    ])
    expect(rows[0].valid_until).not.toBeNull()
    expect(rows[0].ended_at).not.toBeNull()
    const marijke = await house.officer()
    const document = "query($id: ID!) { case(id: $id) { access { id endsAt } } }"
    const { case: seen } = await marijke.get(document, { id: dossier.case.id })
    expect(seen.access.find(({ id }: { id: string }) => id === grantId).endsAt).not.toBeNull()
  })

  it("stands in the trail with its case", async () => {
    const { dossier, grantId } = await withGuest()
    await done(dossier.consultant, "endAccess", ending(dossier, grantId))
    const event = (await trailOf(house, dossier.consultant)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["access.ended"] })
    expect(event?.sights[0]).toMatchObject({ field: "endAccess", cases: [dossier.case.id] })
  })

  it("before it began means that it never begins", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { startsAt: inHours(1) }))
    const [row] = await house.rows<any>("select id from case_grant where principal_id = $1", [wim.id])
    await done(dossier.consultant, "endAccess", ending(dossier, row.id))
    const [kept] = await house.rows<any>("select ended_at from case_grant where id = $1", [row.id])
    expect(kept.ended_at).not.toBeNull()
    const later = "valid_from = valid_from - interval '2 hours', valid_until = valid_until - interval '2 hours'"
    await house.rows(`update case_grant set ${later} where id = $1`, [row.id])
    expect(await waysTo(wim, dossier)).toEqual([])
  })

  it("may be one's own: a manager besides the one who handles it steps back", async () => {
    const { dossier, wim, grantId } = await withGuest("MANAGE")
    const { case: shown } = await done(wim, "endAccess", ending(dossier, grantId))
    expect(shown).toBeNull()
    expect(await waysTo(wim, dossier)).toEqual([])
  })

  it("leaves the other grants of the same colleague: one of two ended, the other counts", async () => {
    const { dossier, wim, grantId } = await withGuest("CONTRIBUTE")
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    await done(dossier.consultant, "endAccess", ending(dossier, grantId))
    const seen = await wim.get("query($id: ID!) { case(id: $id) { access { level } } }", { id: dossier.case.id })
    expect(seen.case.access).toEqual([{ level: "VIEW" }])
  })
})

describe("the last manager's access", () => {
  it("does not end: somebody always decides about a case", async () => {
    const dossier = await dossierOf(house)
    const { consultant } = dossier
    const grantId = await grantIdOf(consultant, dossier.case.id, consultant, "ASSIGNMENT")
    for (const who of [consultant, await leadOf(house, dossier.team)])
      await expectRefused(house, who, "endAccess", ending(dossier, grantId), "LAST_MANAGER", "grantId")
  })

  it("does not end either while the other manager has left, or has a conflict of interest", async () => {
    const { dossier, wim } = await withGuest("MANAGE")
    const grantId = await grantIdOf(dossier.consultant, dossier.case.id, dossier.consultant, "ASSIGNMENT")
    await expectRefused(house, dossier.consultant, "endAccess", ending(dossier, grantId), "FOLLOWS_FROM_THE_CASE")
    await done(wim, "blockAccess", { against: "ADDRESS", homeId: dossier.home, reason: "KIN" }, "__typename")
    await expectRefused(house, dossier.consultant, "endAccess", ending(dossier, grantId), "LAST_MANAGER")
  })

  it("is the custodian's too", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await house.rows("update employee set active = false where id = $1", [dossier.consultant.id])
    const grantId = await grantIdOf(lead, dossier.case.id, lead, "CUSTODY")
    await expectRefused(house, lead, "endAccess", ending(dossier, grantId), "LAST_MANAGER", "grantId")
  })
})

describe("what follows from who handles the case", () => {
  it("is not ended by itself: that of the one it is assigned to, while another manages it too", async () => {
    const { dossier, wim } = await withGuest("MANAGE")
    const grantId = await grantIdOf(wim, dossier.case.id, dossier.consultant, "ASSIGNMENT")
    await expectRefused(house, wim, "endAccess", ending(dossier, grantId), "FOLLOWS_FROM_THE_CASE", "grantId")
  })

  it("is not ended by itself: that of the team", async () => {
    const dossier = await dossierOf(house)
    const { consultant } = dossier
    const grantId = await grantIdOf(consultant, dossier.case.id, consultant, "TEAM")
    await expectRefused(house, consultant, "endAccess", ending(dossier, grantId), "FOLLOWS_FROM_THE_CASE", "grantId")
  })
})

describe("there is no such grant", () => {
  it("when it is of another case, whoever manages both", async () => {
    const { dossier, grantId } = await withGuest()
    const other = await done(dossier.consultant, "openCase", {
      ...{ kind: "NUISANCE", title: "Stank", description: "Uit de kelder.", purpose: "TENANCY" },
      legalBasis: "AGREEMENT",
    })
    const input = { ...ending(dossier, grantId), caseId: other.case.id }
    await expectRefused(house, dossier.consultant, "endAccess", input, "ABSENT", "grantId")
  })

  it.each([randomUUID(), "geen"])("when there is none of that id: %s", async (grantId) => {
    const dossier = await dossierOf(house)
    await expectRefused(house, dossier.consultant, "endAccess", ending(dossier, grantId), "ABSENT", "grantId")
  })

  it("when it was ended before", async () => {
    const { dossier, grantId } = await withGuest()
    await done(dossier.consultant, "endAccess", ending(dossier, grantId))
    await expectRefused(house, dossier.consultant, "endAccess", ending(dossier, grantId), "ABSENT", "grantId")
  })

  it("when it ended by the clock", async () => {
    const { dossier, grantId } = await withGuest()
    await house.rows("update case_grant set valid_until = now() where id = $1", [grantId])
    await expectRefused(house, dossier.consultant, "endAccess", ending(dossier, grantId), "ABSENT", "grantId")
  })
})

describe("ending access is not for", () => {
  it("a colleague of the team, the guest herself, or whoever has no part in it", async () => {
    const { dossier, wim, grantId } = await withGuest("CONTRIBUTE")
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const input = ending(dossier, grantId)
    for (const who of [mila, wim]) await expectRefused(house, who, "endAccess", input, "NOT_ALLOWED", "caseId")
    await expectRefused(house, await guestOf(house, "Ans Vermeer"), "endAccess", input, "ABSENT", "caseId")
    expect(await waysTo(wim, dossier)).toEqual(allWays)
  })
})

it("handing the case over ends what it was held by, and no more", async () => {
  const { dossier, wim } = await withGuest()
  const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
  await grant(house, dossier.case, mila.id, { level: 1 })
  await done(dossier.consultant, "assignCase", { ...based(dossier.case), assigneeId: mila.id })
  const live = await liveGrants(house, dossier.case.id)
  expect(live.map(({ principal, route, level }) => `${principal} ${route} ${level}`).sort()).toEqual(
    [`${mila.id} ASSIGNMENT 1`, `${mila.id} ASSIGNMENT 3`, `${wim.id} ASSIGNMENT 1`, `${dossier.team} TEAM 2`].sort(),
  )
})
