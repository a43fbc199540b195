import { randomUUID } from "node:crypto"
import { change, done } from "../cases/support"
import { expectFault, watched } from "../records/support"
import { House } from "../support/house"
import { coordinatorOf, everyField, fileOf, logOf, look, told } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("the log of Mrs Jansen's file", () => {
  it("says of each access when, to what end, by which role and organisation, what was done and with what sort of data", async () => {
    const file = await fileOf(house)
    await file.consultant.get(look, { id: file.case.id })
    const [line] = await logOf(await coordinatorOf(house, file), file.jansen)
    const { recordedAt, ...rest } = line
    expect(Math.abs(Date.now() - Date.parse(recordedAt))).toBeLessThan(60_000)
    expect(rest).toEqual({
      reference: file.case.reference,
      role: "CONSULTANT",
      organisation: "ASSOCIATION",
      activity: "CASE_HANDLING",
      purpose: "Handling reports of nuisance, fraud, adaptations and safety (P8)",
      acts: ["VIEWED"],
      categories: ["CONDUCT", "CONTACT"],
    })
  })

  it("holds the whole history of a case that is about her, from its opening, newest first", async () => {
    const file = await fileOf(house)
    const caseId = file.case.id
    await done(file.consultant, "addJournalEntry", { caseId, type: "NOTE", body: "Het is rustig." }, "__typename")
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: file.team })
    await lead.get("{ cases { nodes { title } } }")
    await change(lead, "updateCase", { caseId, expectedVersion: 9, title: "Anders" }, "__typename")
    const lines = await logOf(await coordinatorOf(house, file), file.jansen)
    expect(told(lines)).toEqual([
      "TEAM_LEAD ATTEMPTED",
      "TEAM_LEAD VIEWED",
      "CONSULTANT CHANGED",
      "CONSULTANT CHANGED",
      "CONSULTANT CHANGED",
    ])
  })

  it("joins what one request did by several fields to one end, and tells apart its ends and her cases", async () => {
    const jansen = await house.person("Jansen")
    const [one, other] = [await fileOf(house, { jansen }), await fileOf(house, { jansen })]
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: one.team })
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [lead.id, other.team])
    const document = `query($a: ID!, $b: ID!) { a: case(id: $a) { title } again: case(id: $a) { status } b: case(id: $b) { status }
      caseAccess(caseId: $a) { nodes { route } } }`
    await lead.get(document, { a: one.case.id, b: other.case.id })
    const els = await coordinatorOf(house, one, other)
    const lines = (await logOf(els, jansen)).filter(({ role }) => role === "TEAM_LEAD")
    const found = lines.map((line) => [line.reference, line.activity, line.acts, line.categories])
    expect(found.sort()).toEqual(
      [
        [one.case.reference, "ACCESS_CONTROL", ["SUPERVISED"], []],
        [one.case.reference, "CASE_HANDLING", ["VIEWED"], ["CONDUCT"]],
        [other.case.reference, "CASE_HANDLING", ["VIEWED"], []],
      ].sort(),
    )
  })

  it("tells an emergency, whom access was given, and that an auditor looked, who works for somebody else", async () => {
    const file = await fileOf(house)
    const daan = await house.employee({ name: "Daan Mulder", team: await house.team() })
    const hurry = { reference: file.case.reference, reason: "VIOLENCE", explanation: "Er wordt geschreeuwd." }
    await done(daan, "openInEmergency", hurry, "__typename")
    const giving = { caseId: file.case.id, employeeId: daan.id, level: "VIEW", reason: "Kijkt mee." }
    await done(file.consultant, "grantAccess", giving, "__typename")
    const paul = await house.employee({ name: "Paul Kerkhof", cleared: [] })
    await house.rows("update employee set role = 'EXTERNAL_AUDITOR', until = now() + interval '1 day' where id = $1", [
      paul.id,
    ])
    await paul.get("query($id: ID!) { case(id: $id) { status } }", { id: file.case.id })
    const lines = await logOf(await coordinatorOf(house, file), file.jansen)
    expect(lines.slice(0, 3).map(({ role, organisation, acts }) => [role, organisation, ...acts])).toEqual([
      ["EXTERNAL_AUDITOR", "AUDITOR", "VIEWED"],
      ["CONSULTANT", "ASSOCIATION", "OPENED_TO_OTHERS"],
      ["CONSULTANT", "ASSOCIATION", "OPENED_IN_EMERGENCY"],
    ])
  })

  it("holds no name, id, token or address of anybody who looked, nor a name of hers, in any of its bytes", async () => {
    const file = await fileOf(house)
    await file.consultant.get(look, { id: file.case.id })
    const els = await coordinatorOf(house, file)
    const { text } = await els.ask(
      `query($id: ID!) { accessLog(personId: $id, first: 100) { nodes { __typename ${everyField} } } }`,
      { id: file.jansen },
    )
    expect(text).toContain(file.case.reference)
    const [event] = await house.rows<any>("select token_id, client, host(address) as address from trail_event where actor_id = $1", [
      file.consultant.id,
    ]) // prettier-ignore
    const names = [file.consultant.name, els.name, "Jansen", "Sanne", "Wit"]
    const ids = [file.consultant.id, els.id, file.team, file.party, file.jansen, file.case.id]
    for (const each of [...names, ...ids, event.token_id, event.client, event.address]) expect(text).not.toContain(each)
  })

  it("has no field that leads anywhere else: whatever is asked of a line is plain", async () => {
    const els = await coordinatorOf(house)
    const { __type } = await els.get(
      `{ __type(name: "LoggedAccess") { fields { name type { kind ofType { kind ofType { kind ofType { kind } } } } } } }`,
    )
    const kinds = __type.fields.map(({ type }: any) => {
      let inner = type
      while (inner.ofType) inner = inner.ofType
      return inner.kind as string
    })
    expect(__type.fields.map(({ name }: any) => name).sort()).toEqual(everyField.split(" ").sort())
    expect(new Set(kinds)).toEqual(new Set(["SCALAR", "ENUM"]))
  })

  it("is narrowed by a period, of which the end is not part", async () => {
    const file = await fileOf(house)
    await file.consultant.get(look, { id: file.case.id })
    const els = await coordinatorOf(house, file)
    const all = await logOf(els, file.jansen)
    const [last, before] = all.map(({ recordedAt }) => new Date(Date.parse(recordedAt)).toISOString())
    const next = new Date(Date.parse(last ?? "") + 1).toISOString()
    expect(await logOf(els, file.jansen, { recordedBefore: before })).toEqual(all.slice(2))
    expect((await logOf(els, file.jansen, { recordedFrom: last, recordedBefore: next })).length).toBeGreaterThan(0)
    expect(await logOf(els, file.jansen, { recordedFrom: next })).toMatchObject([{ acts: ["SUPERVISED"] }, { acts: ["SUPERVISED"] }, { acts: ["SUPERVISED"] }]) // prettier-ignore
  })

  it.each([
    ["ends before it begins", { recordedFrom: "2026-03-02T09:00:00Z", recordedBefore: "2026-03-01T09:00:00Z" }],
    ["ends as it begins", { recordedFrom: "2026-03-01T09:00:00Z", recordedBefore: "2026-03-01T09:00:00Z" }],
    ["begins in the future", { recordedFrom: "2999-01-01T00:00:00Z" }],
    ["ends in years to come", { recordedBefore: "2999-01-01T00:00:00Z" }],
  ])("is refused by a period that %s, of whomever it is asked", async (_what, period) => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    const document = `query($id: ID!, $recordedFrom: DateTime, $recordedBefore: DateTime) {
      accessLog(personId: $id, recordedFrom: $recordedFrom, recordedBefore: $recordedBefore) { totalCount } }`
    for (const id of [file.jansen, randomUUID()])
      expectFault(await els.ask(document, { id, ...period }), "BAD_REQUEST", "TRAIL_PERIOD")
  })

  it("says of a change that it showed her file where its answer did, also when it was refused", async () => {
    const file = await fileOf(house)
    const { team, consultant, case: opened } = file
    const caseId = opened.id
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team })
    const stale = { caseId, expectedVersion: 99, title: "Anders" }
    const whole = "case { title parties { name } journal { nodes { body } } }"
    await change(lead, "updateCase", stale, whole)
    await change(lead, "updateCase", stale, "case { id version }")
    const entry = { caseId, type: "NOTE", body: "Het is rustig." }
    await done(consultant, "addJournalEntry", entry, "entry { body }")
    await done(consultant, "addJournalEntry", entry, "entry { id } case { journal { nodes { body } } }")
    const lines = await logOf(await coordinatorOf(house, file), file.jansen)
    expect(told(lines.slice(0, 4))).toEqual([
      "CONSULTANT CHANGED+VIEWED",
      "CONSULTANT CHANGED",
      "TEAM_LEAD ATTEMPTED",
      "TEAM_LEAD ATTEMPTED+VIEWED",
    ])
  })

  it("goes page by page, without a gap or a repeat, while her file is looked at, and backward", async () => {
    const file = await fileOf(house)
    for (let times = 0; times < 6; times++) await file.consultant.get(look, { id: file.case.id })
    const els = await coordinatorOf(house, file)
    const all = await logOf(els, file.jansen)
    const page = `query($id: ID!, $after: String) { accessLog(personId: $id, first: 3, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { ${everyField} } } }`
    const seen: any[] = []
    for (let after: string | null = null, more = true; more;) {
      const { accessLog }: any = await els.get(page, { id: file.jansen, after })
      seen.push(...accessLog.nodes)
      await file.consultant.get(look, { id: file.case.id })
      ;({ hasNextPage: more, endCursor: after } = accessLog.pageInfo)
    }
    // What the first page left of itself is newer than the first page: only its own line stands before what was there.
    expect(seen.slice(1)).toEqual(all)
    expect(seen[0]).toMatchObject({ role: "PRIVACY_COORDINATOR", activity: "SUBJECT_RIGHTS" })
    const { accessLog } = await els.get(
      `query($id: ID!) { accessLog(personId: $id, last: 2) { pageInfo { hasPreviousPage } nodes { ${everyField} } } }`,
      { id: file.jansen },
    )
    expect(accessLog).toEqual({ pageInfo: { hasPreviousPage: true }, nodes: all.slice(-2) })
  })

  it("is in the trail when it is asked, with whose it was and the cases it told of; and so in the next log", async () => {
    const [file, other] = [await fileOf(house), await fileOf(house)]
    const els = await coordinatorOf(house, file, other)
    const document = "query($id: ID!) { accessLog(personId: $id) { nodes { role } } }"
    const { event, sight } = await watched(house, els, document, { id: file.jansen })
    expect(event).toMatchObject({ outcome: "DONE", actions: ["trail.rendered"] })
    expect(sight).toMatchObject({ field: "accessLog", cases: [file.case.id], persons: [file.jansen], parties: [] })
    const [newest] = await logOf(els, file.jansen)
    expect(newest).toMatchObject({ role: "PRIVACY_COORDINATOR", activity: "SUBJECT_RIGHTS", acts: ["SUPERVISED"] })
  })

  it("ends where a case has been destroyed: nothing joins her to what is left of it", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    expect((await logOf(els, file.jansen)).length).toBeGreaterThan(0)
    await house.rows("delete from party where case_id = $1", [file.case.id])
    expect(await logOf(els, file.jansen)).toEqual([])
  })
})
