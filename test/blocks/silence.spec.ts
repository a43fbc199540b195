import { randomUUID } from "node:crypto"
import { accessTo, guestOf, leadOf, noticesOf } from "../access/support"
import { done, openCase } from "../cases/support"
import { type Dossier, dossierOf, waysTo } from "../permissions/support"
import { type Colleague, House, type Variables } from "../support/house"
import { atHome, declare } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const inHurry = (dossier: Dossier) => ({ reference: dossier.case.reference, reason: "VIOLENCE", explanation: "Nu." })

/** A colleague of the team, with a grant of her own, and a conflict of interest. */
async function blocked(): Promise<{ dossier: Dossier; mila: Colleague }> {
  const dossier = await dossierOf(house)
  const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
  const naming = { caseId: dossier.case.id, employeeId: mila.id, level: "MANAGE", reason: "Samen." }
  await done(dossier.consultant, "grantAccess", naming)
  await declare(mila, { against: "HOUSEHOLD", homeId: dossier.home, reason: "KIN" })
  return { dossier, mila }
}

/** Every verb on a case, and the field of its input that names the case or what is below it. */
const verbs = (dossier: Dossier, who: Colleague): [string, string, string, Variables][] => [
  ["updateCase", "caseId", dossier.case.id, { expectedVersion: 1, title: "Anders" }],
  ["moveCase", "caseId", dossier.case.id, { expectedVersion: 1, to: "IN_TREATMENT" }],
  ["assignCase", "caseId", dossier.case.id, { expectedVersion: 1, assigneeId: who.id }],
  ["closeCase", "caseId", dossier.case.id, { expectedVersion: 1, outcome: "OTHER" }],
  ["reopenCase", "caseId", dossier.case.id, { expectedVersion: 1, reason: "Nieuw." }],
  ["grantAccess", "caseId", dossier.case.id, { employeeId: who.id, level: "VIEW", reason: "Ik." }],
  ["endAccess", "caseId", dossier.case.id, { grantId: randomUUID(), reason: "Weg." }],
  ["restrictCase", "caseId", dossier.case.id, { expectedVersion: 1, deputyId: who.id, reason: "Weg." }],
  ["liftRestriction", "caseId", dossier.case.id, { expectedVersion: 1, reason: "Weg." }],
  ["addParty", "caseId", dossier.case.id, { role: "WITNESS", name: "Mw. Bos" }],
  ["addJournalEntry", "caseId", dossier.case.id, { type: "NOTE", body: "Gezien." }],
  ["addTask", "caseId", dossier.case.id, { title: "Bellen", dueOn: "2026-12-01" }],
  ["completeTask", "taskId", dossier.task, { expectedVersion: 1 }],
]

async function answer(who: Colleague, verb: string, input: Variables): Promise<string> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`
  const document = `mutation($input: ${type}!) { ${verb}(input: $input) { errors { code reason path message } } }`
  return (await who.ask(document, { input })).text
}

describe("whoever has a conflict of interest learns nothing of a case:", () => {
  it("not by any way that leads to it, in no list and in no count", async () => {
    const { dossier, mila } = await blocked()
    expect(await waysTo(mila, dossier)).toEqual([])
  })

  it("not by any verb: each answers as if there were no such case, to the byte", async () => {
    const { dossier, mila } = await blocked()
    for (const [verb, field, id, input] of verbs(dossier, mila)) {
      const absent = await answer(mila, verb, { ...input, [field]: randomUUID() })
      expect(absent).toContain('"ABSENT"')
      expect([verb, await answer(mila, verb, { ...input, [field]: id })]).toEqual([verb, absent])
    }
    const handing = { receiverIds: [mila.id] }
    const absent = await answer(mila, "handOver", { ...handing, caseIds: [randomUUID()] })
    expect(await answer(mila, "handOver", { ...handing, caseIds: [dossier.case.id] })).toBe(absent)
  })

  it("not who can see it, though she was its manager", async () => {
    const { dossier, mila } = await blocked()
    expect(await accessTo(mila, dossier.case.id)).toEqual([])
  })

  it("not by handing over the desk of a colleague", async () => {
    const { dossier, mila } = await blocked()
    const input = { employeeId: dossier.consultant.id, receiverIds: [mila.id] }
    const { outcome } = await done(mila, "handOver", input, "outcome { caseCount lines { caseId } }")
    expect(outcome).toEqual({ caseCount: 0, lines: [] })
  })

  it("not by an emergency: reference and address are answered as those that are not there", async () => {
    const { dossier, mila } = await blocked()
    const asked = { reason: "VIOLENCE", explanation: "Nu." }
    const absent = await answer(mila, "openInEmergency", { ...asked, reference: "WR-2222-2222" })
    expect(await answer(mila, "openInEmergency", { ...asked, reference: dossier.case.reference })).toBe(absent)
    await house.rows("update home set house_number = '99', postcode = '4901ZZ' where id = $1", [dossier.home])
    const nowhere = { ...asked, postcode: "4901XX", houseNumber: "1" }
    const there = { ...asked, postcode: "4901ZZ", houseNumber: "99" }
    expect(await answer(mila, "openInEmergency", there)).toBe(await answer(mila, "openInEmergency", nowhere))
    expect(await waysTo(mila, dossier)).toEqual([])
  })

  it("not by what she is told: an older notice of it is gone, and no new one comes", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await done(await guestOf(house), "openInEmergency", inHurry(dossier))
    expect(await noticesOf(lead)).toHaveLength(1)
    await declare(lead, atHome(dossier.home))
    expect(await noticesOf(lead)).toEqual([])
    await done(await guestOf(house, "Daan Mulder"), "openInEmergency", inHurry(dossier))
    expect(await noticesOf(lead)).toEqual([])
    const document = "{ notices { totalCount edges { cursor } } }"
    expect((await lead.get(document)).notices).toEqual({ totalCount: 0, edges: [] })
  })

  it("not by the answer to her own declaration", async () => {
    const dossier = await dossierOf(house)
    const fields =
      "block { home { cases { totalCount nodes { title } } residents { involvements { case { title } } } } }"
    const input = { against: "HOUSEHOLD", homeId: dossier.home, reason: "KIN" }
    const { block } = await done(dossier.consultant, "blockAccess", input, fields)
    expect(block.home).toEqual({ cases: { totalCount: 0, nodes: [] }, residents: [{ involvements: [] }] })
  })

  it("while everything else is there as before", async () => {
    const { dossier, mila } = await blocked()
    const other = await openCase(dossier.consultant)
    const document = "query($team: ID!) { node(id: $team) { ... on Team { cases { totalCount nodes { id } } } } }"
    const { node } = await mila.get(document, { team: dossier.team })
    expect(node.cases).toEqual({ totalCount: 1, nodes: [{ id: other.id }] })
  })
})

describe("a privacy officer with a conflict of interest learns nothing of a case:", () => {
  const supervised = `query Supervised($id: ID!, $employee: ID!) {
    trailEvents(filter: { caseId: $id }) { totalCount nodes { id } }
    hers: trailEvents(filter: { actorId: $employee }, first: 100) { nodes { sights { caseIds cases { id } } } }
    reviewItems(first: 100) { nodes { case { id } emergency { case { id } } } }
    caseAccess(caseId: $id) { totalCount }
    case(id: $id) { id }
  }`

  it("not that it is there, not who looked at it, not what is to be judged about it", async () => {
    const dossier = await dossierOf(house)
    const [marijke, other] = [await house.officer(), await house.officer()]
    await done(await guestOf(house), "openInEmergency", inHurry(dossier))
    const asked = { id: dossier.case.id, employee: dossier.consultant.id }
    const before = await other.ask(supervised, asked)
    expect(before.text).toContain(dossier.case.id)
    expect(await noticesOf(marijke)).toContainEqual(expect.objectContaining({ case: { id: dossier.case.id } }))
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
    expect(await waysTo(marijke, dossier)).toEqual([])
    const answer = await marijke.ask(supervised, asked)
    expect(answer.errors).toBeUndefined()
    expect(answer.text).not.toContain(dossier.case.id)
    expect(answer.data.trailEvents).toEqual({ totalCount: 0, nodes: [] })
    expect(answer.data.caseAccess).toEqual({ totalCount: 0 })
    expect((await noticesOf(marijke)).map((notice) => notice.case?.id)).not.toContain(dossier.case.id)
    expect((await other.get(supervised, asked)).case).toEqual({ id: dossier.case.id })
  })

  it("and judges nothing about it: to her there is no such item", async () => {
    const dossier = await dossierOf(house)
    const [marijke, other] = [await house.officer(), await house.officer()]
    await done(await guestOf(house), "openInEmergency", inHurry(dossier))
    const [item] = await house.rows<any>("select id from review_item where case_id = $1", [dossier.case.id])
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(dossier.home, { employeeId: marijke.id }))
    const judging = { itemId: item.id, judgement: "FINE" }
    expect(await answer(marijke, "judgeReviewItem", judging)).toContain('"ABSENT"')
    await done(other, "judgeReviewItem", judging, "item { judgement }")
  })
})
