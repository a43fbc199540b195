import { House } from "../support/house"
import { addCase, addParty, addTask, staffed } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const counted = `query($id: ID!) { case(id: $id) { partyCount parties(first: 1) { id } taskCount openTaskCount tasks { id } accessCount
  restrictionCount confidentialityCount withheld } }`

describe("how many rows a list has", () => {
  it("is said beside it, also where fewer are asked than there are", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne })
    for (let nth = 0; nth < 3; nth++) await addParty(house, { of: dossier, by: sanne })
    await addTask(house, { of: dossier, by: sanne })
    const seen = (await sanne.get(counted, { id: dossier })).case
    expect(seen).toMatchObject({ partyCount: 3, parties: [{}], taskCount: 1, tasks: [{}], restrictionCount: 0 })
    expect(seen.accessCount).toBeGreaterThan(0)
  })

  it("does not count a reporter who is shielded from whoever asks", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne })
    await addParty(house, { of: dossier, by: sanne })
    const reporter = await addParty(house, { of: dossier, by: sanne })
    await house.rows("update party set role = 'REPORTER', category = 'REPORTER' where id = $1", [reporter])
    const joris = await house.employee({ name: "Joris Kramer", team, cleared: ["NUISANCE"] })
    const seen = (await joris.get("query($id: ID!) { case(id: $id) { partyCount parties { id } } }", { id: dossier }))
      .case
    expect(seen.partyCount).toBe(1)
    expect(seen.parties).toHaveLength(1)
  })

  it("is withheld with the list from who may not read it", async () => {
    const { team, sanne } = await staffed(house)
    const dossier = await addCase(house, { team, by: sanne })
    await addParty(house, { of: dossier, by: sanne })
    const officer = await house.officer()
    const seen = (await officer.get(counted, { id: dossier })).case
    expect(seen).toMatchObject({ partyCount: 0, parties: [], taskCount: 0, tasks: [] })
    expect(seen.withheld).toEqual(expect.arrayContaining(["partyCount", "parties", "taskCount", "tasks"]))
    expect(seen.accessCount).toBeGreaterThan(0)
  })

  it("is said of what a function tells, as of the cases that a request reached", async () => {
    const { sanne } = await staffed(house)
    await sanne.get("{ viewer { id } }")
    const officer = await house.officer()
    const document = `query($id: ID!) { trailEvents(filter: { actorId: $id }) { totalCount totalCountIsExact
      nodes { sightCount sights { field } reachedCount reached { caseId } settingCount } } }`
    const { trailEvents } = await officer.get(document, { id: sanne.id })
    expect(trailEvents.totalCountIsExact).toBe(true)
    for (const each of trailEvents.nodes)
      expect([each.sightCount, each.reachedCount, each.settingCount]).toEqual([
        each.sights.length,
        each.reached.length,
        0,
      ])
  })

  it("is no more than a thousand of a page, and says then that there may be more", async () => {
    const { sanne } = await staffed(house)
    const rows = `insert into trail_event (recorded_at, actor_kind, actor_id, actor_role, actions, outcome)
      select now() - n * interval '1 second', 'EMPLOYEE', $1, 'CONSULTANT', '{case.listed}', 'DONE' from generate_series(1, 1000) n`
    await house.rows(rows, [sanne.id])
    const document = "query($id: ID!) { trailEvents(filter: { actorId: $id }, first: 1) { totalCountIsExact } }"
    expect((await (await house.officer()).get(document, { id: sanne.id })).trailEvents).toEqual({
      totalCountIsExact: false,
    })
  })
})
