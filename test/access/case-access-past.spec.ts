import { based, done, openCase, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { accessTo, grantIdOf, guestOf, inHours, leadOf, letting, momentOf, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Whether the officer is told that somebody could see the case at a moment; now, without one. */
async function couldSee(who: Colleague, dossier: Dossier, at?: string): Promise<boolean> {
  const found = await accessTo(await house.officer(), dossier.case.id, at)
  return found.some(({ employee }) => employee.id === who.id)
}

interface Change {
  dossier: Dossier
  mila: Colleague
  wim: Colleague
}

const changes: [string, "mila" | "wim", (change: Change) => Promise<unknown>][] = [
  ["a colleague who has left the team", "mila", ({ mila }) => house.rows("update team_membership set valid_until = now() where employee_id = $1", [mila.id])],
  ["a colleague who has left the association", "mila", ({ mila }) => house.rows("update employee set active = false where id = $1", [mila.id])],
  ["a colleague whose term is over", "mila", ({ mila }) => house.rows("update employee set until = now() where id = $1", [mila.id])],
  ["a colleague who is no longer cleared", "mila", ({ mila }) => house.rows("update clearance set valid_until = now() where employee_id = $1", [mila.id])],
  ["a colleague who has another role", "mila", ({ mila }) => house.rows("update employee set role = 'ADMINISTRATOR' where id = $1", [mila.id])],
  ["a colleague who has a conflict of interest since", "mila", ({ mila, dossier }) => done(mila, "blockAccess", { against: "ADDRESS", homeId: dossier.home, reason: "KIN" }, "__typename")],
  ["the team of a case that was restricted", "mila", ({ dossier }) => guestOf(house, "Ans Vermeer").then((ans) => restricted(dossier, ans))],
  ["the team of a case that was handed to another", "mila", async ({ dossier }) => {
    const other = await house.team()
    const hugo = await house.employee({ name: "Hugo Prins", team: other })
    await done(dossier.consultant, "assignCase", { ...based(dossier.case), assigneeId: hugo.id, teamId: other })
  }],
  ["a guest whose access was ended", "wim", async ({ dossier, wim }) => {
    const grantId = await grantIdOf(dossier.consultant, dossier.case.id, wim)
    await done(dossier.consultant, "endAccess", { caseId: dossier.case.id, grantId, reason: "Klaar." })
  }],
] // prettier-ignore

describe("who could see a case at a past moment is still told of", () => {
  it.each(changes)("%s", async (_who, whose, act) => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    const change = { dossier, mila, wim }
    expect(await seesCase(change[whose], dossier.case.id)).toBe(true)
    const before = await momentOf(house)
    await act(change)
    expect(await couldSee(change[whose], dossier, before)).toBe(true)
    expect(await couldSee(change[whose], dossier)).toBe(false)
  })
})

describe("who could not see it at a past moment is not told of, though she can now:", () => {
  it("a colleague who came to the team later, and one who was named later", async () => {
    const dossier = await dossierOf(house)
    const [mila, wim] = [await guestOf(house, "Mila Hermans"), await guestOf(house)]
    const before = await momentOf(house)
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [mila.id, dossier.team])
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    for (const who of [mila, wim]) {
      expect(await couldSee(who, dossier, before)).toBe(false)
      expect(await couldSee(who, dossier)).toBe(true)
    }
  })

  it("the team while the case was restricted", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const { version } = await restricted(dossier, await guestOf(house))
    const during = await momentOf(house)
    const lifting = { caseId: dossier.case.id, expectedVersion: version, reason: "Voorbij." }
    await done(dossier.consultant, "liftRestriction", lifting)
    expect(await couldSee(mila, dossier, during)).toBe(false)
    expect(await couldSee(mila, dossier)).toBe(true)
  })

  it("a colleague while she had a conflict of interest", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const declared = { against: "ADDRESS", homeId: dossier.home, reason: "NEIGHBOUR" }
    const { block } = await done(mila, "blockAccess", declared, "block { id }")
    const during = await momentOf(house)
    await done(await leadOf(house, dossier.team), "endBlock", { blockId: block.id }, "block { endsAt }")
    expect(await couldSee(mila, dossier, during)).toBe(false)
    expect(await couldSee(mila, dossier)).toBe(true)
  })
})

describe("a moment", () => {
  it("before the case was opened shows nobody", async () => {
    const { consultant } = await dossierOf(house)
    const before = await momentOf(house)
    const { id } = await openCase(consultant)
    expect(await accessTo(consultant, id, before)).toEqual([])
    expect(await accessTo(consultant, id)).not.toEqual([])
  })

  it("that is yet to come shows who can see it now, and not what is planned", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim, { startsAt: inHours(1) }))
    const later = await accessTo(dossier.consultant, dossier.case.id, inHours(2))
    expect(later).toEqual(await accessTo(dossier.consultant, dossier.case.id))
    expect(later.map(({ employee }) => employee.id)).not.toContain(wim.id)
  })

  it("of the past is told by what one is now: not to whoever managed it then", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const before = await momentOf(house)
    await done(dossier.consultant, "assignCase", { ...based(dossier.case), assigneeId: mila.id })
    expect(await accessTo(dossier.consultant, dossier.case.id, before)).toEqual([])
    const then = (await accessTo(mila, dossier.case.id, before)).filter(({ level }) => level === "MANAGE")
    expect(then.map(({ employee }) => employee.id)).toEqual([dossier.consultant.id])
  })

  it("agrees with who really saw it then, whatever happened since", async () => {
    const dossier = await dossierOf(house)
    const piet = await guestOf(house, "Piet Bos")
    const people = [dossier.consultant, await leadOf(house, dossier.team), piet]
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    people.push(mila, wim)
    const ans = await guestOf(house, "Ans Vermeer")
    const happens = [
      () => house.rows("update case_grant set valid_until = now() where principal_id = $1", [wim.id]),
      () => house.rows("update clearance set valid_until = now() where employee_id = $1", [mila.id]),
      () => restricted(dossier, ans),
      () => house.rows("update employee set active = false where id = $1", [ans.id]),
      () => done(dossier.consultant, "assignCase", { ...based(dossier.case), expectedVersion: 2, assigneeId: piet.id }),
    ]
    const seen: { at: string; ids: string[] }[] = []
    for (const happen of happens) {
      const ids: string[] = []
      for (const who of people) if (await seesCase(who, dossier.case.id)) ids.push(who.id)
      seen.push({ at: await momentOf(house), ids: ids.sort() })
      await happen()
    }
    expect(seen.map(({ ids }) => ids.length)).toEqual([4, 3, 2, 1, 1])
    const marijke = await house.officer()
    for (const { at, ids } of seen) {
      const told = (await accessTo(marijke, dossier.case.id, at)).map(({ employee }) => employee.id)
      expect([...new Set(told)].sort()).toEqual(ids)
    }
  })
})
