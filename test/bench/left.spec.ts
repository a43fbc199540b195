import { leftBy, unknownColumns } from "../../bench/left"
import { type Colleague, House } from "../support/house"

let house: House
let consultant: Colleague
beforeAll(async () => {
  house = await House.open()
  consultant = await house.employee({ name: "Sanne de Wit", team: await house.team() })
})
afterAll(() => house.close())

const admin = () => house.database.admin
const look = () => consultant.get("{ cases(first: 1) { nodes { id } } }")

describe("what a bench compares of the trail", () => {
  it("is said of every column there is: it is compared, or left out for a reason", async () => {
    expect(await unknownColumns(admin())).toEqual([])
  })

  it("is alike for the same look twice, and other for another look", async () => {
    await look()
    const first = await leftBy(consultant.id, admin())
    await look()
    expect(await leftBy(consultant.id, admin())).toEqual(first)
    await consultant.get("{ cases(first: 2) { totalCount } }")
    expect(await leftBy(consultant.id, admin())).not.toEqual(first)
  })

  it("goes on without a column that came since, and names it", async () => {
    await house.rows("alter table trail_sight add column mood text")
    await look()
    expect((await leftBy(consultant.id, admin())).sights[0]).not.toHaveProperty("mood")
    expect(await unknownColumns(admin())).toEqual(["trail_sight.mood"])
    await house.rows("alter table trail_sight drop column mood")
  })

  it("does not go on where a column is gone that it compares", async () => {
    await look()
    await house.rows("alter table trail_event rename column look_reason to why")
    await expect(leftBy(consultant.id, admin())).rejects.toThrow("trail_event has no look_reason any more")
    await house.rows("alter table trail_event rename column why to look_reason")
  })
})
