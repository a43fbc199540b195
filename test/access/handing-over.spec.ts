import { randomUUID } from "node:crypto"
import { bringTo, change, done, openCase, scene, seesCase } from "../cases/support"
import { trailOf } from "../records/support"
import { House } from "../support/house"
import { deskOf, handedOver, handing, outcome } from "./desk"
import { guestOf, liveGrants, noticesOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const assigneesOf = async (ids: string[]): Promise<(string | null)[]> => {
  const rows = await house.rows<any>("select id, assignee_id from case_file where id = any ($1)", [ids])
  return ids.map((id) => rows.find((row) => row.id === id)?.assignee_id ?? null)
}

describe("handing over", () => {
  it("some cases: each then has one who handles it and one grant for that, and the old one sees it by her team", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 3)
    const { outcome } = await handedOver(lead, handing({ caseIds: ids.slice(0, 2) }, [mila]))
    expect(outcome.caseCount).toBe(2)
    expect(await assigneesOf(ids)).toEqual([mila.id, mila.id, consultant.id])
    for (const id of ids.slice(0, 2)) {
      const held = (await liveGrants(house, id)).filter(({ route }) => route === "ASSIGNMENT")
      expect(held).toEqual([{ principal: mila.id, route: "ASSIGNMENT", level: 3 }])
    }
    const versions = await house.rows<any>("select version from case_file where id = any ($1) order by version", [ids])
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 2])
  })

  it("a desk: all that runs of one colleague, evenly among those who take over", async () => {
    const { lead, consultant, ids, mila, hugo } = await deskOf(house, 6)
    const ended = await bringTo(consultant, "CLOSED")
    const { to } = await handedOver(lead, handing({ employeeId: consultant.id }, [mila, hugo]))
    expect([...to.keys()].sort()).toEqual([...ids].sort())
    expect([...to.values()].filter((id) => id === mila.id)).toHaveLength(3)
    expect([...to.values()].filter((id) => id === hugo.id)).toHaveLength(3)
    expect(await assigneesOf([ended.id])).toEqual([consultant.id])
  })

  it("a district: all that runs about homes in it", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 1)
    const district = `Wijk ${randomUUID()}`
    const home = await house.home()
    await house.rows("update home set district = $2 where id = $1", [home, district])
    const there = [await openCase(consultant, { homeId: home }), await openCase(consultant, { homeId: home })]
    const { to } = await handedOver(lead, handing({ district }, [mila]))
    expect([...to.keys()].sort()).toEqual(there.map(({ id }) => id).sort())
    expect(await assigneesOf(ids)).toEqual([consultant.id])
  })

  it("one's own desk is for a consultant herself; she then sees what her team sees", async () => {
    const { consultant, ids, hugo } = await deskOf(house, 2)
    await handedOver(consultant, handing({ employeeId: consultant.id }, [hugo]))
    expect(await assigneesOf(ids)).toEqual([hugo.id, hugo.id])
    expect(await seesCase(consultant, ids[0] ?? "")).toBe(true)
  })

  it("to another team: the old one no longer sees any of it", async () => {
    const { team, lead, consultant, ids } = await deskOf(house, 2)
    const other = await scene(house)
    await handedOver(lead, handing({ caseIds: ids }, [other.consultant], { teamId: other.team }))
    const colleague = await house.employee({ name: "Ans Vermeer", team: other.team })
    for (const id of ids) {
      expect(await seesCase(colleague, id)).toBe(true)
      for (const who of [consultant, lead]) expect(await seesCase(who, id)).toBe(false)
      expect((await liveGrants(house, id)).map(({ principal }) => principal)).not.toContain(team)
    }
  })

  it("ends custody, and nobody is told of a case that somebody manages", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 2)
    await house.rows("update employee set active = false where id = $1", [consultant.id])
    expect(await noticesOf(lead)).toHaveLength(2)
    await handedOver(lead, handing({ employeeId: consultant.id }, [mila]))
    for (const id of ids)
      expect((await liveGrants(house, id)).map(({ route }) => route)).toEqual(["ASSIGNMENT", "TEAM"])
    expect(await noticesOf(lead)).toHaveLength(2)
  })

  it("stands in the trail with every case that was handed over, and no other", async () => {
    const { lead, ids, mila } = await deskOf(house, 3)
    await handedOver(lead, handing({ caseIds: ids.slice(0, 2) }, [mila]))
    const event = (await trailOf(house, lead)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["case.handed_over"] })
    expect(event?.sights[0]?.cases).toEqual(ids.slice(0, 2).sort())
  })

  it("takes only what one may hand over: of a desk, the cases of the own team that are not restricted", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 3)
    const other = await house.team()
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [consultant.id, other])
    const elsewhere = await openCase(consultant, { teamId: other })
    const [, hidden = ""] = ids
    const restricting = { caseId: hidden, expectedVersion: 1, deputyId: mila.id, reason: "Dreiging." }
    await done(consultant, "restrictCase", restricting)
    const { to } = await handedOver(lead, handing({ employeeId: consultant.id }, [mila]))
    expect([...to.keys()].sort()).toEqual(ids.filter((id) => id !== hidden).sort())
    expect(await assigneesOf([hidden, elsewhere.id])).toEqual([consultant.id, consultant.id])
  })

  it("of a restricted case is for its manager, and it stays restricted", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 1)
    const [id = ""] = ids
    await done(consultant, "restrictCase", { caseId: id, expectedVersion: 1, deputyId: mila.id, reason: "Dreiging." })
    await handedOver(consultant, handing({ caseIds: ids }, [mila]))
    expect(await Promise.all([mila, consultant, lead].map((who) => seesCase(who, id)))).toEqual([true, false, false])
  })
})

describe("whoever takes over", () => {
  it("is passed by where she is not cleared, has left, or has a conflict of interest", async () => {
    const { lead, consultant, mila, hugo } = await deskOf(house, 0)
    const home = await house.home()
    const near = [await openCase(consultant, { homeId: home }), await openCase(consultant, { homeId: home })]
    await done(mila, "blockAccess", { against: "ADDRESS", homeId: home, reason: "NEIGHBOUR" }, "__typename")
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["FRAUD"] })
    const gone = await guestOf(house)
    await house.rows("update employee set active = false where id = $1", [gone.id])
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    const ids = near.map(({ id }) => id)
    const { to } = await handedOver(lead, handing({ caseIds: ids }, [mila, femke, gone, karin, hugo]))
    expect([...to.values()]).toEqual([hugo.id, hugo.id])
  })

  it("gets each case that only she can take, and the rest is shared evenly", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 2)
    const fraud = await openCase(consultant, { kind: "FRAUD" })
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["NUISANCE"] })
    const { to } = await handedOver(lead, handing({ caseIds: [...ids, fraud.id] }, [femke, mila]))
    expect(to.get(fraud.id)).toBe(mila.id)
    expect([...to.values()].filter((id) => id === femke.id).length).toBeGreaterThan(0)
  })
})

it("a desk with nothing on it is handed over with nothing", async () => {
  const { lead, mila, hugo } = await deskOf(house, 0)
  const payload = await change(lead, "handOver", handing({ employeeId: mila.id }, [hugo]), outcome)
  expect(payload).toMatchObject({ outcome: { caseCount: 0, lines: [] }, errors: [] })
})
