import { House } from "../support/house"
import { based, bringTo, change, done, openCase, refusals, scene, seesCase } from "./support"

const statuses = ["REPORTED", "IN_TREATMENT", "IN_EXECUTION", "FINISHED", "CLOSED", "CANCELLED"]

/** What a team lead was promised; written out here, and not read from the service. */
const allowed: Record<string, string[]> = {
  REPORTED: ["IN_TREATMENT", "CANCELLED"],
  IN_TREATMENT: ["IN_EXECUTION", "FINISHED", "CANCELLED"],
  IN_EXECUTION: ["IN_TREATMENT", "FINISHED", "CANCELLED"],
  FINISHED: ["IN_TREATMENT"],
  CLOSED: [],
  CANCELLED: [],
}

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("moving a case", () => {
  it.each(statuses)("from %s goes where the table says, and nowhere else", async (from) => {
    const { consultant } = await scene(house)
    for (const to of statuses) {
      const before = await bringTo(consultant, from)
      expect(before.status).toBe(from)
      const { case: after, errors } = await change(consultant, "moveCase", {
        ...based(before),
        to,
        reason: "Bij nader inzien.",
      })
      if (allowed[from]?.includes(to)) {
        expect(errors).toEqual([])
        expect(after).toMatchObject({ status: to, version: before.version + 1 })
      } else {
        expect(errors).toEqual([{ code: "CONFLICT", reason: "ILLEGAL_TRANSITION", path: ["input", "to"] }])
        expect(await house.rows("select status, version from case_file where id = $1", [before.id])).toEqual([
          { status: from, version: before.version },
        ])
      }
    }
  })

  it.each(statuses)("from %s: the case itself says where it can go", async (status) => {
    const { consultant } = await scene(house)
    expect((await bringTo(consultant, status)).allowedMoves).toEqual(allowed[status])
  })

  it("to finished notes when the work was done, and back clears it", async () => {
    const { consultant } = await scene(house)
    const finished = await bringTo(consultant, "FINISHED")
    expect(finished["finishedAt"]).not.toBeNull()
    expect(finished["closedAt"]).toBeNull()
    const { case: back } = await done(consultant, "moveCase", { ...based(finished), to: "IN_TREATMENT" })
    expect(back).toMatchObject({ status: "IN_TREATMENT", finishedAt: null })
  })

  it("to cancelled ends the case, without an outcome, and its term runs", async () => {
    const { consultant } = await scene(house)
    const cancelled = await bringTo(consultant, "CANCELLED")
    expect(cancelled).toMatchObject({ status: "CANCELLED", outcome: null, finishedAt: null })
    expect(Number(cancelled["retentionEndsOn"].slice(0, 4)) - Number(cancelled["closedAt"].slice(0, 4))).toBe(5)
  })

  it("to cancelled asks a reason, which goes into the journal as a decision", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    const cancelling = { ...based(dossier), to: "CANCELLED" }
    expect(await refusals(consultant, "moveCase", cancelling)).toEqual(["REQUIRED"])
    expect(await refusals(consultant, "moveCase", { ...cancelling, reason: "Dubbel gemeld." })).toEqual([])
    const { case: found } = await consultant.get(
      "query($id: ID!) { case(id: $id) { status journal { nodes { type body } } } }",
      { id: dossier.id },
    )
    expect(found).toEqual({ status: "CANCELLED", journal: { nodes: [{ type: "DECISION", body: "Dubbel gemeld." }] } })
  })

  it("to cancelled is refused to whoever may move it but not close it", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Noor Bakker", team })
    const dossier = await openCase(consultant)
    const cancelling = { ...based(dossier), to: "CANCELLED", reason: "Dubbel gemeld." }
    const { errors } = await change(colleague, "moveCase", cancelling)
    expect(errors).toEqual([{ code: "FORBIDDEN", reason: "NOT_ALLOWED", path: ["input", "to"] }])
    expect((await change(consultant, "moveCase", { ...cancelling, reason: " " })).errors).toMatchObject([
      { code: "INVALID" },
    ])
  })

  it("to cancelled is refused while a task is open", async () => {
    const { consultant } = await scene(house)
    const dossier = await openCase(consultant)
    await done(consultant, "addTask", { caseId: dossier.id, title: "Bellen", dueOn: "2030-01-01" })
    const cancelling = { ...based(dossier), to: "CANCELLED", reason: "Dubbel gemeld." }
    expect(await refusals(consultant, "moveCase", cancelling)).toEqual(["TASK_OPEN"])
  })

  it("leaves who may see it as it was", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Noor Bakker", team })
    const dossier = await bringTo(consultant, "CANCELLED")
    expect(await seesCase(colleague, dossier.id)).toBe(true)
  })

  it("can be done by a colleague of the team, who contributes", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Noor Bakker", team })
    const dossier = await openCase(consultant)
    expect(await refusals(colleague, "moveCase", { ...based(dossier), to: "IN_TREATMENT" })).toEqual([])
  })
})
