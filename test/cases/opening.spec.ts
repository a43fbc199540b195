import { randomUUID } from "node:crypto"
import { House } from "../support/house"
import { change, openCase, refusals, report, scene } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("opening a case", () => {
  it.each([
    ["NUISANCE", "CONDUCT", "SOC", "GEL"],
    ["FRAUD", "CRIMINAL", "WOO", "ONR"],
    ["FRAUD", "CRIMINAL", "SOC", "HEN"],
    ["ADAPTATION", "HEALTH", null, null],
    ["SAFETY", "CONDUCT", "OMG", "HAN"],
    ["NUISANCE", "CONDUCT", "LEE", null],
  ])("works for %s, which holds %s, with the codes %s and %s", async (kind, category, veraType, veraDetail) => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant, { kind, veraType, veraDetail })
    expect(dossier).toMatchObject({ kind, category, veraType, veraDetail, status: "REPORTED", version: 1 })
  })

  it("is for the own team and handled by oneself, unless it is said otherwise", async () => {
    const { team, consultant } = await scene(house)
    const dossier = await openCase(consultant)
    expect(dossier).toMatchObject({
      ...report,
      team: { id: team },
      assignee: { id: consultant.id },
      openedBy: { id: consultant.id },
      outcome: null,
      closedAt: null,
      retentionEndsOn: null,
    })
  })

  it("can be for a colleague, in another team of one's own, about a home", async () => {
    const { consultant } = await scene(house)
    const other = await house.team()
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [consultant.id, other])
    const colleague = await house.employee({ name: "Daan Mulder" })
    const home = await house.home()
    const dossier = await openCase(consultant, { teamId: other, assigneeId: colleague.id, homeId: home })
    expect(dossier).toMatchObject({ team: { id: other }, assignee: { id: colleague.id }, home: { id: home } })
  })

  it("lets in the assignee to manage and the team to contribute, and nobody else", async () => {
    const { team, consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const grants = await house.rows<any>(
      `select route, level, principal_id as principal, granted_by as by, valid_until as until, kind
         from case_grant where case_id = $1 order by route`,
      [id],
    )
    const common = { by: consultant.id, until: null, kind: "NUISANCE" }
    expect(grants).toEqual([
      { route: "ASSIGNMENT", level: 3, principal: consultant.id, ...common },
      { route: "TEAM", level: 2, principal: team, ...common },
    ])
  })

  it("gives a reference that is random and cannot be misheard", async () => {
    const { consultant } = await scene(house)
    const references = new Set<string>()
    for (let i = 0; i < 20; i++) references.add((await openCase(consultant)).reference)
    expect(references.size).toBe(20)
    for (const reference of references) expect(reference).toMatch(/^WR(-[2-9A-HJKMNP-TV-Z]{4}){2}$/)
    const firsts = new Set([...references].map((reference) => reference.slice(3, 5)))
    expect(firsts.size).toBeGreaterThan(10)
  })

  it("is refused for a kind one is not cleared for", async () => {
    const team = await house.team()
    const consultant = await house.employee({ team, cleared: ["NUISANCE"] })
    const { case: dossier, errors } = await change(consultant, "openCase", { ...report, kind: "FRAUD" })
    expect(dossier).toBeNull()
    expect(errors).toEqual([{ code: "FORBIDDEN", reason: "KIND_NOT_CLEARED", path: ["input", "kind"] }])
  })

  it("is refused for a team that is not one's own, absent or not", async () => {
    const { consultant } = await scene(house)
    for (const teamId of [await house.team(), randomUUID(), "geen team"]) {
      const { errors } = await change(consultant, "openCase", { ...report, teamId })
      expect(errors).toEqual([{ code: "FORBIDDEN", reason: "TEAM_NOT_OWN", path: ["input", "teamId"] }])
    }
  })

  it("knows one's own team whichever way its id is written", async () => {
    const { team, consultant } = await scene(house)
    expect(await openCase(consultant, { teamId: team.toUpperCase() })).toMatchObject({ team: { id: team } })
  })

  it("is refused to whoever has no team", async () => {
    const loner = await house.employee({ name: "Bram Visser" })
    expect(await refusals(loner, "openCase", report)).toEqual(["TEAM_NOT_OWN"])
  })

  it("is refused for a home that is not there", async () => {
    const { consultant } = await scene(house)
    for (const homeId of [randomUUID(), "Lindelaan 12"]) {
      const { errors } = await change(consultant, "openCase", { ...report, homeId })
      expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", "homeId"] }])
    }
  })

  it.each([
    ["NUISANCE", "WOO", null],
    ["NUISANCE", "SOC", "BED"],
    ["NUISANCE", null, "GEL"],
    ["FRAUD", "OMG", "HAN"],
    ["ADAPTATION", "SOC", null],
    ["ADAPTATION", null, "PSY"],
    ["SAFETY", "WOO", "KLI"],
    ["SAFETY", "LEE", null],
  ])("is refused for %s with the codes %s and %s", async (kind, veraType, veraDetail) => {
    const { consultant } = await scene(house)
    const { errors } = await change(consultant, "openCase", { ...report, kind, veraType, veraDetail })
    expect(errors).toEqual([{ code: "INVALID", reason: "CODES_DO_NOT_FIT", path: ["input", "veraType"] }])
  })

  it("asks for the balancing note of a legitimate interest", async () => {
    const { consultant } = await scene(house)
    const given = { ...report, legalBasis: "LEGITIMATE_INTEREST" }
    const { errors } = await change(consultant, "openCase", given)
    expect(errors).toEqual([{ code: "INVALID", reason: "BALANCING_NOTE_NEEDED", path: ["input", "balancingNote"] }])
    const dossier = await openCase(consultant, { ...given, balancingNote: "De rust van de buren weegt zwaarder." })
    expect(dossier).toMatchObject({ balancingNote: "De rust van de buren weegt zwaarder." })
  })

  it("names everything that is empty or too long at once", async () => {
    const { consultant } = await scene(house)
    const { errors } = await change(consultant, "openCase", {
      ...report,
      title: "",
      description: "x".repeat(20_001),
      balancingNote: "",
      homeId: "1".repeat(65),
    })
    const invalid = (reason: string, field: string) => ({ code: "INVALID", reason, path: ["input", field] })
    expect(errors).toHaveLength(4)
    expect(errors).toEqual(
      expect.arrayContaining([
        invalid("REQUIRED", "title"),
        invalid("TOO_LONG", "description"),
        invalid("REQUIRED", "balancingNote"),
        invalid("TOO_LONG", "homeId"),
      ]),
    )
  })

  it("takes texts of just the longest length", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant, { title: "t".repeat(200), description: "o".repeat(20_000) })
    expect(dossier).toMatchObject({ title: "t".repeat(200), description: "o".repeat(20_000) })
    expect(await refusals(consultant, "openCase", { ...report, title: "t".repeat(201) })).toEqual(["TOO_LONG"])
  })

  it("is refused for an assignee who cannot handle it", async () => {
    const { team, consultant } = await scene(house)
    const gone = await house.employee({ name: "Ruud Peters", team })
    await house.rows("update employee set active = false where id = $1", [gone.id])
    const uncleared = await house.employee({ name: "Femke Jansen", team, cleared: ["FRAUD"] })
    const lapsed = await house.employee({ name: "Ilse Kok", team })
    await house.rows("update clearance set valid_until = now() - interval '1 day' where employee_id = $1", [lapsed.id])
    const administrator = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team })
    for (const assigneeId of [gone.id, uncleared.id, lapsed.id, administrator.id, "Femke"]) {
      const { errors } = await change(consultant, "openCase", { ...report, assigneeId })
      expect(errors).toEqual([{ code: "CONFLICT", reason: "ASSIGNEE_UNFIT", path: ["input", "assigneeId"] }])
    }
  })

  it("is refused in the same way for an assignee who is not there at all", async () => {
    const { consultant } = await scene(house)
    const { errors } = await change(consultant, "openCase", { ...report, assigneeId: randomUUID() })
    expect(errors).toEqual([{ code: "CONFLICT", reason: "ASSIGNEE_UNFIT", path: ["input", "assigneeId"] }])
  })

  it.each(["ADMINISTRATOR", "PRIVACY_COORDINATOR", "PRIVACY_OFFICER"])("is not for the role %s", async (role) => {
    const team = await house.team()
    const other = await house.employee({ name: "Petra Hoekstra", role, team })
    const { errors } = await change(other, "openCase", report)
    expect(errors).toEqual([{ code: "FORBIDDEN", reason: "NOT_ALLOWED", path: null }])
    expect(await house.rows("select from case_file where team_id = $1", [team])).toEqual([])
  })

  it("leaves nothing behind when it is refused", async () => {
    const { team, consultant } = await scene(house)
    expect(await refusals(consultant, "openCase", { ...report, assigneeId: "Femke" })).toHaveLength(1)
    expect(await house.rows("select from case_file where team_id = $1", [team])).toEqual([])
    expect(await house.rows("select from case_grant where principal_id = $1", [team])).toEqual([])
  })

  it.each(["purpose", "legalBasis", "kind", "title", "description"])("cannot be asked without %s", async (field) => {
    const { consultant } = await scene(house)
    const input = Object.fromEntries(Object.entries(report).filter(([name]) => name !== field))
    const answer = await consultant.ask(
      "mutation($input: OpenCaseInput!) { openCase(input: $input) { case { id } } }",
      {
        input,
      },
    )
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "BAD_REQUEST", detail: "VARIABLES" } }],
    })
  })
})
