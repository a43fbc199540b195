import { isEnumType } from "graphql"
import { buildStaffSchema } from "../../src/schema"
import { mutationOf } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { type Answer, type Colleague, House, type Variables } from "../support/house"
import { newTrace } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const type = buildStaffSchema().getType("LookReason")
const reasons = isEnumType(type) ? type.getValues().map(({ name }) => name) : []
const looking = "query Looking($id: ID!) { case(id: $id) { id } }"

/** Asks with a reason, and what the trail then says, as the privacy officer reads it. */
async function asked(who: Colleague, document: string, variables: Variables, reason?: string) {
  const trace = newTrace()
  const headers = {
    traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    ...(reason !== undefined && { "x-look-reason": reason }),
  }
  const answer: Answer = await house.ask(document, variables, who.token, headers)
  const marijke = await house.officer()
  const events = `query($actor: ID!) { trailEvents(filter: { actorId: $actor }, first: 100) { nodes { traceId lookReason outcome } } }`
  const { trailEvents } = await marijke.get(events, { actor: who.id })
  return { answer, events: trailEvents.nodes.filter(({ traceId }: { traceId: string }) => traceId === trace) }
}

describe("why somebody looks", () => {
  it.each(reasons)("is kept in the trail as she said it: %s", async (reason) => {
    const dossier = await dossierOf(house)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const { answer, events } = await asked(mila, looking, { id: dossier.case.id }, reason)
    expect(answer.data.case).toEqual({ id: dossier.case.id })
    expect(events).toMatchObject([{ lookReason: reason, outcome: "DONE" }])
  })

  it("is never asked for: without one the case is shown, and the trail has none", async () => {
    const dossier = await dossierOf(house)
    const { answer, events } = await asked(dossier.consultant, looking, { id: dossier.case.id })
    expect(answer.data.case).toEqual({ id: dossier.case.id })
    expect(events).toMatchObject([{ lookReason: null }])
  })

  it("is kept with a change too, done or refused, and with what was not found", async () => {
    const dossier = await dossierOf(house)
    const reason = "COVERING_FOR_COLLEAGUE"
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const note = mutationOf("addJournalEntry", "entry { id }")
    const input = { caseId: dossier.case.id, type: "CALL", body: "Gebeld." }
    expect((await asked(mila, note, { input }, reason)).events).toMatchObject([{ lookReason: reason, outcome: "DONE" }])
    const closing = { input: { caseId: dossier.case.id, expectedVersion: 1, outcome: "OTHER" } }
    const refused = await asked(mila, mutationOf("closeCase", "case { id }"), closing, reason)
    expect(refused.events).toMatchObject([{ lookReason: reason, outcome: "REFUSED" }])
    const wim = await house.employee({ name: "Wim Schouten", team: await house.team() })
    const hidden = await asked(wim, looking, { id: dossier.case.id }, reason)
    expect(hidden.answer.data.case).toBeNull()
    expect(hidden.events).toMatchObject([{ lookReason: reason }])
  })

  it("shows nothing more, whatever it is", async () => {
    const dossier = await dossierOf(house)
    const wim = await house.employee({ name: "Wim Schouten", team: await house.team() })
    for (const reason of reasons)
      expect((await asked(wim, looking, { id: dossier.case.id }, reason)).answer.data.case).toBeNull()
  })

  it.each(["Nieuwsgierig", "quality_check", "QUALITY_CHECK,HANDING_OVER", "QUALITY_CHECK; drop table", ""])(
    "is one of the list: %j is no request that can be answered",
    async (reason) => {
      const dossier = await dossierOf(house)
      const { answer, events } = await asked(dossier.consultant, looking, { id: dossier.case.id }, reason)
      expect(answer.status).toBe(400)
      expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
        { code: "BAD_REQUEST", detail: "LOOK_REASON" },
      ])
      expect(answer.data ?? null).toBeNull()
      if (reason) expect(answer.text).not.toContain(reason)
      expect(events).toMatchObject([{ outcome: "FAILED", lookReason: null }])
    },
  )
})

it("there are reasons to choose from", () => {
  expect(reasons.length).toBeGreaterThan(3)
})
