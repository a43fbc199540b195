import { randomUUID } from "node:crypto"
import { type Enrolment, enrol } from "../../src/staffing"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
  for (const name of ["Team Noord", "Team Zuid"]) await house.team(name)
})
afterAll(() => house.close())

const newcomer = (): Enrolment => ({
  subject: `subject-${randomUUID()}`,
  name: "Tess Kuipers",
  role: "CONSULTANT",
  newPerson: true,
  team: ["Team Noord"],
  cleared: ["NUISANCE"],
})

/** What is so already. */
const newcomerAgain = { name: "Tess Kuipers", role: "CONSULTANT", team: ["Team Noord"], cleared: ["NUISANCE"] }

/** What a command left in the trail: its events, each with the lines that belong to it. */
const trailOf = (id: string): Promise<any[]> =>
  house.rows<any>(
    `select e.actor_kind, e.actor_id, e.job, e.actions, e.outcome, (select json_agg(json_build_object('field', s.field, 'action', s.action,
        'activity', s.activity, 'basis', s.legal_basis, 'types', s.types, 'cases', s.case_ids, 'employees', s.employee_ids) order by s.position)
        from trail_sight s where s.event_id = e.id) as sights
      from trail_event e where exists (select from trail_sight s where s.event_id = e.id and s.employee_ids = array[$1::uuid])
      order by e.recorded_at, e.id`,
    [id],
  )

const actionsOf = async (id: string): Promise<string[][]> => (await trailOf(id)).map(({ actions }) => actions)

/** Enrols her, then anew with something else; what the second command left. */
async function changed(other: Partial<Enrolment>, first: Partial<Enrolment> = {}): Promise<string[][]> {
  const described = { ...newcomer(), ...first }
  const { id } = await enrol(house.database.ownerUrl, described)
  await enrol(house.database.ownerUrl, { subject: described.subject, ...other })
  return (await actionsOf(id)).slice(1)
}

describe("enrolling an employee by the operator's tool", () => {
  it("stands in the trail: by a command, of whom, and what sort of right it changed", async () => {
    const described = { ...newcomer(), newTeam: ["Team Oost"] }
    const { id } = await enrol(house.database.ownerUrl, described)
    const line = { field: "enrol", activity: "staff-administration", basis: "6-1-c", types: ["Employee"], cases: [], employees: [id] } // prettier-ignore
    const actions = ["team.made", "employee.enrolled", "membership.begun", "clearance.given"]
    expect(await trailOf(id)).toEqual([
      {
        actor_kind: "OPERATOR",
        actor_id: null,
        job: "enrol",
        actions,
        outcome: "DONE",
        sights: actions.map((action) => ({ ...line, action })),
      },
    ])
  })

  it.each<[string, Partial<Enrolment>, string[]]>([
    ["her role", { role: "TEAM_LEAD" }, ["employee.role_changed"]],
    ["her name", { name: "Tess de Groot" }, ["employee.renamed"]],
    ["that she may no longer sign in", { disabled: true }, ["employee.disabled"]],
    ["until when she may sign in", { until: "2030-01-01T00:00:00Z" }, ["employee.term_changed"]],
    ["what she is cleared for", { cleared: ["HEALTH"] }, ["clearance.given"]],
    ["what she is no longer cleared for", { clearances: false }, ["clearance.ended"]],
    ["another clearance", { clearances: false, cleared: ["FRAUD"] }, ["clearance.ended", "clearance.given"]],
    ["a team that there is", { team: ["Team Zuid"] }, ["membership.begun"]],
    ["another team", { teams: false, team: ["Team Zuid"] }, ["membership.ended", "membership.begun"]],
    ["a team that was to be made", { newTeam: ["Team West"] }, ["team.made", "membership.begun"]],
    [
      "by which subject she is known",
      { newSubject: `subject-${randomUUID()}` },
      ["employee.subject_changed", "session.ended"],
    ],
    ["that she belongs to no team", { teams: false }, ["membership.ended"]],
    ["several at once", { role: "TEAM_LEAD", teams: false, clearances: false }, ["employee.role_changed", "membership.ended", "clearance.ended"]], // prettier-ignore
  ])("says what was changed: %s", async (_what, other, actions) => {
    expect(await changed(other)).toEqual([actions])
  })

  it("says that she may sign in again, and that her term was lifted", async () => {
    expect(await changed({ enabled: true }, { disabled: true })).toEqual([["employee.enabled"]])
    expect(await changed({ until: false }, { until: "2030-01-01T00:00:00Z" })).toEqual([["employee.term_changed"]])
  })

  it("says that she was looked at, and no more, where nothing is changed", async () => {
    expect(await changed({})).toEqual([["staff.viewed"]])
    expect(await changed(newcomerAgain)).toEqual([["staff.viewed"]])
  })

  it("leaves nothing, and changes nothing, where it is refused", async () => {
    const described = newcomer()
    const { id } = await enrol(house.database.ownerUrl, described)
    const { subject } = described
    await expect(enrol(house.database.ownerUrl, { subject, role: "DIRECTOR" })).rejects.toThrow()
    await expect(enrol(house.database.ownerUrl, { subject, role: "TEAM_LEAD", cleared: ["ALL"] })).rejects.toThrow()
    expect(await actionsOf(id)).toHaveLength(1)
    expect(await house.rows("select role from employee where id = $1", [id])).toEqual([{ role: "CONSULTANT" }])
  })

  it("changes nothing where the trail cannot be written", async () => {
    const described = newcomer()
    const { id } = await enrol(house.database.ownerUrl, described)
    await house.rows("alter table trail_event add constraint spec_full check (actor_kind <> 'OPERATOR') not valid")
    try {
      await expect(enrol(house.database.ownerUrl, { subject: described.subject, role: "TEAM_LEAD" })).rejects.toThrow()
    } finally {
      await house.rows("alter table trail_event drop constraint spec_full")
    }
    expect(await house.rows("select role from employee where id = $1", [id])).toEqual([{ role: "CONSULTANT" }])
  })

  it("puts no name and no subject into the trail", async () => {
    const described = { ...newcomer(), name: "Merkteken-naam" }
    await enrol(house.database.ownerUrl, described)
    const lines = await house.rows<{ text: string }>("select e::text as text from trail_event e union all select s::text from trail_sight s") // prettier-ignore
    const text = lines.map((line) => line.text).join("\n")
    for (const marker of ["Merkteken", described.subject, "Team Noord"]) expect(text).not.toContain(marker)
  })

  it("is found by the privacy officer, with the employee it concerns", async () => {
    const { id } = await enrol(house.database.ownerUrl, newcomer())
    const officer = await house.officer()
    const { trailEvents } = await officer.get(
      "query ($since: DateTime!) { trailEvents(filter: { action: EMPLOYEE_ENROLLED, recordedFrom: $since }, first: 1) { nodes { actorKind job actor { id } sights { action employeeIds } } } }",
      { since: new Date(Date.now() - 60_000).toISOString() },
    )
    expect(trailEvents.nodes).toMatchObject([{ actorKind: "OPERATOR", job: "enrol", actor: null }])
    expect(trailEvents.nodes[0].sights).toContainEqual({ action: "EMPLOYEE_ENROLLED", employeeIds: [id] })
  })
})

it("that the database was migrated stands in the trail", async () => {
  const events = await house.rows("select actor_kind, job, outcome from trail_event where actions = '{database.migrated}'") // prettier-ignore
  expect(events).toEqual([{ actor_kind: "OPERATOR", job: "migrate", outcome: "DONE" }])
})

it("no serving role can write as an operator", async () => {
  const allowed = await house.rows(
    `select rolname from pg_roles where rolname like 'woonrust\\_%' and rolname <> 'woonrust_owner'
      and has_function_privilege(oid, 'record_operation(text, text[])', 'execute')`,
  )
  expect(allowed).toEqual([])
})
