import { guestOf, leadOf, letting } from "../access/support"
import { based, done } from "../cases/support"
import { hurryTo } from "../emergencies/support"
import { Watched, itemsOf, look, looks } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

describe("a look by somebody who has nothing to do with the case", () => {
  it("is listed with when, who, in what role, which case, by which route and in which event", async () => {
    const { house, officer } = watched
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await look(house, mila, dossier.case.id)
    const [item, ...others] = await watched.raised(mila)
    expect(others).toEqual([])
    expect(item).toMatchObject({
      kind: "NO_TASK",
      role: "CONSULTANT",
      address: null,
      accessCount: 1,
      employee: { id: mila.id },
      case: { id: dossier.case.id, title: null },
      judgement: null,
    })
    const [access] = item.accesses
    expect(access).toMatchObject({
      routes: ["TEAM"],
      lookReason: null,
      event: { id: item.eventId, actor: { id: mila.id }, actions: ["CASE_VIEWED"], outcome: "DONE" },
    })
    expect([item.firstAt, item.lastAt]).toEqual([access.recordedAt, access.recordedAt])
    const days = (Date.parse(item.dueAt) - Date.parse(item.raisedAt)) / 86_400_000
    expect(days).toBe(7)
    expect(await officer.get("query($id: ID!) { node(id: $id) { id } }", { id: item.eventId })).not.toBeNull()
  })

  it("is listed when she asks for the record by its id, or reads the journals of a list", async () => {
    const dossier = await watched.dossier()
    const [mila, noor] = [await watched.member(dossier), await watched.member(dossier, "Noor Jansen")]
    await mila.get("query($id: ID!) { node(id: $id) { id } }", { id: dossier.case.id })
    await noor.get("{ cases(first: 5) { nodes { id journal { nodes { body } } } } }")
    expect(await watched.kinds(mila)).toEqual(["NO_TASK"])
    expect(await watched.kinds(noor)).toEqual(["NO_TASK"])
  })

  it("is not listed when it was one line of a list, or what a tenant is involved in", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await mila.get("{ cases { nodes { id title parties { name } openTaskCount } } }")
    await mila.get("query($id: ID!) { person(id: $id) { involvements { case { id } } } }", { id: dossier.person })
    expect(await watched.kinds(mila)).toEqual([])
  })

  it("is listed when her task was done before, and not while it is open", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const [mila, noor] = [await watched.member(dossier), await watched.member(dossier, "Noor Jansen")]
    const caseId = dossier.case.id
    for (const { id } of [mila, noor])
      await done(dossier.consultant, "addTask", { caseId, title: "Bellen", dueOn: "2026-12-01", assigneeId: id })
    // Somebody else did it for her.
    await house.rows(
      "update task set completed_at = now() - interval '1 hour', completed_by = $2 where assignee_id = $1",
      [noor.id, dossier.consultant.id],
    )
    for (const who of [mila, noor]) await look(house, who, caseId)
    expect(await watched.kinds(mila)).toEqual([])
    expect(await watched.kinds(noor)).toEqual(["NO_TASK"])
  })
})

describe("a look is work on the case, and not listed, by", () => {
  it("who opened it, though it was handed on since", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await watched.house.rows("update case_file set opened_by = $2 where id = $1", [dossier.case.id, mila.id])
    await look(watched.house, mila, dossier.case.id)
    expect(await watched.kinds(mila)).toEqual([])
  })

  it("who has it assigned, also in the answer by which she gives it out of hand; and no longer after that", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const [mila, noor] = [await watched.member(dossier), await watched.member(dossier, "Noor Jansen")]
    const assigned = { ...based(dossier.case), assigneeId: mila.id }
    const { case: taken } = await done(dossier.consultant, "assignCase", assigned)
    await look(house, mila, dossier.case.id)
    const onward = { ...based(taken), assigneeId: noor.id }
    await done(mila, "assignCase", onward, "case { journal { nodes { body } } }")
    await look(house, noor, dossier.case.id)
    expect(await watched.kinds(mila)).toEqual([])
    expect(await watched.kinds(noor)).toEqual([])
    await look(house, mila, dossier.case.id)
    expect(await watched.kinds(mila)).toEqual(["NO_TASK"])
  })

  it("whom its manager let in, as long as that lasts", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const [wim, daan] = [await guestOf(house), await watched.member(dossier, "Daan Mulder")]
    for (const who of [wim, daan]) await done(dossier.consultant, "grantAccess", letting(dossier, who), "__typename")
    await house.rows(
      "update case_grant set valid_from = now() - interval '2 hours', valid_until = now() - interval '1 hour' where principal_id = $1",
      [daan.id],
    )
    for (const who of [wim, daan]) await look(house, who, dossier.case.id)
    expect(await watched.kinds(wim)).toEqual([])
    expect(await watched.kinds(daan)).toEqual(["NO_TASK"])
  })

  it("who left something in it, also when she wrote it down after looking", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const caseId = dossier.case.id
    const acts = {
      addJournalEntry: { caseId, type: "CALL", body: "Teruggebeld." },
      addParty: { caseId, role: "WITNESS", name: "Mw. Post" },
      addTask: { caseId, title: "Terugbellen", dueOn: "2026-12-01" },
    }
    for (const [verb, input] of Object.entries(acts)) {
      const mila = await watched.member(dossier)
      await look(house, mila, caseId)
      await done(mila, verb, input)
      expect([verb, await watched.kinds(mila)]).toEqual([verb, []])
    }
  })

  it("the lead of the team that handles it, and nobody else of that team", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const [joost, mila] = [await leadOf(house, dossier.team), await watched.member(dossier)]
    for (const who of [joost, mila]) await look(house, who, dossier.case.id)
    expect(await watched.kinds(joost)).toEqual([])
    expect(await watched.kinds(mila)).toEqual(["NO_TASK"])
  })
})

describe("a look in an emergency", () => {
  it("is judged with the emergency, which gathers all that she looked at, and not for itself", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", hurryTo(dossier))
    await looks(house, daan, dossier.case.id, 2)
    const items = await watched.raised(daan, { REVIEW_SAMPLE_PER_MILLE: 1000 })
    expect(items.map(({ kind, accessCount }) => [kind, accessCount])).toEqual([["EMERGENCY", 3]])
    expect(items[0].accesses.map(({ routes }: any) => routes)).toEqual(Array(3).fill(["EMERGENCY"]))
    expect(items[0].lastAt).toBe(items[0].accesses[2].recordedAt)
  })
})

describe("a look in an emergency that was judged already", () => {
  it("was not judged with it, and is listed for itself", async () => {
    const { house, officer } = watched
    const dossier = await watched.dossier()
    const daan = await guestOf(house, "Daan Mulder")
    await done(daan, "openInEmergency", hurryTo(dossier))
    await look(house, daan, dossier.case.id)
    const [item] = await itemsOf(officer, { employeeId: daan.id })
    await done(officer, "judgeReviewItem", { itemId: item.id, judgement: "FINE" }, "__typename")
    await look(house, daan, dossier.case.id)
    const items = await watched.raised(daan)
    expect(items.map(({ kind, accessCount }) => `${kind} ${accessCount}`)).toEqual(["NO_TASK 1", "EMERGENCY 1"])
    expect(items[0].accesses).toMatchObject([{ routes: ["EMERGENCY"] }])
  })
})

describe("a reason that was given", () => {
  it("stands with the access, and lightens: of those a share is judged", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const [mila, noor] = [await watched.member(dossier), await watched.member(dossier, "Noor Jansen")]
    await look(house, mila, dossier.case.id, "COVERING_FOR_COLLEAGUE")
    expect(await watched.kinds(mila, { REVIEW_REASONED_PER_MILLE: 0 })).toEqual([])
    await look(house, noor, dossier.case.id, "COVERING_FOR_COLLEAGUE")
    const [item] = await watched.raised(noor, { REVIEW_REASONED_PER_MILLE: 1000 })
    expect(item).toMatchObject({ kind: "NO_TASK", accesses: [{ lookReason: "COVERING_FOR_COLLEAGUE" }] })
  })

  it("is no free pass: without one she is judged whatever the share", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await look(watched.house, mila, dossier.case.id)
    expect(await watched.kinds(mila, { REVIEW_REASONED_PER_MILLE: 0 })).toEqual(["NO_TASK"])
  })
})
