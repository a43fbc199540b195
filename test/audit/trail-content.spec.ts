import { change, done, openCase, scene } from "../cases/support"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const marker = (what: string): string => `Merkteken-${what}`

/** Every value of the trail as text, whatever its column. */
async function wholeTrail(): Promise<string> {
  const columns = await house.rows<{ table: string; name: string }>(
    `select c.relname as table, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relname in ('trail_event', 'trail_sight') and a.attnum > 0 and not a.attisdropped`,
  )
  expect(columns.length).toBeGreaterThan(25)
  const texts = columns.map(({ table, name }) =>
    house.rows<{ value: string | null }>(`select "${name}"::text as value from ${table}`),
  )
  return (await Promise.all(texts))
    .flat()
    .map(({ value }) => value)
    .join("\n")
}

describe("the trail holds no content", () => {
  it("of cases, journals, tasks, parties, persons or homes, whatever was done with them", async () => {
    const { team, consultant } = await scene(house)
    const home = await house.home()
    await house.rows("update home set street = $2, unit_number = $3 where id = $1", [
      home,
      marker("straat"),
      marker("vhe"),
    ])
    const person = await house.person(marker("huurder"), home)
    await house.rows("update person set email = $2, phone = $3 where id = $1", [person, marker("mail"), marker("tel")])
    const opened = await openCase(consultant, {
      title: marker("titel"),
      description: marker("omschrijving"),
      legalBasis: "LEGITIMATE_INTEREST",
      balancingNote: marker("afweging"),
      homeId: home,
    })
    const caseId = opened.id
    const party = {
      caseId,
      role: "SUBJECT",
      name: marker("naam"),
      phone: marker("nul"),
      email: marker("post"),
      personId: person,
    }
    await done(consultant, "addParty", party)
    await done(consultant, "addJournalEntry", { caseId, type: "NOTE", body: marker("verslag") })
    const { task } = await done(consultant, "addTask", { caseId, title: marker("taak"), dueOn: "2026-12-01" })
    await done(consultant, "completeTask", { taskId: task.id, expectedVersion: 1 })
    await change(consultant, "updateCase", { caseId, expectedVersion: 9, title: marker("geweigerd") })
    await done(consultant, "closeCase", {
      caseId,
      expectedVersion: 1,
      outcome: "OTHER",
      explanation: marker("besluit"),
    })
    await done(consultant, "reopenCase", { caseId, expectedVersion: 2, reason: marker("reden") })
    const lead = await house.employee({ name: marker("teamleider"), role: "TEAM_LEAD", team })
    await lead.get(
      `query($id: ID!, $surname: String!, $person: ID!, $home: ID!) {
        case(id: $id) { title description balancingNote home { street } parties { name phone email participant { ... on Person { surname email } } }
          journal { nodes { body author { name } } } tasks { title } assignee { name } }
        persons(filter: { surname: $surname }) { nodes { surname phone home { street } } }
        person(id: $person) { surname involvements { name } }
        node(id: $home) { ... on Home { street residents { surname } } }
        viewer { name } employees(first: 100) { nodes { name } } }`,
      { id: caseId, surname: marker("huurder"), person, home },
    )
    await lead.ask("{ cases(first: 999) { nodes { title } } }")
    await lead.ask(`query($r: String!) { caseByReference(reference: $r) { title } }`, { r: marker("kenmerk") })
    await lead.ask(`query($r: ID!) { node(id: $r) { id } }`, { r: marker("id") })
    await house.ask("{ viewer { id } }", {}, marker("token"))
    const trail = await wholeTrail()
    expect(trail).toContain(caseId)
    expect(trail).not.toContain("Merkteken")
    for (const name of ["Sanne", "Verschuren", "Lindelaan"]) expect(trail).not.toContain(name)
  })

  it("not even of the text of a document with its values written in it", async () => {
    const { consultant } = await scene(house)
    const { persons } = await consultant.get(
      `query Zoek { persons(filter: { surname: "${marker("erin")}" }) { totalCount } }`,
    )
    expect(persons).toEqual({ totalCount: 0 })
    await consultant.ask(`query { persons(filter: { surname: "${marker("kapot")}" }) { nope } }`)
    expect(await wholeTrail()).not.toContain("Merkteken")
  })
})
