import { enrol, listStaff, showStaff } from "../../src/staffing"
import { bringTo, openCase, scene } from "../cases/support"
import { House } from "../support/house"
import { changing, lastTrace, newSubject, subjectOf, teamName, withoutTrail } from "./support"

let house: House
let url: string
beforeAll(async () => {
  house = await House.open()
  url = house.database.ownerUrl
})
afterAll(() => house.close())

const lineOf = async (subject: string, wanted: Parameters<typeof listStaff>[1] = {}): Promise<string[] | undefined> =>
  (await listStaff(url, wanted)).find((line) => line.startsWith(subject))?.split(/ {2,}/)

describe("the list of the staff", () => {
  it("says of each her role, her teams, what she is cleared for, and how many running cases she manages", async () => {
    const { team, consultant } = await scene(house)
    await openCase(consultant)
    await openCase(consultant)
    await bringTo(consultant, "CLOSED")
    const [{ name } = { name: "" }] = await house.rows<{ name: string }>("select name from team where id = $1", [team])
    expect(await lineOf(subjectOf(consultant))).toEqual([
      ...[subjectOf(consultant), "Sanne de Wit", "CONSULTANT", name, "ADAPTATION, FRAUD, NUISANCE, SAFETY", "yes", "2"],
    ])
    const [json = ""] = await listStaff(url, { json: true, team: name })
    expect(JSON.parse(json)).toEqual([
      expect.objectContaining({ id: consultant.id, subject: subjectOf(consultant), teams: [name], openCases: 2, until: null }), // prettier-ignore
    ])
  })

  it("counts a case that is in her custody, and not one that she only sees", async () => {
    const { team, consultant } = await scene(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    await openCase(consultant)
    expect((await lineOf(subjectOf(lead)))?.at(-1)).toBe("0")
    await changing(house, consultant, { disabled: true })
    expect((await lineOf(subjectOf(lead)))?.at(-1)).toBe("1")
  })

  it("holds those who may sign in, the others where they are asked for", async () => {
    const { consultant } = await scene(house)
    await changing(house, consultant, { disabled: true })
    expect(await lineOf(subjectOf(consultant))).toBeUndefined()
    expect((await lineOf(subjectOf(consultant), { all: true }))?.at(-2)).toBe("no")
  })

  it("finds a name however it is spelled, and refuses a team that there is not", async () => {
    const subject = newSubject()
    await enrol(url, { subject, name: "Gülşen Öztürk", role: "CONSULTANT" })
    expect(await lineOf(subject, { name: "ozturk" })).toBeDefined()
    expect(await lineOf(subject, { name: "Ozdemir" })).toBeUndefined()
    await expect(listStaff(url, { team: teamName("Team Nergens") })).rejects.toThrow("--team: there is no team")
  })

  it("stands in the trail as a look at the staff", async () => {
    await listStaff(url, {})
    const { actorKind, actions, lines } = await lastTrace(house, "staff list")
    expect([actorKind, actions]).toEqual(["OPERATOR", ["staff.listed"]])
    expect(lines).toMatchObject([{ activity: "staff-administration", cases: [], employees: [] }])
  })
})

describe("one of the staff", () => {
  it("is shown with all that can be changed of her", async () => {
    const { consultant } = await scene(house)
    const [home, person] = [await house.home(), await house.person()]
    await changing(house, consultant, {
      teams: false,
      livesAt: home.slice(0, 8),
      person,
      until: "2031-01-01T00:00:00Z",
    })
    expect(await showStaff(url, subjectOf(consultant), {})).toEqual([
      ...[`id: ${consultant.id}`, `subject: ${subjectOf(consultant)}`, "name: Sanne de Wit", "role: CONSULTANT"],
      ...["may sign in: yes", "until: 2031-01-01T00:00:00Z", `lives at: ${home.slice(0, 8)}`, `person: ${person}`],
      ...["teams: none", "cleared for: ADAPTATION, FRAUD, NUISANCE, SAFETY", "open cases: 0"],
    ])
    const [json = ""] = await showStaff(url, subjectOf(consultant), { json: true })
    expect(JSON.parse(json)).toMatchObject({ id: consultant.id, livesAt: home.slice(0, 8), teams: [] })
  })

  it("stands in the trail by her id; of nobody, it is said that there is nobody", async () => {
    const { consultant } = await scene(house)
    await showStaff(url, subjectOf(consultant), {})
    const { actions, lines } = await lastTrace(house, "staff show")
    expect([actions, lines[0].employees]).toEqual([["staff.viewed"], [consultant.id]])
    await expect(showStaff(url, newSubject(), {})).rejects.toThrow("There is nobody with that subject")
  })
})

it("nobody is told of where the trail cannot be written", async () => {
  const { consultant } = await scene(house)
  await withoutTrail(house, async () => {
    await expect(listStaff(url, {})).rejects.toThrow()
    await expect(showStaff(url, subjectOf(consultant), {})).rejects.toThrow()
  })
})
