import { randomUUID } from "node:crypto"
import { addTeam, endTeam, enrol, listTeams, renameTeam } from "../../src/staffing"
import { based, bringTo, change, openCase, scene } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { lastTrace, newSubject, recordOf, teamName, untilSomebodyWaits, withoutTrail } from "./support"

let house: House
let url: string
beforeAll(async () => {
  house = await House.open()
  url = house.database.ownerUrl
})
afterAll(() => house.close())

const nameOf = async (team: string): Promise<string> =>
  (await house.rows<{ name: string }>("select name from team where id = $1", [team]))[0]?.name ?? ""

/** Something of the team, to which nobody belongs any more. */
async function leftBehind(team: string, who: Colleague, act: (by: Colleague) => Promise<unknown>): Promise<void> {
  await act(who)
  await house.rows("update team_membership set valid_until = now() where team_id = $1", [team])
}

describe("a team", () => {
  it("is made by command, in its district, and not twice", async () => {
    const name = teamName()
    expect(await addTeam(url, name, "De Linde")).toEqual([`made the team ${name}`])
    expect(await lastTrace(house, "team make")).toMatchObject({ actorKind: "OPERATOR", actions: ["team.made"] })
    await expect(addTeam(url, name.toUpperCase(), "Zuid")).rejects.toThrow("there is a team of that name already")
  })

  it("is renamed and stays what it is: its people, its cases, its id", async () => {
    const { team, consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const [before, name] = [await nameOf(team), teamName("Team Park")]
    expect(await renameTeam(url, before, name)).toEqual([`team: ${before} → ${name}`])
    expect(await lastTrace(house, "team rename")).toMatchObject({ actions: ["team.renamed"] })
    const found = await consultant.get("query($id: ID!) { case(id: $id) { team { id name } version } }", dossier)
    expect(found.case).toEqual({ team: { id: team, name }, version: 1 })
    expect((await recordOf(house, consultant.id)).teams).toEqual([name])
  })

  it("is not given the name of another, nor one that people take for it, but its own in other capitals", async () => {
    const [one, other] = [teamName(), teamName()]
    for (const name of [one, other]) await house.team(name)
    await expect(renameTeam(url, one, other.toLowerCase())).rejects.toThrow(
      "the new name: there is a team of that name",
    )
    await expect(renameTeam(url, `${one}x`, teamName())).rejects.toThrow(`the team: there is no team of that name; these come close: ${one}`) // prettier-ignore
    expect(await renameTeam(url, one, one.toUpperCase())).toEqual([`team: ${one} → ${one.toUpperCase()}`])
    expect(await renameTeam(url, other, other)).toEqual(["nothing changed"])
    expect(await lastTrace(house, "team rename")).toMatchObject({ actions: ["staff.viewed"] })
  })
})

describe("a team that is to end", () => {
  it("does not while somebody belongs to it or a case is its, and it is said what", async () => {
    const { team, consultant } = await scene(house)
    await openCase(consultant)
    await bringTo(consultant, "CLOSED")
    const name = await nameOf(team)
    const { lines, done } = await endTeam(url, name)
    expect(done).toBe(false)
    expect(lines.join()).toContain(`${name} is not ended. It has members: 1, running cases: 1, cases that are done: 1`)
    expect(await house.rows("select ended_at from team where id = $1", [team])).toEqual([{ ended_at: null }])
    expect(await lastTrace(house, "team end")).toMatchObject({ actions: ["staff.viewed"] })
  })

  it.each<[string, (team: string, consultant: Colleague) => Promise<unknown>, string]>([
    ["a member", () => Promise.resolve(), "members: 1, running cases: 0, cases that are done: 0"],
    ["a running case", (team, who) => leftBehind(team, who, openCase), "members: 0, running cases: 1, cases that are done: 0"],
    ["a case that is done", (team, who) => leftBehind(team, who, (by) => bringTo(by, "CLOSED")), "members: 0, running cases: 0, cases that are done: 1"],
  ])("does not for %s alone", async (_what, hang, told) => {
    const { team, consultant } = await scene(house)
    await hang(team, consultant)
    const { lines, done } = await endTeam(url, await nameOf(team))
    expect([done, lines.join().includes(told)]).toEqual([false, true])
  }) // prettier-ignore

  it("is no choice any more when it has ended, and is there where history names it", async () => {
    const { team, consultant } = await scene(house)
    const other = await house.team()
    const name = await nameOf(team)
    await enrol(url, { subject: `subject-${consultant.id}`, teams: false, team: [await nameOf(other)] })
    const dossier = await openCase(consultant)
    expect((await endTeam(url, name)).done).toBe(true)
    expect(await lastTrace(house, "team end")).toMatchObject({ actions: ["team.ended"] })
    const asked = `query($id: ID!) { teams(first: 100) { nodes { id } totalCount } node(id: $id) { ... on Team { name endedAt } }
      viewer { memberships { team { id } endsAt } } }`
    const { teams, node, viewer } = await consultant.get(asked, { id: team })
    expect(teams.nodes.map(({ id }: any) => id)).not.toContain(team)
    expect(teams.nodes).toHaveLength(teams.totalCount)
    expect(node).toEqual({ name, endedAt: expect.any(String) as string })
    expect(viewer.memberships.map((each: any) => each.team.id).sort()).toEqual([team, other].sort())
    const assigning = { ...based(dossier), assigneeId: consultant.id, teamId: team }
    const { errors } = await change(consultant, "assignCase", assigning)
    expect(errors).toMatchObject([{ reason: "ABSENT", path: ["input", "teamId"] }])
    const said = { subject: newSubject(), name: "Tess Kuipers", role: "CONSULTANT", team: [name] }
    await expect(enrol(url, said)).rejects.toThrow(
      /there is no team of that name any more: it ended on \d{4}-\d\d-\d\d/,
    )
  })

  it("leaves its name to another", async () => {
    const name = teamName()
    await house.team(name)
    await endTeam(url, name)
    expect(await addTeam(url, name, "Zuid")).toEqual([`made the team ${name}`])
  })

  it("gets no case while it ends: whoever gives it one waits, and is told that it is not there", async () => {
    const { team, consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const other = await house.team()
    const ending = await house.database.admin.connect()
    await ending.query("begin")
    await ending.query("select from team where id = $1 for update", [other])
    await ending.query("update team set ended_at = now() where id = $1", [other])
    const given = change(consultant, "assignCase", { ...based(dossier), assigneeId: consultant.id, teamId: other })
    await untilSomebodyWaits(house)
    await ending.query("commit")
    ending.release()
    expect((await given).errors).toMatchObject([{ reason: "ABSENT", path: ["input", "teamId"] }])
    expect(await house.rows("select team_id from case_file where id = $1", [dossier.id])).toEqual([{ team_id: team }])
  })
})

describe("the list of teams", () => {
  it("says how many belong to each and how many running cases it has, and of those that ended where they went", async () => {
    const { team, consultant } = await scene(house)
    await openCase(consultant)
    await bringTo(consultant, "CLOSED")
    const gone = teamName("Team Weg")
    await house.team(gone)
    await endTeam(url, gone)
    const line = async (all: boolean, name: string): Promise<string | undefined> =>
      (await listTeams(url, { all })).find((each) => each.startsWith(name))
    expect((await line(false, await nameOf(team)))?.split(/ {2,}/).slice(1)).toEqual(["De Linde", "1", "1"])
    expect([await line(false, gone), (await line(true, gone))?.split(/ {2,}/).length]).toEqual([undefined, 5])
    const [json = "[]"] = await listTeams(url, { json: true })
    expect(JSON.parse(json)).toContainEqual(
      expect.objectContaining({ id: team, members: 1, openCases: 1, endedAt: null, mergedInto: null }),
    )
    expect(await lastTrace(house, "team list")).toMatchObject({ actions: ["staff.listed"] })
  })

  it("is not told where the trail cannot be written; nor is a team made, renamed or ended", async () => {
    const name = `Team ${randomUUID()}`
    await house.team(name)
    await withoutTrail(house, async () => {
      await expect(listTeams(url, {})).rejects.toThrow()
      await expect(addTeam(url, `${name} b`, "Zuid")).rejects.toThrow()
      await expect(renameTeam(url, name, `${name} c`)).rejects.toThrow()
      await expect(endTeam(url, name)).rejects.toThrow()
    })
    expect(await house.rows("select ended_at from team where name like $1 || '%'", [name])).toEqual([
      { ended_at: null },
    ])
  })
})
