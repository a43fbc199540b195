import { setClock } from "../../src/platform/clock"
import { House } from "../support/house"
import { based, bringTo, change, done, openCase, refusals, scene } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const due = { title: "Gesprek met de buren", dueOn: "2026-12-01" }
const journal = "query($id: ID!) { case(id: $id) { journal { nodes { type body category author { id } } } } }"

describe("closing a case", () => {
  it.each(["REPORTED", "IN_TREATMENT", "IN_EXECUTION", "FINISHED"])("can be done from %s", async (status) => {
    const { consultant } = await scene(house)
    const before = await bringTo(consultant, status)
    const { case: after } = await done(consultant, "closeCase", { ...based(before), outcome: "AGREEMENT_REACHED" })
    expect(after).toMatchObject({ status: "CLOSED", outcome: "AGREEMENT_REACHED", version: before.version + 1 })
    expect(after.closedAt).not.toBeNull()
    expect(after.finishedAt).toBe(status === "FINISHED" ? before["finishedAt"] : after.closedAt)
  })

  it.each(["CLOSED", "CANCELLED"])("cannot be done from %s", async (status) => {
    const { consultant } = await scene(house)
    const input = { ...based(await bringTo(consultant, status)), outcome: "OTHER" }
    const { errors } = await change(consultant, "closeCase", input)
    expect(errors).toEqual([{ code: "CONFLICT", reason: "ILLEGAL_TRANSITION", path: ["input", "caseId"] }])
  })

  it.each([
    ["an ordinary day", "2026-05-12T10:00:00Z", "2031-05-12"],
    ["29 February, which its fifth year does not have", "2028-02-29T10:00:00Z", "2033-02-28"],
    ["31 December at 23:30 UTC, when it is next year in Amsterdam", "2026-12-31T23:30:00Z", "2032-01-01"],
    ["31 December at 22:30 UTC, when it is still this year in Amsterdam", "2026-12-31T22:30:00Z", "2031-12-31"],
    ["the last minute before summer time", "2026-03-29T00:59:59Z", "2031-03-29"],
    ["the evening before summer time, after midnight in Amsterdam", "2026-03-28T23:00:00Z", "2031-03-29"],
    ["the first evening of summer time, after midnight in Amsterdam", "2026-03-29T22:00:00Z", "2031-03-30"],
    ["the last evening of summer time", "2026-10-24T22:00:00Z", "2031-10-25"],
    ["the first evening of winter time, before midnight in Amsterdam", "2026-10-25T22:59:59Z", "2031-10-25"],
    ["the first evening of winter time, after midnight in Amsterdam", "2026-10-25T23:00:00Z", "2031-10-26"],
  ])("on %s sets the term five calendar years on", async (_day, closedAt, retentionEndsOn) => {
    const { consultant } = await scene(house)
    const { id } = await bringTo(consultant, "CLOSED")
    const moment = "closed_at = $2, finished_at = $2, opened_at = $2"
    await house.rows(`update case_file set ${moment} where id = $1`, [id, closedAt])
    const { case: after } = await consultant.get("query($id: ID!) { case(id: $id) { closedAt retentionEndsOn } }", {
      id,
    })
    expect(after.retentionEndsOn).toBe(retentionEndsOn)
    expect(new Date(after.closedAt)).toEqual(new Date(closedAt))
  })

  it("happens when the database says it does, whatever the clock of the node", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const now = async (): Promise<Date> =>
      (await house.rows<{ now: Date }>("select date_trunc('milliseconds', clock_timestamp()) as now"))[0]?.now as Date
    setClock({ now: () => new Date(Date.now() - 50_000) })
    const before = await now()
    const { case: closed } = await done(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" })
    const closedAt = new Date(closed.closedAt)
    expect([before <= closedAt, closedAt <= (await now())]).toEqual([true, true])
  })

  it("is refused while a task is open, and possible once it is done", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const { task } = await done(consultant, "addTask", { caseId: dossier.id, ...due })
    const closing = { ...based(dossier), outcome: "RESOLVED" }
    const { errors } = await change(consultant, "closeCase", closing)
    expect(errors).toEqual([{ code: "CONFLICT", reason: "TASK_OPEN", path: ["input", "caseId"] }])
    await done(consultant, "completeTask", { taskId: task.id, expectedVersion: 1 })
    expect(await refusals(consultant, "closeCase", closing)).toEqual([])
  })

  it("puts the explanation into the journal as a decision", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant, { kind: "ADAPTATION" })
    const explanation = "De traplift is geplaatst."
    await done(consultant, "closeCase", { ...based(dossier), outcome: "ADAPTED", explanation })
    const { nodes } = (await consultant.get(journal, { id: dossier.id })).case.journal
    expect(nodes).toEqual([{ type: "DECISION", body: explanation, category: "HEALTH", author: { id: consultant.id } }])
  })

  it("needs no explanation, and takes no empty one", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const empty = { ...based(dossier), outcome: "OTHER", explanation: "" }
    const { errors } = await change(consultant, "closeCase", empty)
    expect(errors).toEqual([{ code: "INVALID", reason: "REQUIRED", path: ["input", "explanation"] }])
    await done(consultant, "closeCase", { ...based(dossier), outcome: "OTHER" })
    expect((await consultant.get(journal, { id: dossier.id })).case.journal.nodes).toEqual([])
  })

  it("leaves no decision behind when it is refused", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    await done(consultant, "addTask", { caseId: dossier.id, ...due })
    const closing = { ...based(dossier), outcome: "RESOLVED", explanation: "Het is klaar." }
    expect(await refusals(consultant, "closeCase", closing)).toEqual(["TASK_OPEN"])
    expect((await consultant.get(journal, { id: dossier.id })).case.journal.nodes).toEqual([])
  })
})

describe("reopening a case", () => {
  it.each(["CLOSED", "CANCELLED"])("that was %s clears outcome, dates and term, and says why", async (status) => {
    const { consultant } = await scene(house)
    const ended = await bringTo(consultant, status)
    const reason = "De overlast is terug."
    const { case: after } = await done(consultant, "reopenCase", { ...based(ended), reason })
    expect(after).toMatchObject({
      status: "IN_TREATMENT",
      outcome: null,
      closedAt: null,
      finishedAt: null,
      retentionEndsOn: null,
      version: ended.version + 1,
    })
    const { nodes } = (await consultant.get(journal, { id: ended.id })).case.journal
    expect(nodes[0]).toMatchObject({ type: "DECISION", body: reason, category: "CONDUCT" })
  })

  it("lets the case be closed anew, with a new term", async () => {
    const { consultant } = await scene(house)
    const { id } = await bringTo(consultant, "CLOSED")
    const moment = "closed_at = '2026-01-15 12:00Z', finished_at = '2026-01-15 12:00Z', opened_at = '2026-01-15 12:00Z'"
    await house.rows(`update case_file set ${moment} where id = $1`, [id])
    const [closed] = await house.rows<any>("select version, retain_until::text from case_file where id = $1", [id])
    expect(closed.retain_until).toBe("2031-01-15")
    const reopening = { caseId: id, expectedVersion: closed.version, reason: "Een nieuwe melding." }
    const { case: open } = await done(consultant, "reopenCase", reopening)
    const { case: again } = await done(consultant, "closeCase", { ...based(open), outcome: "RESOLVED" })
    const [term] = await house.rows<any>(
      "select retain_until = ((closed_at at time zone 'Europe/Amsterdam')::date + interval '5 years')::date as anew, closed_at > '2026-06-01' as later from case_file where id = $1",
      [id],
    )
    expect([again.status, term]).toEqual(["CLOSED", { anew: true, later: true }])
  })

  it.each(["REPORTED", "IN_TREATMENT", "IN_EXECUTION", "FINISHED"])("is refused from %s", async (status) => {
    const { consultant } = await scene(house)
    const input = { ...based(await bringTo(consultant, status)), reason: "Voor de zekerheid." }
    const { errors } = await change(consultant, "reopenCase", input)
    expect(errors).toEqual([{ code: "CONFLICT", reason: "ILLEGAL_TRANSITION", path: ["input", "caseId"] }])
  })

  it("asks for a reason", async () => {
    const { consultant } = await scene(house)
    const input = { ...based(await bringTo(consultant, "CLOSED")), reason: "" }
    const { errors } = await change(consultant, "reopenCase", input)
    expect(errors).toEqual([{ code: "INVALID", reason: "REQUIRED", path: ["input", "reason"] }])
  })
})

describe("an ended case", () => {
  it.each(["CLOSED", "CANCELLED"])("that is %s takes no party, entry or task any more", async (status) => {
    const { consultant } = await scene(house)
    const running = await openCase(consultant)
    const { task } = await done(consultant, "addTask", { caseId: running.id, ...due })
    await done(consultant, "completeTask", { taskId: task.id, expectedVersion: 1 })
    const { id: caseId } = await bringTo(consultant, status)
    const refused = [{ code: "CONFLICT", reason: "CASE_ENDED", path: ["input", "caseId"] }]
    const party = { caseId, role: "WITNESS", name: "Mw. Hendriks" }
    const entry = { caseId, type: "NOTE", body: "Nog een telefoontje." }
    expect((await change(consultant, "addParty", party)).errors).toEqual(refused)
    expect((await change(consultant, "addJournalEntry", entry)).errors).toEqual(refused)
    expect((await change(consultant, "addTask", { caseId, ...due })).errors).toEqual(refused)
    await done(consultant, "moveCase", { ...based(running), to: "CANCELLED", reason: "Dubbel gemeld." })
    const completing = { taskId: task.id, expectedVersion: 2 }
    expect(await refusals(consultant, "completeTask", completing)).toEqual(["CASE_ENDED"])
  })
})
