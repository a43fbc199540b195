import { atHome, declare } from "../blocks/support"
import { refusals, scene } from "../cases/support"
import { connectedAs, dossierOf } from "../permissions/support"
import { trailOf, until } from "../records/support"
import { House, type Variables } from "../support/house"
import { type Maker, ask, exported, exportsOf, fetchAs, linesOf, made, makerBeside } from "./support"

let house: House
let maker: Maker
beforeAll(async () => {
  house = await House.open()
  maker = makerBeside(house)
})
afterAll(async () => {
  await maker.stop()
  await house.close()
})

const listed = `query($filter: TrailFilter) { trailEvents(filter: $filter, first: 100) { nodes { id } } }`

/** So many requests of an employee, as the trail would hold them, a minute apart. */
async function history(count: number): Promise<Variables> {
  const { id } = await house.employee()
  await house.rows(
    `insert into trail_event (actor_kind, actor_id, actor_role, actions, outcome, recorded_at)
     select 'EMPLOYEE', $1, 'CONSULTANT', '{staff.viewed}', 'DONE', now() - interval '1 second' * nth from generate_series(1, $2) nth
     where now() - interval '1 second' * nth >= date_trunc('month', now(), 'UTC')`,
    [id, count],
  )
  return { actorId: id }
}

describe("an export of the trail", () => {
  it("holds what the filter finds, newest first, a line for each thing that a request looked at", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const filter = { caseId: dossier.case.id, actorId: dossier.consultant.id }
    const { trailEvents } = await officer.get(listed, { filter })
    const lines = linesOf(await exported(house, officer, filter))
    expect([...new Set(lines.map(({ event }) => event))]).toEqual(trailEvents.nodes.map(({ id }: any) => id))
    expect(lines[0]).toMatchObject({
      actor_id: dossier.consultant.id,
      actor_name: dossier.consultant.name,
      actor_role: "CONSULTANT",
      outcome: "DONE",
      action: "task.added",
      activity: "case-handling",
      cases: dossier.case.id,
    })
    expect(lines.some(({ parties }) => parties === dossier.party)).toBe(true)
  })

  it("holds of a person what the filter finds of her, and nothing of others", async () => {
    const [jansen, other] = [await dossierOf(house), await dossierOf(house)]
    const officer = await house.officer()
    const filter = { personId: jansen.person, actorId: jansen.consultant.id }
    const { trailEvents } = await officer.get(listed, { filter })
    const lines = linesOf(await exported(house, officer, filter))
    expect([...new Set(lines.map(({ event }) => event))]).toEqual(trailEvents.nodes.map(({ id }: any) => id))
    expect(lines.some(({ cases }) => cases === jansen.case.id)).toBe(true)
    expect(lines.some(({ cases }) => cases === other.case.id)).toBe(false)
  })

  it("is made in chunks and goes on after a restart: nothing is missing, and nothing there twice", async () => {
    const officer = await house.officer()
    const filter = await history(2_500)
    // By the service alone, which is stopped in the midst of it.
    await maker.stop()
    const asked = await ask(officer, filter)
    await house.restart()
    maker = makerBeside(house)
    expect(await made(officer, asked)).toMatchObject({ state: "READY", eventCount: 2_500 })
    const lines = linesOf((await fetchAs(house, officer, asked)).text)
    expect(new Set(lines.map(({ event }) => event)).size).toBe(2_500)
    const moments = lines.map((line) => line["recorded_at_utc"] ?? "")
    expect(moments).toEqual([...moments].sort().reverse())
    const [chunks] = await house.rows<{ count: string }>("select count(*) from export_chunk where job_id = $1", [
      asked.id,
    ])
    expect(chunks?.count).toBe("3")
  })

  it("speaks the terms of the Logboek Dataverwerkingen where that is asked", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const text = await exported(house, officer, { partyId: dossier.party }, "LOGBOEK_DATAVERWERKINGEN")
    const lines = JSON.parse(text) as any[]
    const [request] = lines
    const line = lines.find(({ attributes }) => attributes["dpl.core.data_subject_id"] === dossier.party)
    expect(new Set(lines.map((each) => each.span_id)).size).toBe(lines.length)
    expect(request).toMatchObject({
      name: "party.added",
      status: "Ok",
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(line).toMatchObject({
      name: "party.added",
      trace_id: request.trace_id,
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      parent_span_id: request.span_id,
      attributes: {
        "dpl.core.processing_activity_id": "urn:woonrust:processing-activity:case-handling:1",
        "dpl.core.data_subject_id": dossier.party,
        "dpl.core.data_subject_id_type": "urn:woonrust:party",
      },
    })
    expect(Date.parse(line.start_time)).toBeLessThanOrEqual(Date.now())
  })

  it("of nothing is whole too", async () => {
    const officer = await house.officer()
    const filter = { caseId: "00000000-0000-4000-8000-000000000001" }
    expect(linesOf(await exported(house, officer, filter))).toEqual([])
    expect(JSON.parse(await exported(house, officer, filter, "LOGBOEK_DATAVERWERKINGEN"))).toEqual([])
  })

  it("holds nothing of a case that a conflict of interest keeps from the officer", async () => {
    const dossier = await dossierOf(house)
    const [marijke, other] = [await house.officer(), await house.officer()]
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
    const filter = { actorId: dossier.consultant.id }
    expect(linesOf(await exported(house, marijke, filter))).toEqual([])
    expect(linesOf(await exported(house, other, filter)).length).toBeGreaterThan(3)
  })

  it("waits for who was at work when it was asked for: what they commit later is in it", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    const { asked, late } = await connectedAs(house, "staff", async (client) => {
      const opened = await client.query<{ id: string }>(
        `select open_request($1, 'CONSULTANT', null, '{case.viewed}', 'DONE'${", null".repeat(10)}) as id`,
        [dossier.consultant.id],
      )
      const asked = await ask(officer, { actorId: dossier.consultant.id })
      // As many rounds as would have made it.
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      expect(await exportsOf(officer)).toMatchObject([{ state: "RUNNING", eventCount: 0 }])
      await client.query("commit")
      return { asked, late: opened.rows[0]?.id }
    })
    expect(await made(officer, asked)).toMatchObject({ state: "READY" })
    expect((await fetchAs(house, officer, asked)).text).toContain(late)
  })

  it("stands in the trail, and so does fetching it, with the cases and parties that leave by it", async () => {
    const dossier = await dossierOf(house)
    const officer = await house.officer()
    await exported(house, officer, { caseId: dossier.case.id })
    const events = (await trailOf(house, officer)).filter(({ actions }) => actions[0] !== "trail.listed")
    expect(events.map(({ actions, outcome }) => [...actions, outcome])).toEqual([
      ["trail.exported", "DONE"],
      ["trail.exported", "DONE"],
      ["trail.downloaded", "DONE"],
    ])
    for (const { sights } of events.slice(1))
      expect(sights).toMatchObject([{ cases: [dossier.case.id], parties: [dossier.party] }])
  })

  it("is made for whoever asked alone: not once her role is another, nor once her sessions were ended", async () => {
    const changes = [
      "update employee set role = 'CONSULTANT' where id = $1",
      "update employee set sessions_since = clock_timestamp() where id = $1",
    ]
    for (const change of changes) {
      const officer = await house.officer()
      const asked = await ask(officer, await history(10))
      await made(officer, asked)
      await house.rows(change, [officer.id])
      // As a node leaves it that was stopped before the first chunk.
      await house.rows(
        "update export_job set state = 'RUNNING', chunks = 0, after_at = null, after_id = null where id = $1",
        [asked.id],
      )
      await until(house, `(select state <> 'RUNNING' from export_job where id = '${asked.id}')`)
      const [{ state, kept } = { state: "", kept: "" }] = await house.rows<{ state: string; kept: string }>(
        "select state, (select count(*) from export_chunk where job_id = id) as kept from export_job where id = $1",
        [asked.id],
      )
      expect([state, kept]).toEqual(["FAILED", "0"])
    }
  })
})

describe("asking for an export is refused", () => {
  it.each([
    ["of what would look through the whole trail", { action: "CASE_VIEWED" }, ["FILTER_TOO_WIDE"]],
    ["of a period that is to come", { recordedFrom: "2999-01-01T00:00:00Z" }, ["OUT_OF_RANGE"]],
    ["by an id that is none", { caseId: "zaak" }, ["MALFORMED"]],
  ])("%s", async (_what, filter, reasons) => {
    expect(await refusals(await house.officer(), "exportTrail", { filter, format: "CSV" })).toEqual(reasons)
  })

  it("to everybody but the privacy officer", async () => {
    const { consultant } = await scene(house)
    const auditor = await house.employee({ name: "Pieter Mol", role: "ADMINISTRATOR" })
    for (const who of [consultant, auditor]) {
      expect(await refusals(who, "exportTrail", { format: "CSV" })).toEqual(["NOT_ALLOWED"])
      expect(await exportsOf(who)).toEqual([])
    }
  })

  it("to who has three in the making, though she asks for many at once", async () => {
    const officer = await house.officer()
    const asking =
      "mutation($input: ExportTrailInput!) { exportTrail(input: $input) { export { id } errors { reason } } }"
    const reasons = await connectedAs(house, "keeper", async (client) => {
      // Somebody is at work: none of them begins.
      await client.query("select pg_current_xact_id()")
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => officer.get(asking, { input: { format: "CSV" } })),
      )
      return outcomes.map(({ exportTrail }) => exportTrail.errors[0]?.reason ?? "MADE").sort()
    })
    expect(reasons).toEqual([...Array<string>(3).fill("MADE"), ...Array<string>(5).fill("TOO_MANY_EXPORTS")])
  })
})
