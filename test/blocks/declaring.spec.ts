import { randomUUID } from "node:crypto"
import { expectRefused, guestOf, leadOf } from "../access/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { atHome, blocksOf, declare, end } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const coordinator = (): Promise<Colleague> => house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })

describe("a conflict of interest is declared", () => {
  it("by a consultant about herself", async () => {
    const wim = await guestOf(house)
    const home = await house.home()
    const block = await declare(wim, atHome(home))
    expect(block).toMatchObject({ employee: { id: wim.id }, against: "ADDRESS", home: { id: home }, person: null })
    expect(block).toMatchObject({ reason: "NEIGHBOUR", declaredBy: { id: wim.id }, endsAt: null, endedBy: null })
  })

  it("against a person, a household or an address, and stands in the trail", async () => {
    const wim = await guestOf(house)
    const [home, person] = [await house.home(), await house.person()]
    await declare(wim, { against: "PERSON", personId: person, reason: "KIN" })
    await declare(wim, { against: "HOUSEHOLD", homeId: home, reason: "PERSONAL_TIE" })
    await declare(wim, atHome(home))
    expect((await blocksOf(wim)).map(({ against }) => against)).toEqual(["ADDRESS", "HOUSEHOLD", "PERSON"])
    const [first] = await trailOf(house, wim)
    expect(first).toMatchObject({ outcome: "DONE", actions: ["block.declared"] })
    expect(first?.sights[0]).toMatchObject({ field: "blockAccess", persons: [person] })
  })

  it("by a lead about a colleague of her team, and about herself", async () => {
    const team = await house.team()
    const lead = await leadOf(house, team)
    const mila = await house.employee({ name: "Mila Hermans", team })
    const home = await house.home()
    const block = await declare(lead, atHome(home, { employeeId: mila.id }))
    expect(block).toMatchObject({ employee: { id: mila.id }, declaredBy: { id: lead.id } })
    await declare(lead, atHome(home))
  })

  it("by the coordinator about anybody, the privacy officer included", async () => {
    const els = await coordinator()
    const home = await house.home()
    for (const who of [await guestOf(house), await house.officer(), els])
      expect(await declare(els, atHome(home, { employeeId: who.id }))).toMatchObject({ employee: { id: who.id } })
  })

  it("again, once the one before it has ended", async () => {
    const els = await coordinator()
    const wim = await guestOf(house)
    const home = await house.home()
    const block = await declare(wim, atHome(home))
    await end(els, block.id)
    await declare(wim, atHome(home))
    expect((await blocksOf(wim)).map(({ endsAt }) => endsAt === null)).toEqual([true, false])
  })
})

describe("a conflict of interest is not declared", () => {
  it("by a consultant about a colleague, of her team or not", async () => {
    const team = await house.team()
    const mila = await house.employee({ name: "Mila Hermans", team })
    const home = await house.home()
    for (const who of [await house.employee({ name: "Hugo Prins", team }), await guestOf(house)])
      await expectRefused(house, who, "blockAccess", atHome(home, { employeeId: mila.id }), "NOT_ALLOWED", "employeeId")
  })

  it("by a lead about somebody of another team, or who has left hers", async () => {
    const team = await house.team()
    const lead = await leadOf(house, team)
    const home = await house.home()
    const former = await house.employee({ name: "Kees Maas", team })
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [former.id])
    for (const { id } of [await guestOf(house), former, { id: randomUUID() }, { id: "niemand" }])
      await expectRefused(house, lead, "blockAccess", atHome(home, { employeeId: id }), "NOT_ALLOWED", "employeeId")
  })

  it.each(["PRIVACY_OFFICER", "ADMINISTRATOR"])("by %s, not even about herself", async (role) => {
    const karin = await house.employee({ name: "Karin Smit", role })
    await expectRefused(house, karin, "blockAccess", atHome(await house.home()), "NOT_ALLOWED")
  })

  it("twice", async () => {
    const team = await house.team()
    const lead = await leadOf(house, team)
    const mila = await house.employee({ name: "Mila Hermans", team })
    const home = await house.home()
    await declare(mila, atHome(home))
    await expectRefused(house, mila, "blockAccess", atHome(home), "ALREADY_BLOCKED")
    await expectRefused(house, lead, "blockAccess", atHome(home, { employeeId: mila.id }), "ALREADY_BLOCKED")
  })

  it("without saying against whom, against two at once, or against what is not there", async () => {
    const wim = await guestOf(house)
    const [homeId, personId] = [await house.home(), await house.person()]
    const refused = (input: Record<string, unknown>, reason: string, field: string) =>
      expectRefused(house, wim, "blockAccess", { reason: "KIN", ...input }, reason, field)
    await refused({ against: "PERSON" }, "REQUIRED", "personId")
    await refused({ against: "PERSON", homeId }, "REQUIRED", "personId")
    await refused({ against: "PERSON", homeId, personId }, "OUT_OF_RANGE", "homeId")
    for (const against of ["HOUSEHOLD", "ADDRESS"]) {
      await refused({ against }, "REQUIRED", "homeId")
      await refused({ against, homeId, personId }, "OUT_OF_RANGE", "personId")
      for (const absent of [randomUUID(), "geen"]) await refused({ against, homeId: absent }, "ABSENT", "homeId")
    }
    for (const absent of [randomUUID(), "geen"])
      await refused({ against: "PERSON", personId: absent }, "ABSENT", "personId")
  })

  it("about somebody who does not exist", async () => {
    const els = await coordinator()
    const home = await house.home()
    const input = atHome(home, { employeeId: randomUUID() })
    await expectRefused(house, els, "blockAccess", input, "ABSENT", "employeeId")
  })
})

describe("conflicts of interest are known", () => {
  it("to oneself, to the lead of the team, and to the coordinator; and to nobody else", async () => {
    const team = await house.team()
    const mila = await house.employee({ name: "Mila Hermans", team })
    const block = await declare(mila, atHome(await house.home()))
    const filter = { employeeId: mila.id }
    for (const who of [mila, await leadOf(house, team), await coordinator()])
      expect((await blocksOf(who, filter)).map(({ id }) => id)).toEqual([block.id])
    const others = [
      await house.employee({ name: "Hugo Prins", team }),
      await leadOf(house, await house.team(), "Anja Post"),
      await house.officer(),
      await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team }),
    ]
    for (const who of others) {
      expect(await blocksOf(who, filter)).toEqual([])
      expect(await blocksOf(who)).toEqual([])
    }
  })

  it("by whether they are still in force", async () => {
    const wim = await guestOf(house)
    const [one, other] = [
      await declare(wim, atHome(await house.home())),
      await declare(wim, atHome(await house.home())),
    ]
    await end(await coordinator(), one.id)
    expect((await blocksOf(wim, { open: true })).map(({ id }) => id)).toEqual([other.id])
    expect((await blocksOf(wim, { open: false })).map(({ id }) => id)).toEqual([one.id])
  })
})
