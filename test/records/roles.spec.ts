import { House } from "../support/house"
import { addCase, addCases, expectFault, staffed, trailOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 1 })
})
afterAll(() => house.close())

const become = (id: string, role: string) => house.rows("update employee set role = $2 where id = $1", [id, role])
const list = "{ viewer { role } cases { nodes { title } } }"

describe("an employee whose role changes", () => {
  it("has the rights of the new role at the very next request", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne, title: "Agressie" })
    expect((await sanne.get(list)).cases.nodes).toEqual([{ title: "Agressie" }])
    await become(sanne.id, "ADMINISTRATOR")
    expect(await sanne.get(list)).toEqual({ viewer: { role: "ADMINISTRATOR" }, cases: { nodes: [] } })
    await become(sanne.id, "TEAM_LEAD")
    expect(await sanne.get(list)).toEqual({ viewer: { role: "TEAM_LEAD" }, cases: { nodes: [{ title: "Agressie" }] } })
  })

  it("leaves one event for each request, in the role of that moment", async () => {
    const { sanne } = await staffed(house)
    await sanne.get(list)
    await become(sanne.id, "ADMINISTRATOR")
    await sanne.get(list)
    const roles = await house.rows<{ actor_role: string; outcome: string }>(
      "select actor_role, outcome from trail_event where actor_id = $1 order by recorded_at",
      [sanne.id],
    )
    expect(roles).toEqual([
      { actor_role: "CONSULTANT", outcome: "DONE" },
      { actor_role: "ADMINISTRATOR", outcome: "DONE" },
    ])
  })

  it("becomes privacy officer and is served as one, and back again", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne, title: "Agressie" })
    await sanne.get(list)
    await become(sanne.id, "PRIVACY_OFFICER")
    const { viewer, cases } = await sanne.get("{ viewer { role } cases(first: 100) { nodes { title } } }")
    expect(viewer.role).toBe("PRIVACY_OFFICER")
    expect(new Set(cases.nodes.map(({ title }: any) => title))).toEqual(new Set([null]))
    expect((await sanne.get("{ trailEvents(first: 1) { nodes { outcome } } }")).trailEvents.nodes).toHaveLength(1)
    await become(sanne.id, "CONSULTANT")
    expect(await sanne.get(list)).toEqual({ viewer: { role: "CONSULTANT" }, cases: { nodes: [{ title: "Agressie" }] } })
  })

  it("changes between two pages of a list: the cursor gives no right", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 3, { team, by: sanne })
    const document =
      "query($after: String) { cases(first: 1, after: $after) { nodes { title } pageInfo { endCursor } } }"
    const { cases } = await sanne.get(document)
    await become(sanne.id, "ADMINISTRATOR")
    const next = await sanne.get(document, { after: cases.pageInfo.endCursor })
    expect(next.cases).toEqual({ nodes: [], pageInfo: { endCursor: null } })
  })
})

describe("an employee who changes team or clearance", () => {
  it("sees at the very next request what exists for her now", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne, title: "Overlast" })
    await addCase(house, { team, by: sanne, kind: "FRAUD", title: "Onderhuur", openedAt: "2026-01-01T00:00:00Z" })
    const titles = async (): Promise<string[]> => (await sanne.get(list)).cases.nodes.map(({ title }: any) => title)
    expect(await titles()).toEqual(["Overlast", "Onderhuur"])
    await house.rows("update clearance set valid_until = now() where employee_id = $1 and kind = 'FRAUD'", [sanne.id])
    expect(await titles()).toEqual(["Overlast"])
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [sanne.id])
    expect(await titles()).toEqual([])
  })
})

describe("an employee who is disabled", () => {
  const disable = (id: string) => house.rows("update employee set active = false where id = $1", [id])

  it("is nobody at the very next request, and the denial is in the trail", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne })
    await sanne.get(list)
    await disable(sanne.id)
    const answer = await sanne.ask(list)
    expectFault(answer, "UNAUTHENTICATED")
    expect(answer.status).toBe(401)
    const [, denial, ...others] = await trailOf(house, sanne)
    expect(others).toEqual([])
    expect(denial).toMatchObject({
      outcome: "DENIED",
      reason: "DISABLED_EMPLOYEE",
      actions: ["session.denied"],
      sights: [],
    })
  })

  it("is nobody for each of many requests at once, and each denial is in the trail", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne })
    await sanne.get(list)
    await disable(sanne.id)
    const answers = await Promise.all(Array.from({ length: 8 }, () => sanne.ask(list)))
    for (const answer of answers) expectFault(answer, "UNAUTHENTICATED")
    const [, ...denials] = await trailOf(house, sanne)
    expect(denials.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => "DENIED"))
  })

  it("is somebody again when she is back", async () => {
    const { sanne } = await staffed(house)
    await disable(sanne.id)
    expectFault(await sanne.ask(list), "UNAUTHENTICATED")
    await house.rows("update employee set active = true where id = $1", [sanne.id])
    expect((await sanne.get(list)).viewer.role).toBe("CONSULTANT")
  })
})
