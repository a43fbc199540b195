import { randomUUID } from "node:crypto"
import { auditorOf, expectRefused, guestOf, leadOf } from "../access/support"
import { change, done, grant, refusals } from "../cases/support"
import { declare } from "../blocks/support"
import { connectedAs } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Colleague, House, type Variables } from "../support/house"
import { type File, coordinatorOf, dayIn, daysPass, fileOf, lift, mark, marking } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const listed = `query Marks($filter: ConfidentialityFilter) { confidentialities(filter: $filter, first: 100) { totalCount
  nodes { reason reviewOn endedAt markedBy { id } endedBy { id } case { id title } } } }`

async function marksOf(who: Colleague, filter: Variables): Promise<any[]> {
  const { confidentialities } = await who.get(listed, { filter })
  expect(confidentialities.totalCount).toBe(confidentialities.nodes.length)
  return confidentialities.nodes as any[]
}

/** Starts the service anew when the job is due: it is done at once. */
async function jobsRun(): Promise<void> {
  await house.rows("update job set ended_at = null where name = 'confidentiality'")
  await house.restart()
}

const lapses = (caseId: string): Promise<any[]> =>
  house.rows<any>(
    `select e.actor_kind, e.job, e.actions, s.activity, s.purpose, s.case_ids from trail_event e join trail_sight s on s.event_id = e.id
       where s.action = 'confidentiality.ended' and $1 = any (s.case_ids)`,
    [caseId],
  )

describe("marking a case as confidential", () => {
  it("keeps who did it, when, why and until which day, and shows it to those who work on the case", async () => {
    const file = await fileOf(house)
    const made = await mark(house, file, 30)
    expect(made).toMatchObject({
      reason: "FRAUD_INVESTIGATION",
      reviewOn: await dayIn(house, 30),
      endedAt: null,
      markedBy: { id: file.consultant.id },
      endedBy: null,
      case: { id: file.case.id },
    })
    const colleague = await house.employee({ name: "Mila Hermans", team: file.team })
    const document = "query($id: ID!) { case(id: $id) { confidentialities { id reviewOn } } }"
    const found = await colleague.get(document, { id: file.case.id })
    expect(found.case.confidentialities).toEqual([{ id: made.id, reviewOn: made.reviewOn }])
  })

  it("and lifting it stand in the trail, with the case", async () => {
    const file = await fileOf(house)
    await mark(house, file)
    expect(await lift(file)).toMatchObject({ endedBy: { id: file.consultant.id } })
    const events = (await trailOf(house, file.consultant)).slice(-2)
    expect(events.map(({ actions, outcome }) => [...actions, outcome])).toEqual([
      ["confidentiality.marked", "DONE"],
      ["confidentiality.lifted", "DONE"],
    ])
    for (const { sights } of events)
      expect(sights[0]).toMatchObject({ cases: [file.case.id], types: ["Case", "Confidentiality"] })
  })

  it("anew renews it: the mark before is ended by it and stays, with the day it had", async () => {
    const file = await fileOf(house)
    const first = await mark(house, file, 30)
    await daysPass(house, file, 20)
    const second = await mark(house, file, 60)
    expect(second.id).not.toBe(first.id)
    const all = await marksOf(file.consultant, { caseId: file.case.id })
    expect(all).toMatchObject([
      { reviewOn: await dayIn(house, 10), endedBy: { id: file.consultant.id } },
      { reviewOn: await dayIn(house, 60), endedAt: null },
    ])
  })

  it.each([
    ["today, which is no time at all", 0],
    ["a day that is past", -1],
    ["more than six months ahead", 190],
    ["years ahead", 4000],
  ])("until %s is refused", async (_until, days) => {
    const file = await fileOf(house)
    const input = await marking(house, file, days)
    await expectRefused(house, file.consultant, "markConfidential", input, "OUT_OF_RANGE", "reviewOn")
  })

  it("until tomorrow, and until six months from today, is allowed", async () => {
    const file = await fileOf(house)
    await mark(house, file, 1)
    const [row] = await house.rows<{ day: string }>(
      "select ((now() at time zone 'Europe/Amsterdam')::date + interval '6 months')::date::text as day",
    )
    const input = { ...(await marking(house, file)), reviewOn: row?.day }
    expect((await done(file.consultant, "markConfidential", input, "confidentiality { reviewOn }")).confidentiality.reviewOn).toBe(row?.day) // prettier-ignore
  })

  it("asks a reason of the list", async () => {
    const file = await fileOf(house)
    const document = `mutation($input: MarkConfidentialInput!) { markConfidential(input: $input) { errors { reason } } }`
    const input = { ...(await marking(house, file)), reason: "OMDAT_HET_KAN" }
    const { status, errors } = await file.consultant.ask(document, { input })
    expect([status, errors?.[0]?.extensions]).toEqual([
      400,
      { code: "BAD_REQUEST", detail: "VARIABLES", at: "$input.reason" },
    ])
  })

  it("and lifting are for who manages the case: others who see it may not, and for others it is not there", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    const [viewer, contributor] = [await guestOf(house), await guestOf(house)]
    await grant(house, file.case, viewer.id, { level: 1 })
    await grant(house, file.case, contributor.id, { level: 2 })
    const input = await marking(house, file)
    const lifting = { caseId: file.case.id }
    await mark(house, file)
    for (const who of [els, viewer, contributor, await leadOf(house, file.team), await house.officer(), await auditorOf(house)]) {
      expect(await refusals(who, "markConfidential", input)).toEqual(["NOT_ALLOWED"])
      expect(await refusals(who, "liftConfidentiality", lifting)).toEqual(["NOT_ALLOWED"])
    } // prettier-ignore
    const stranger = await guestOf(house)
    for (const caseId of [file.case.id, randomUUID(), "geen"]) {
      expect(await refusals(stranger, "markConfidential", { ...input, caseId })).toEqual(["ABSENT"])
      expect(await refusals(stranger, "liftConfidentiality", { caseId })).toEqual(["ABSENT"])
    }
    expect(await marksOf(file.consultant, { caseId: file.case.id, open: true })).toHaveLength(1)
  })

  it("is done once by two who do it at once: one mark stands", async () => {
    const file = await fileOf(house)
    const input = await marking(house, file)
    const both = await Promise.all([1, 2].map(() => change(file.consultant, "markConfidential", input, "__typename")))
    expect(both.map(({ errors }) => errors)).toEqual([[], []])
    expect(await marksOf(file.consultant, { caseId: file.case.id, open: true })).toHaveLength(1)
  })
})

describe("lifting", () => {
  it("what is not confidential, or is no more, is refused", async () => {
    const file = await fileOf(house)
    const input = { caseId: file.case.id }
    await expectRefused(house, file.consultant, "liftConfidentiality", input, "NOT_CONFIDENTIAL", "caseId")
    await mark(house, file, 5)
    await daysPass(house, file, 5)
    await expectRefused(house, file.consultant, "liftConfidentiality", input, "NOT_CONFIDENTIAL", "caseId")
    await mark(house, file, 5)
    await lift(file)
    await expectRefused(house, file.consultant, "liftConfidentiality", input, "NOT_CONFIDENTIAL", "caseId")
  })

  it("by the clock is written down by a job, by nobody, and once; the trail says which case is told of again", async () => {
    const [file, other] = [await fileOf(house), await fileOf(house)]
    await mark(house, file, 5)
    await mark(house, other, 6)
    await daysPass(house, file, 5)
    await daysPass(house, other, 5)
    await jobsRun()
    expect(await marksOf(file.consultant, { caseId: file.case.id })).toMatchObject([{ endedBy: null, endedAt: expect.any(String) }]) // prettier-ignore
    expect(await lapses(file.case.id)).toEqual([
      {
        actor_kind: "JOB",
        job: "confidentiality",
        actions: ["confidentiality.ended"],
        activity: "subject-rights",
        purpose: "Answering those whose data is processed (GDPR art. 15 to 22, P22)",
        case_ids: [file.case.id],
      },
    ])
    await jobsRun()
    expect(await lapses(file.case.id)).toHaveLength(1)
    expect(await lapses(other.case.id)).toEqual([])
  })
})

describe("the list of what is confidential", () => {
  it("tells the privacy officer what is due for review, the first to come first, without content", async () => {
    const [late, soon, ended] = [await fileOf(house), await fileOf(house), await fileOf(house)]
    await mark(house, late, 40)
    await mark(house, soon, 3)
    await mark(house, ended, 2)
    await lift(ended)
    const marijke = await house.officer()
    const ours = new Set([late, soon, ended].map((file) => file.case.id))
    const found = async (filter: Variables): Promise<string[]> =>
      (await marksOf(marijke, filter)).filter(({ case: of }) => ours.has(of.id)).map(({ case: of }) => of.id as string)
    expect(await found({ open: true })).toEqual([soon.case.id, late.case.id])
    expect(await found({ open: true, reviewBefore: await dayIn(house, 7) })).toEqual([soon.case.id])
    expect(await found({ open: false })).toEqual([ended.case.id])
    const [item] = await marksOf(marijke, { caseId: soon.case.id })
    expect(item).toMatchObject({ reason: "FRAUD_INVESTIGATION", markedBy: { id: soon.consultant.id }, case: { title: null } })
    const event = (await trailOf(house, marijke)).at(-1)
    expect(event).toMatchObject({ actions: ["confidentiality.listed"], sights: [{ cases: [soon.case.id] }] })
  }) // prettier-ignore

  it("holds for others the cases that exist for them, and for an officer none that a conflict keeps from her", async () => {
    const file = await fileOf(house)
    await mark(house, file)
    const of = { caseId: file.case.id }
    const els = await coordinatorOf(house, file)
    const marijke = await house.officer()
    for (const who of [file.consultant, els, marijke, await auditorOf(house)]) expect(await marksOf(who, of)).toHaveLength(1)
    const administrator = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    for (const who of [await guestOf(house), await coordinatorOf(house), administrator]) expect(await marksOf(who, of)).toEqual([])
    await declare(els, { employeeId: marijke.id, against: "PERSON", personId: file.jansen, reason: "KIN" })
    expect(await marksOf(marijke, of)).toEqual([])
  }) // prettier-ignore
})

describe("the database itself", () => {
  /** In a request of the consultant, without the service: how many rows a statement changes, or the state in which it is refused. */
  const tried = (file: File, who: Colleague, sql: string, values: unknown[]): Promise<unknown> =>
    connectedAs(house, "staff", async (client) => {
      const header = `select open_request($1, 'CONSULTANT', null, '{case.viewed}', 'DONE', null, null, null, null, null, null, null, null, null)`
      await client.query(header, [who.id])
      return await client.query(sql, values).then(
        ({ rowCount }) => rowCount,
        (error: unknown) => (error as { code: string }).code,
      )
    })
  const adding =
    "insert into case_confidentiality (id, case_id, reason, marked_by, review_on) values (gen_random_uuid(), $1, 'LEGAL_CLAIM', $2, current_date + $3::int)"

  it("lets nobody mark who does not manage, in another's name, or beyond six months; nor delete a mark or set it back", async () => {
    const file = await fileOf(house)
    const { id } = file.case
    const colleague = await house.employee({ name: "Mila Hermans", team: file.team })
    const me = file.consultant
    expect(await tried(file, me, adding, [id, me.id, 30])).toBe(1)
    expect(await tried(file, me, adding, [id, colleague.id, 30])).toBe("42501")
    expect(await tried(file, colleague, adding, [id, colleague.id, 30])).toBe("42501")
    for (const days of [-1, 200]) expect(await tried(file, me, adding, [id, me.id, days])).toBe("23514")
    await mark(house, file)
    const ending = "update case_confidentiality set ended_at = now(), ended_by = $2 where case_id = $1"
    expect(await tried(file, colleague, ending, [id, colleague.id])).toBe(0)
    expect(await tried(file, me, ending, [id, colleague.id])).toBe("42501")
    expect(await tried(file, me, ending.replace("now()", "now() + interval '1 day'"), [id, me.id])).toBe("42501")
    expect(await tried(file, me, ending, [id, me.id])).toBe(1)
    expect(await tried(file, me, "delete from case_confidentiality where case_id = $1", [id])).toBe("42501")
    expect(await tried(file, me, "update case_confidentiality set review_on = current_date + 90 where case_id = $1", [id])).toBe("42501") // prettier-ignore
  })
})
