import { type Enrolment, enrol } from "../../src/staffing"
import { closeNames } from "../../src/staffing/close-names"
import { type Colleague, House } from "../support/house"
import { changing, newSubject, subjectOf } from "./support"

let house: House
let sanne: Colleague
beforeAll(async () => {
  house = await House.open()
  for (const name of ["Team Noord", "Team Noordoost", "Team Zuid", "Zorg en veiligheid"]) await house.team(name)
  sanne = await house.employee({ name: "Sanne de Wit" })
})
afterAll(() => house.close())

/** Everything that a command could change. */
const all = (): Promise<unknown[]> =>
  house.rows(
    `select 'e', e::text from employee e union all select 't', t::text from team t union all select 'm', m::text from team_membership m
      union all select 'k', k::text from clearance k union all select 'x', id::text from trail_event order by 1, 2`,
  )

/** It is refused in these words, and makes nothing. */
async function expectRefused(said: Enrolment, words: RegExp): Promise<void> {
  const before = await all()
  const failure = await enrol(house.database.ownerUrl, said).catch((error: unknown) => error as { message: string; exitCode: number }) // prettier-ignore
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(words) as string })
  expect((failure as { message: string }).message).not.toMatch(/_(key|check|fkey|pkey)\b|constraint|SQLSTATE/)
  expect(await all()).toEqual(before)
}

const tess = (more: Partial<Enrolment> = {}): Enrolment => ({
  ...{ subject: newSubject(), name: "Tess Kuipers", role: "CONSULTANT" },
  ...more,
})

describe("a slip of the pen makes nothing:", () => {
  it.each<[string, () => Enrolment, RegExp]>([
    ["a team that there is not; those that come close are named", () => tess({ team: ["Team Nord"] }), /--team: there is no team of that name; these come close: Team Noord\./],
    ["of several teams, it is said which", () => tess({ team: ["Team Zuid", "Team Nord"] }), /--team \(2 of 2\): there is no team/],
    ["a team in other capitals", () => tess({ team: ["team zuid"] }), /these come close: Team Zuid/],
    ["a team that none comes close to", () => tess({ team: ["Incasso"] }), /none comes close; `team list` names them/],
    ["a team that is there already, and is said to be new", () => tess({ newTeam: ["TEAM  ZUID"] }), /--new-team: there is a team of that name already: Team Zuid/],
    ["a subject that there is not, and no more", () => ({ subject: newSubject() }), /nobody with that subject.* needs --name and --role/],
    ["a subject that there is not, with what was to be changed", () => ({ subject: newSubject(), role: "TEAM_LEAD" }), /nobody with that subject/],
    ["a subject that there is not, with the name of an employee", () => tess({ name: "sanne  de wit" }), /has this name already.*--new-subject.*--new-person/],
    ["somebody new, with a subject that is known", () => ({ subject: subjectOf(sanne), newPerson: true }), /--new-person: an employee has the subject/],
    ["a new subject for one that there is not", () => ({ subject: newSubject(), newSubject: newSubject() }), /nobody with the subject of --subject/],
    ["a new subject that is known", () => ({ subject: newSubject(), newSubject: subjectOf(sanne) }), /that of --new-subject is an employee's already/],
    ["blanks around a subject", () => tess({ subject: " s-1" }), /--subject: a subject is one line without blanks around it/],
    ["a name of blanks", () => tess({ name: " \u200b " }), /--name: blank says nothing/],
    ["a name without end", () => tess({ name: "x".repeat(201) }), /--name: .* 200 signs at most/],
    ["a team of blanks", () => tess({ newTeam: [" "] }), /--new-team: blank/],
    ["a moment that is past", () => tess({ until: "2016-12-31T23:00:00Z" }), /--until: that moment is past/],
    ["an external auditor without an end", () => tess({ role: "EXTERNAL_AUDITOR" }), /--until: an external auditor has an end/],
    ["a district of no team", () => tess({ district: "Oost" }), /--district is of a new team/],
    ["in and out at once", () => tess({ disabled: true, enabled: true }), /--disabled and --enabled contradict/],
    ["a home and none", () => tess({ livesAt: "1", home: false }), /--lives-at and --no-home contradict/],
    ["a new person and a new subject", () => tess({ newPerson: true, newSubject: newSubject() }), /--new-person and --new-subject contradict/],
  ])("%s", async (_what, said, words) => {
    await expectRefused(said(), words)
  }) // prettier-ignore

  it("an end taken from an external auditor, or one made of somebody who has none", async () => {
    const { subject } = tess()
    await enrol(house.database.ownerUrl, { ...tess({ subject, name: "Paul Kerkhof" }), role: "EXTERNAL_AUDITOR", until: "2031-01-01T00:00:00Z" }) // prettier-ignore
    await expectRefused({ subject, until: false }, /an external auditor has an end/)
    await expectRefused({ subject: subjectOf(sanne), role: "EXTERNAL_AUDITOR" }, /an external auditor has an end/)
    expect(await changing(house, sanne, { role: "EXTERNAL_AUDITOR", until: "2031-01-01T00:00:00Z" })).toHaveLength(2)
    expect(await changing(house, sanne, { role: "CONSULTANT", until: false })).toHaveLength(2)
  })
})

describe("what is meant is done:", () => {
  it("somebody else of the same name, where it is said to be somebody else", async () => {
    const { id } = await enrol(house.database.ownerUrl, tess({ name: "Sanne de Wit", newPerson: true }))
    expect(id).not.toBe(sanne.id)
  })

  it("somebody of the name of one who has left", async () => {
    const former = await house.employee({ name: "Wil Aerts" })
    await changing(house, former, { disabled: true })
    const { id } = await enrol(house.database.ownerUrl, tess({ name: "Wil Aerts" }))
    expect(id).not.toBe(former.id)
  })
})

it.each([
  ["Team Nord", ["Team Noord"]],
  ["zorg & veiligheid", ["Zorg en veiligheid"]],
  ["Noord", ["Team Noord"]],
  ["Fraude", []],
])("names that come close to %s", (given, close) => {
  expect(closeNames(given, ["Team Noord", "Zorg en veiligheid", "Wonen"])).toEqual(close)
})
