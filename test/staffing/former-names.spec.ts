import { renameTeam } from "../../src/staffing"
import { momentOf } from "../access/support"
import { scene, openCase } from "../cases/support"
import { ask, fetchAs, made, makerBeside } from "../exports/support"
import { type Dossier, connectedAs, dossierOf } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { changing, teamName } from "./support"

let house: House
let officer: Colleague
beforeAll(async () => {
  house = await House.open()
  officer = await house.officer()
})
afterAll(() => house.close())

const renamed = (who: Colleague, name: string): Promise<unknown> => changing(house, who, { name })

/** The names that the trail tells of what somebody did, oldest first. */
async function namesInTrail(who: Colleague): Promise<[string, string | null][]> {
  const asked = "query($id: ID!) { trailEvents(filter: { actorId: $id }) { nodes { actor { name } actorNameThen } } }"
  const { trailEvents } = await officer.get(asked, { id: who.id })
  return trailEvents.nodes.map(({ actor, actorNameThen }: any) => [actor.name, actorNameThen]).reverse()
}

const look = (who: Colleague): Promise<unknown> => who.get("{ viewer { id } }")

const access = `query($id: ID!, $at: DateTime) { caseAccess(caseId: $id, at: $at) { nodes { route employee { id name } employeeNameThen
  team { name } teamNameThen } } }`

/** How the trail of access names her and her team, at a moment. */
async function accessAt(who: Colleague, dossier: Dossier, at?: string): Promise<any> {
  const { caseAccess } = await who.get(access, { id: dossier.case.id, at })
  return caseAccess.nodes.find(({ route, employee }: any) => route === "TEAM" && employee.id === dossier.consultant.id)
}

describe("whoever has another name since", () => {
  it("stands in the trail with the name that she has, and beside it the one that she bore at each moment", async () => {
    const sanne = await house.employee({ name: "Sanne de Wit" })
    await look(sanne)
    await renamed(sanne, "Sanne Bakker")
    await look(sanne)
    await renamed(sanne, "Sanne Prins")
    await look(sanne)
    expect(await namesInTrail(sanne)).toEqual([
      ["Sanne Prins", "Sanne de Wit"],
      ["Sanne Prins", "Sanne Bakker"],
      ["Sanne Prins", null],
    ])
  })

  it("who bears a former name again is not told apart from herself", async () => {
    const sanne = await house.employee({ name: "Sanne de Wit" })
    await look(sanne)
    await renamed(sanne, "Sanne Bakker")
    await look(sanne)
    await renamed(sanne, "Sanne de Wit")
    expect(await namesInTrail(sanne)).toEqual([
      ["Sanne de Wit", null],
      ["Sanne de Wit", "Sanne Bakker"],
    ])
  })

  it("leaves in an export of the trail with both names", async () => {
    const sanne = await house.employee({ name: "Sanne de Wit" })
    await look(sanne)
    await renamed(sanne, "Sanne Bakker")
    const maker = makerBeside(house)
    try {
      const asked = await ask(officer, { actorId: sanne.id })
      await made(officer, asked)
      const [headings = "", line = ""] = (await fetchAs(house, officer, asked)).text.replace("\ufeff", "").split("\r\n")
      const told = Object.fromEntries(headings.split(";").map((name, nth) => [name, line.split(";")[nth]]))
      expect(told).toMatchObject({ actor_name: "Sanne Bakker", actor_name_then: "Sanne de Wit" })
    } finally {
      await maker.stop()
    }
  })
})

describe("who could see a case at a past moment", () => {
  it("is told with the names of then, hers and her team's, beside those of now", async () => {
    const dossier = await dossierOf(house)
    const [{ name: team } = { name: "" }] = await house.rows<{ name: string }>("select name from team where id = $1", [dossier.team]) // prettier-ignore
    const before = await momentOf(house)
    const now = teamName("Team Park")
    await renamed(dossier.consultant, "Sanne Bakker")
    await renameTeam(house.database.ownerUrl, team, now)
    const names = { employee: { id: dossier.consultant.id, name: "Sanne Bakker" }, team: { name: now } }
    for (const who of [officer, dossier.consultant]) {
      expect(await accessAt(who, dossier, before)).toMatchObject({ ...names, employeeNameThen: "Sanne de Wit", teamNameThen: team }) // prettier-ignore
      expect(await accessAt(who, dossier)).toMatchObject({ ...names, employeeNameThen: null, teamNameThen: null })
    }
  })
})

describe("former names", () => {
  const former = "select name, valid_from as since, valid_until as until from former_name where employee_id = $1 or team_id = $1 order by valid_until" // prettier-ignore

  it("follow each other without a gap, and are kept of what is another name only", async () => {
    const { team, consultant } = await scene(house)
    for (const name of ["Sanne Bakker", "Sanne Bakker", "Sanne Prins"]) await renamed(consultant, name)
    await changing(house, consultant, { role: "TEAM_LEAD" })
    const rows = await house.rows<any>(former, [consultant.id])
    expect(rows.map(({ name }) => name)).toEqual(["Sanne de Wit", "Sanne Bakker"])
    expect(rows.map(({ since }) => since)).toEqual([null, rows[0].until])
    await house.rows("update team set district = 'Zuid' where id = $1", [team])
    expect(await house.rows(former, [team])).toEqual([])
  })

  it("are known to whoever signed in, as the names of now are, and changed by nobody whom the service serves", async () => {
    const { consultant } = await scene(house)
    await openCase(consultant)
    await renamed(consultant, "Sanne Bakker")
    const opened = `select open_request('${consultant.id}', 'CONSULTANT', null, '{staff.viewed}', 'DONE', null, null, null, null, null, null, null, null, null)`
    const found = await connectedAs(house, "staff", async (client) => {
      const before = (await client.query(former, [consultant.id])).rowCount
      await client.query(opened)
      return [before, (await client.query(former, [consultant.id])).rowCount]
    })
    expect(found).toEqual([0, 1])
    for (const sql of ["update former_name set name = 'x'", "delete from former_name"])
      await expect(connectedAs(house, "staff", (client) => client.query(sql))).rejects.toMatchObject({ code: "42501" })
  })
})
