import { type Enrolment, enrol } from "../../src/staffing"
import { oneAtATime } from "../../src/staffing/session"
import { type Colleague, House } from "../support/house"
import { changing, lastTrace, newSubject, recordOf, teamName, untilSomebodyWaits } from "./support"

let house: House
let sanne: Colleague
let known: { home: string; person: string; other: string; team: string }
beforeAll(async () => {
  house = await House.open()
})
beforeEach(async () => {
  known = { home: await house.home(), person: await house.person(), other: await house.home(), team: teamName() }
  sanne = await house.employee({ team: await house.team(known.team), cleared: ["NUISANCE", "FRAUD"] })
  await house.rows("update employee set home_id = $2, person_id = $3, until = '2030-01-01T00:00:00Z' where id = $1", [sanne.id, known.home, known.person]) // prettier-ignore
})
afterAll(() => house.close())

const unit = (home: string): string => home.slice(0, 8)

describe("enrolling somebody who is known", () => {
  it.each<[string, string, () => Partial<Enrolment>, () => unknown, () => string]>([
    ["her name", "name", () => ({ name: "Sanne Bos" }), () => "Sanne Bos", () => "name: Sanne de Wit → Sanne Bos"],
    ["her role", "role", () => ({ role: "TEAM_LEAD" }), () => "TEAM_LEAD", () => "role: CONSULTANT → TEAM_LEAD"],
    ["that she may no longer sign in", "active", () => ({ disabled: true }), () => false, () => "may sign in: yes → no"],
    ["until when", "until", () => ({ until: "2031-01-01T00:00:00Z" }), () => new Date("2031-01-01T00:00:00Z"), () => "until: 2030-01-01T00:00:00Z → 2031-01-01T00:00:00Z"],
    ["that it has no end", "until", () => ({ until: false }), () => null, () => "until: 2030-01-01T00:00:00Z → none"],
    ["where she lives", "home", () => ({ livesAt: unit(known.other) }), () => known.other, () => `lives at: ${unit(known.home)} → ${unit(known.other)}`],
    ["that it is not known where she lives", "home", () => ({ home: false }), () => null, () => `lives at: ${unit(known.home)} → none`],
    ["that she is no tenant", "person", () => ({ person: false }), () => null, () => `person: ${known.person} → none`],
    ["that she belongs to no team", "teams", () => ({ teams: false }), () => [], () => `teams: ${known.team} → none`],
    ["what she is cleared for besides", "clearances", () => ({ cleared: ["SAFETY"] }), () => ["FRAUD", "NUISANCE", "SAFETY"], () => "cleared for: FRAUD, NUISANCE → FRAUD, NUISANCE, SAFETY"],
    ["that she is cleared for one thing alone", "clearances", () => ({ clearances: false, cleared: ["FRAUD"] }), () => ["FRAUD"], () => "cleared for: FRAUD, NUISANCE → FRAUD"],
    ["that she is cleared for nothing", "clearances", () => ({ clearances: false }), () => [], () => "cleared for: FRAUD, NUISANCE → none"],
  ])("changes %s, says what it was and what it is, and leaves all else", async (_what, field, said, becomes, line) => {
    const before = await recordOf(house, sanne.id)
    expect(await changing(house, sanne, said())).toEqual([line()])
    expect(await recordOf(house, sanne.id)).toEqual({ ...before, [field]: becomes() })
  }) // prettier-ignore

  it("puts her into a team besides those that she is in, and out of those that are not named where that is said", async () => {
    const other = teamName("Team Zuid")
    await house.team(other)
    const both = [known.team, other].sort()
    expect(await changing(house, sanne, { team: [other] })).toEqual([`teams: ${known.team} → ${both.join(", ")}`])
    expect(await changing(house, sanne, { teams: false, team: [other] })).toEqual([
      `teams: ${both.join(", ")} → ${other}`,
    ])
    expect((await recordOf(house, sanne.id)).teams).toEqual([other])
  })

  it("ends and begins nothing of what she keeps", async () => {
    const terms = (): Promise<unknown[]> =>
      house.rows(
        `select id, valid_from, valid_until from team_membership where employee_id = $1
           union all select id, valid_from, valid_until from clearance where employee_id = $1 and kind = 'FRAUD' order by id`,
        [sanne.id],
      )
    const before = await terms()
    await changing(house, sanne, { teams: false, team: [known.team], clearances: false, cleared: ["FRAUD"] })
    expect(await terms()).toEqual(before)
  })

  it("lets her in again who was put out", async () => {
    await changing(house, sanne, { disabled: true })
    expect(await changing(house, sanne, { enabled: true })).toEqual(["may sign in: no → yes"])
  })

  it("says that nothing changed where all is so already; that she was looked at is in the trail", async () => {
    const same = { name: "Sanne de Wit", role: "CONSULTANT", team: [known.team], cleared: ["FRAUD"], until: "2030-01-01T00:00:00Z" } // prettier-ignore
    const written = (): Promise<unknown[]> => house.rows("select xmin from employee where id = $1", [sanne.id])
    const before = await written()
    for (const said of [{}, same]) {
      expect(await changing(house, sanne, said)).toEqual(["nothing changed"])
      const { actions, lines } = await lastTrace(house, "enrol")
      expect([actions, lines[0].employees]).toEqual([["staff.viewed"], [sanne.id]])
    }
    expect(await written()).toEqual(before)
  })
})

describe("enrolling somebody new", () => {
  it("says what she has, and that she has it since now", async () => {
    const said = { subject: newSubject(), name: "Tess Kuipers", role: "CONSULTANT", team: [known.team], cleared: ["NUISANCE"] } // prettier-ignore
    const { id, lines } = await enrol(house.database.ownerUrl, said)
    expect(lines).toEqual([
      ...[`enrolled ${id}`, `subject: ${said.subject}`, "name: Tess Kuipers", "role: CONSULTANT", "may sign in: yes"],
      ...[`teams: ${known.team}`, "cleared for: NUISANCE"],
    ])
    expect(await recordOf(house, id)).toMatchObject({ name: "Tess Kuipers", teams: [known.team], active: true })
  })

  it("makes her team where it is said to be new, in the district that is said", async () => {
    const name = teamName("Team Oost")
    const said = { subject: newSubject(), name: "Ravi Jansen", role: "CONSULTANT", newTeam: [name], district: "Oost" }
    const { id, lines } = await enrol(house.database.ownerUrl, said)
    expect(lines[0]).toBe(`made the team ${name}`)
    expect(await house.rows("select district from team where name = $1", [name])).toEqual([{ district: "Oost" }])
    expect((await recordOf(house, id)).teams).toEqual([name])
  })

  it("takes blanks around a name for what they are", async () => {
    const { id } = await enrol(house.database.ownerUrl, {
      subject: newSubject(),
      name: " Noor Smit ",
      role: "CONSULTANT",
    })
    expect((await recordOf(house, id)).name).toBe("Noor Smit")
  })
})

describe("two commands at once", () => {
  it("come one after the other, and each finds what the other did", async () => {
    await Promise.all(
      [{ cleared: ["SAFETY"] }, { cleared: ["SAFETY"] }, { cleared: ["HEALTH"] }].map((said) =>
        changing(house, sanne, said),
      ),
    )
    expect((await recordOf(house, sanne.id)).clearances).toEqual(["FRAUD", "HEALTH", "NUISANCE", "SAFETY"])
  })

  it("wait for each other before they look, and not without end", async () => {
    const other = await house.database.admin.connect()
    await other.query("select pg_advisory_lock(hashtextextended('woonrust staff', 0))")
    const looking = oneAtATime(house.database.ownerUrl, () => Promise.resolve("looked"), 50)
    await expect(looking).rejects.toThrow("Another command that changes the staff is at work")
    const changed = changing(house, sanne, { name: "Sanne Prins" })
    await untilSomebodyWaits(house)
    await house.rows("update employee set name = 'Sanne Bakker' where id = $1", [sanne.id])
    await other.query("select pg_advisory_unlock_all()")
    other.release()
    expect(await changed).toEqual(["name: Sanne Bakker → Sanne Prins"])
  })
})
