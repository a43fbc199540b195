import { mergeTeams } from "../../src/staffing"
import { inParts } from "../../src/staffing/parts"
import { leadOf, liveGrants } from "../access/support"
import { deskOf } from "../access/desk"
import { based, bringTo, change, done, openCase, scene, seesCase } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { recordOf, tracesOf, untilSomebodyWaits, withoutTrail } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const nameOf = async (team: string): Promise<string> =>
  (await house.rows<{ name: string }>("select name from team where id = $1", [team]))[0]?.name ?? ""

interface Teams {
  from: string
  into: string
  sanne: Colleague
  wim: Colleague
  running: string
  closed: string
}

/** Two teams, the one with a running case and one that is done. */
async function twoTeams(): Promise<Teams> {
  const [one, other] = [await scene(house), await scene(house)]
  const running = (await openCase(one.consultant)).id
  const closed = (await bringTo(one.consultant, "CLOSED")).id
  return { from: one.team, into: other.team, sanne: one.consultant, wim: other.consultant, running, closed }
}

const merged = async ({ from, into }: Teams): Promise<string[]> =>
  mergeTeams(house.database.ownerUrl, await nameOf(from), await nameOf(into))

const caseRow = async (id: string): Promise<any> =>
  (
    await house.rows<any>("select team_id as team, assignee_id as assignee, version from case_file where id = $1", [id])
  )[0]

describe("merging a team into another", () => {
  it("brings over its people, its running cases and those that are done, and says how many", async () => {
    const teams = await twoTeams()
    const before = await caseRow(teams.running)
    expect((await merged(teams)).slice(1)).toEqual([
      `members: 1 went to ${await nameOf(teams.into)}`,
      `cases: 2 went to ${await nameOf(teams.into)}`,
    ])
    expect(await caseRow(teams.running)).toEqual({ ...before, team: teams.into, version: 2 })
    expect((await caseRow(teams.closed)).team).toBe(teams.into)
    expect((await recordOf(house, teams.sanne.id)).teams).toEqual([await nameOf(teams.into)])
  })

  it("opens its cases to the other team, and leaves the desk of each as it is", async () => {
    const teams = await twoTeams()
    const mila = await house.employee({ name: "Mila Hermans", team: teams.from })
    expect(await seesCase(teams.wim, teams.running)).toBe(false)
    await merged(teams)
    for (const who of [teams.sanne, teams.wim, mila])
      for (const id of [teams.running, teams.closed]) expect(await seesCase(who, id)).toBe(true)
    const grants = (await liveGrants(house, teams.running)).map(({ route, principal }) => [route, principal])
    expect(grants.sort()).toEqual([["ASSIGNMENT", teams.sanne.id], ["TEAM", teams.into]]) // prettier-ignore
  })

  it("keeps what is restricted from the other team", async () => {
    const { team, lead, consultant, ids, hugo } = await deskOf(house, 1)
    const other = await scene(house)
    const [id = ""] = ids
    const restricting = { caseId: id, expectedVersion: 1, deputyId: hugo.id, reason: "Een collega is betrokken." }
    await done(consultant, "restrictCase", restricting)
    await mergeTeams(house.database.ownerUrl, await nameOf(team), await nameOf(other.team))
    expect([await seesCase(consultant, id), await seesCase(other.consultant, id), await seesCase(lead, id)]).toEqual([true, false, false]) // prettier-ignore
  })

  it("ends the team, which says where it went; its lead leads the other now", async () => {
    const teams = await twoTeams()
    const joost = await leadOf(house, teams.from)
    const theirs = await openCase(teams.wim)
    await merged(teams)
    const asked = "query($id: ID!) { node(id: $id) { ... on Team { endedAt mergedInto { id } cases { totalCount } } } }"
    const { node } = await joost.get(asked, { id: teams.from })
    expect(node).toEqual({ endedAt: expect.any(String) as string, mergedInto: { id: teams.into }, cases: { totalCount: 0 } }) // prettier-ignore
    const { errors } = await change(joost, "assignCase", { ...based(theirs), assigneeId: teams.sanne.id })
    expect(errors).toEqual([])
  })

  it("stands in the trail: of whom, and which cases; those find it there", async () => {
    const teams = await twoTeams()
    const known = (await tracesOf(house, "team merge")).length
    await merged(teams)
    const [cases, team] = (await tracesOf(house, "team merge")).slice(known).sort((a, b) => a.actions[0].localeCompare(b.actions[0])) // prettier-ignore
    expect(cases).toMatchObject({ actorKind: "OPERATOR", actions: ["case.handed_over"] })
    expect(cases.lines[0].cases.sort()).toEqual([teams.running, teams.closed].sort())
    expect(team.actions).toEqual(["team.merged", "team.ended", "membership.ended", "membership.begun"])
    expect(team.lines[0]).toMatchObject({ employees: [teams.sanne.id], cases: [], activity: "staff-administration" })
    const officer = await house.officer()
    const asked = "query($id: ID!) { trailEvents(filter: { caseId: $id, action: CASE_HANDED_OVER }) { nodes { job actorKind } } }" // prettier-ignore
    const { trailEvents } = await officer.get(asked, { id: teams.closed })
    expect(trailEvents.nodes).toEqual([{ job: "team merge", actorKind: "OPERATOR" }])
  })

  it("leaves whoever is in both in the other, since when she was", async () => {
    const teams = await twoTeams()
    const since = "2025-01-01T00:00:00.000Z"
    await house.rows("insert into team_membership (employee_id, team_id, valid_from) values ($1, $2, $3)", [teams.sanne.id, teams.into, since]) // prettier-ignore
    await merged(teams)
    const rows = await house.rows("select valid_from, valid_until from team_membership where employee_id = $1 and team_id = $2", [teams.sanne.id, teams.into]) // prettier-ignore
    expect(rows).toEqual([{ valid_from: new Date(since), valid_until: null }])
  })

  it("keeps the end of a membership that has one, and the beginning of one that is to come", async () => {
    const teams = await twoTeams()
    const mila = await house.employee({ name: "Mila Hermans" })
    await house.rows("update team_membership set valid_until = '2031-01-01Z' where employee_id = $1", [teams.sanne.id])
    await house.rows("insert into team_membership (employee_id, team_id, valid_from) values ($1, $2, '2031-01-01Z')", [mila.id, teams.from]) // prettier-ignore
    await merged(teams)
    const rows = await house.rows(
      "select employee_id as who, valid_from > now() as later, valid_until from team_membership where team_id = $1 and employee_id = any ($2)",
      [teams.into, [teams.sanne.id, mila.id]],
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { who: teams.sanne.id, later: false, valid_until: new Date("2031-01-01Z") },
        { who: mila.id, later: true, valid_until: null },
      ]),
    )
  })

  it("is not done into itself, into one that there is not, or without a trail; then all is as it was", async () => {
    const teams = await twoTeams()
    const [from, into] = [await nameOf(teams.from), await nameOf(teams.into)]
    await expect(mergeTeams(house.database.ownerUrl, from, from)).rejects.toThrow("into another one")
    await expect(mergeTeams(house.database.ownerUrl, from, `${into}x`)).rejects.toThrow(`these come close: ${into}`)
    await withoutTrail(house, () => expect(merged(teams)).rejects.toThrow())
    expect([(await caseRow(teams.running)).team, await nameOf(teams.from)]).toEqual([teams.from, from])
    expect((await recordOf(house, teams.sanne.id)).teams).toEqual([from])
  })

  it("waits for who is at a case of the team, and takes it along as she left it", async () => {
    const teams = await twoTeams()
    const at = await house.database.admin.connect()
    await at.query("begin")
    await at.query("update case_file set version = version + 1 where id = $1", [teams.running])
    const merging = merged(teams)
    await untilSomebodyWaits(house)
    await at.query("commit")
    at.release()
    await merging
    expect(await caseRow(teams.running)).toMatchObject({ team: teams.into, version: 3 })
  })

  it("leaves a case where somebody brought it meanwhile", async () => {
    const [teams, third] = [await twoTeams(), await house.team()]
    const at = await house.database.admin.connect()
    await at.query("begin")
    await at.query("update case_file set team_id = $2 where id = $1", [teams.running, third])
    const merging = merged(teams)
    await untilSomebodyWaits(house)
    await at.query("commit")
    at.release()
    expect((await merging).at(-1)).toContain("cases: 1 went to")
    expect((await caseRow(teams.running)).team).toBe(third)
  })

  it("changes nothing where a case came to the team meanwhile, and says to run it again", async () => {
    const teams = await twoTeams()
    const at = await house.database.admin.connect()
    await at.query("begin")
    const [row] = await house.rows<any>("select id from case_file where team_id = $1 limit 1", [teams.into])
    const late = row?.id ?? (await openCase(teams.wim)).id
    await at.query("update case_file set team_id = $2 where id = $1", [late, teams.from])
    const merging = merged(teams).catch((error: unknown) => (error as Error).message)
    await untilSomebodyWaits(house)
    await at.query("commit")
    at.release()
    expect(await merging).toBe("A case came to the team meanwhile. Nothing was changed; run it again.")
    expect((await caseRow(teams.running)).team).toBe(teams.from)
    expect((await merged(teams)).at(-1)).toContain("cases: 3 went to")
  })
})

it("an event names no more cases than its reader bears: there are several then", () => {
  expect(inParts(["a", "b", "c"], 2)).toEqual([["a", "b"], ["c"]])
  expect(inParts([], 2)).toEqual([[]])
})
