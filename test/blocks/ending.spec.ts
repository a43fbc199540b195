import { randomUUID } from "node:crypto"
import { clock, setClock } from "../../src/platform/clock"
import { expectRefused, guestOf, leadOf } from "../access/support"
import { allWays, dossierOf, waysTo } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { atHome, blocksOf, declare, end } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const coordinator = (): Promise<Colleague> => house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })

describe("ending a block", () => {
  it.each(["the lead", "the coordinator"])("by %s shows the cases again, by every way", async (by) => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const block = await declare(mila, atHome(dossier.home))
    expect(await waysTo(mila, dossier)).toEqual([])
    const who = by === "the lead" ? await leadOf(house, dossier.team) : await coordinator()
    const ended = await end(who, block.id)
    expect(ended).toMatchObject({ id: block.id, endedBy: { id: who.id } })
    expect(ended.endsAt).not.toBeNull()
    expect(await waysTo(mila, dossier)).toEqual(allWays)
  })

  it("leaves another that covers the same case: it stays away until the last one has ended", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const lead = await leadOf(house, dossier.team)
    const one = await declare(mila, atHome(dossier.home))
    const other = await declare(mila, { against: "PERSON", personId: dossier.person, reason: "KIN" })
    await end(lead, one.id)
    expect(await waysTo(mila, dossier)).toEqual([])
    await end(lead, other.id)
    expect(await waysTo(mila, dossier)).toEqual(allWays)
  })

  it("keeps it on record, and in the trail", async () => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const lead = await leadOf(house, dossier.team)
    const block = await declare(mila, atHome(dossier.home))
    await end(lead, block.id)
    expect(await blocksOf(mila)).toMatchObject([{ id: block.id, endedBy: { id: lead.id } }])
    expect((await trailOf(house, lead)).at(-1)).toMatchObject({ outcome: "DONE", actions: ["block.ended"] })
  })

  it("of cases that came in the meantime shows those too", async () => {
    const first = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: first.team })
    const block = await declare(mila, atHome(first.home))
    const later = await dossierOf(house)
    await house.rows("update case_file set home_id = $2, team_id = $3 where id = $1", [
      later.case.id,
      first.home,
      first.team,
    ])
    expect(await waysTo(mila, { ...later, team: first.team, home: first.home })).toEqual([])
    await end(await leadOf(house, first.team), block.id)
    expect(await waysTo(mila, { ...later, team: first.team, home: first.home })).toContain("case")
  })
})

it("a block that was declared a moment ago can be ended by a server whose clock is behind", async () => {
  const els = await coordinator()
  const block = await declare(await guestOf(house), atHome(await house.home()))
  const earlier = new Date(clock.now().getTime() - 5000)
  setClock({ now: () => earlier })
  expect(await end(els, block.id)).toMatchObject({ endedBy: { id: els.id } })
})

describe("a block is not ended", () => {
  it("by oneself, whatever one's role", async () => {
    const home = await house.home()
    const team = await house.team()
    const [lead, els, wim] = [await leadOf(house, team), await coordinator(), await guestOf(house)]
    for (const who of [lead, els, wim]) {
      const block = await declare(who, atHome(home))
      await expectRefused(house, who, "endBlock", { blockId: block.id }, "NOT_ALLOWED")
    }
  })

  it("by a colleague, or by the lead of another team: to her there is no such block", async () => {
    const team = await house.team()
    const mila = await house.employee({ name: "Mila Hermans", team })
    const block = await declare(mila, atHome(await house.home()))
    const hugo = await house.employee({ name: "Hugo Prins", team })
    await expectRefused(house, hugo, "endBlock", { blockId: block.id }, "NOT_ALLOWED")
    const anja = await leadOf(house, await house.team(), "Anja Post")
    await expectRefused(house, anja, "endBlock", { blockId: block.id }, "ABSENT", "blockId")
  })

  it.each(["PRIVACY_OFFICER", "ADMINISTRATOR"])("by %s", async (role) => {
    const block = await declare(await guestOf(house), atHome(await house.home()))
    const karin = await house.employee({ name: "Karin Smit", role })
    await expectRefused(house, karin, "endBlock", { blockId: block.id }, "NOT_ALLOWED")
  })

  it("twice, and not when there is none of that id", async () => {
    const els = await coordinator()
    const block = await declare(await guestOf(house), atHome(await house.home()))
    await end(els, block.id)
    for (const blockId of [block.id, randomUUID(), "geen"])
      await expectRefused(house, els, "endBlock", { blockId }, "ABSENT", "blockId")
  })
})

it("the lead of a blocked colleague's team knows the block, and the case it covers goes on without her", async () => {
  const dossier = await dossierOf(house)
  const lead = await leadOf(house, dossier.team)
  const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
  await declare(mila, atHome(dossier.home))
  expect(await waysTo(lead, dossier)).toEqual(allWays)
  expect(await waysTo(dossier.consultant, dossier)).toEqual(allWays)
})
