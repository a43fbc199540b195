import { randomUUID } from "node:crypto"
import { type Opened, change, done, openCase, refusals, scene } from "../cases/support"
import { type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const due = { title: "Mediation aanvragen", dueOn: "2026-12-24" }

async function withTask(): Promise<{ consultant: Colleague; team: string; dossier: Opened; taskId: string }> {
  const { team, consultant } = await scene(house)
  const dossier = await openCase(consultant)
  const { task } = await done(consultant, "addTask", { caseId: dossier.id, ...due })
  return { consultant, team, dossier, taskId: task.id }
}

describe("adding a task", () => {
  it("is for oneself unless it is said otherwise", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const { task, case: dossier } = await done(consultant, "addTask", { caseId: id, ...due })
    expect(task).toMatchObject({ ...due, assignee: { id: consultant.id }, version: 1 })
    expect(dossier).toEqual({ id, openTaskCount: 1 })
  })

  it("can be for a colleague, and not for one who has left or is not there", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const colleague = await house.employee({ name: "Lotte Brouwer" })
    const { task } = await done(consultant, "addTask", { caseId: id, ...due, assigneeId: colleague.id })
    expect(task.assignee).toEqual({ id: colleague.id })
    await house.rows("update employee set active = false where id = $1", [colleague.id])
    for (const assigneeId of [colleague.id, randomUUID(), "Lotte"]) {
      const { errors } = await change(consultant, "addTask", { caseId: id, ...due, assigneeId })
      expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", "assigneeId"] }])
    }
  })

  it("asks for a title of a sensible length", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    expect(await refusals(consultant, "addTask", { caseId: id, ...due, title: "" })).toEqual(["REQUIRED"])
    expect(await refusals(consultant, "addTask", { caseId: id, ...due, title: "t".repeat(201) })).toEqual(["TOO_LONG"])
    expect(await refusals(consultant, "addTask", { caseId: id, ...due, title: "t".repeat(200) })).toEqual([])
  })

  it.each(["24-12-2026", "2026-02-30", "2026-13-01", "morgen", "2026-12-24T00:00:00Z"])(
    "takes no day that is none: %s",
    async (dueOn) => {
      const { consultant } = await scene(house)
      const { id } = await openCase(consultant)
      const document = "mutation($input: AddTaskInput!) { addTask(input: $input) { task { id } } }"
      const answer = await consultant.ask(document, { input: { caseId: id, ...due, dueOn } })
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST" } }] })
      expect(answer.text).not.toContain(dueOn)
    },
  )

  it("does not fail on the first and the last day that can be written", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const document = "mutation($input: AddTaskInput!) { addTask(input: $input) { task { dueOn } errors { reason } } }"
    for (const dueOn of ["0000-01-01", "0001-01-01", "9999-12-31"]) {
      const answer = await consultant.ask(document, { input: { caseId: id, ...due, dueOn } })
      expect(answer.text).not.toContain("INTERNAL")
    }
  })
})

describe("completing a task", () => {
  it("notes who did it and when", async () => {
    const { taskId, team, dossier } = await withTask()
    const colleague = await house.employee({ name: "Lotte Brouwer", team })
    const payload = await done(colleague, "completeTask", { taskId, expectedVersion: 1 })
    expect(payload.task).toMatchObject({ completedBy: { id: colleague.id }, version: 2 })
    expect(payload.task.completedAt).not.toBeNull()
    expect(payload.case).toEqual({ id: dossier.id, openTaskCount: 0 })
  })

  it("based on an older version is refused, and shows the task as it is now", async () => {
    const { consultant, taskId } = await withTask()
    await house.rows("update task set version = 4 where id = $1", [taskId])
    const { task, errors } = await change(consultant, "completeTask", { taskId, expectedVersion: 1 })
    expect(errors).toEqual([{ code: "STALE", reason: "VERSION_CHANGED", path: ["input", "expectedVersion"] }])
    expect(task).toMatchObject({ id: taskId, version: 4, completedAt: null })
  })

  it("is refused when it is done already", async () => {
    const { consultant, taskId } = await withTask()
    await done(consultant, "completeTask", { taskId, expectedVersion: 1 })
    const { errors } = await change(consultant, "completeTask", { taskId, expectedVersion: 2 })
    expect(errors).toEqual([{ code: "CONFLICT", reason: "ALREADY_COMPLETED", path: ["input", "taskId"] }])
  })

  it("is refused for a task that is not there, or is of a case that does not exist for one", async () => {
    const { taskId } = await withTask()
    const { consultant: other } = await scene(house)
    for (const absent of [taskId, randomUUID(), "taak"]) {
      const { errors } = await change(other, "completeTask", { taskId: absent, expectedVersion: 1 })
      expect(errors).toEqual([{ code: "NOT_FOUND", reason: "ABSENT", path: ["input", "taskId"] }])
    }
  })

  it("points at a field of its own input when the case has ended", async () => {
    const { consultant, taskId, dossier } = await withTask()
    await done(consultant, "completeTask", { taskId, expectedVersion: 1 })
    await done(consultant, "closeCase", { caseId: dossier.id, expectedVersion: 1, outcome: "RESOLVED" })
    const { errors } = await change(consultant, "completeTask", { taskId, expectedVersion: 2 })
    expect(errors).toEqual([{ code: "CONFLICT", reason: "CASE_ENDED", path: ["input", "taskId"] }])
  })
})

describe("the tasks of a case", () => {
  it("stand first due first, and the open ones are counted", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    for (const dueOn of ["2026-12-24", "2026-12-01", "2027-01-15"])
      await done(consultant, "addTask", { caseId: id, title: "Bellen", dueOn })
    const { case: dossier } = await consultant.get(
      "query($id: ID!) { case(id: $id) { openTaskCount tasks { dueOn } first: tasks(first: 1) { dueOn } } }",
      { id },
    )
    expect(dossier.tasks.map((task: any) => task.dueOn)).toEqual(["2026-12-01", "2026-12-24", "2027-01-15"])
    expect(dossier).toMatchObject({ first: [{ dueOn: "2026-12-01" }], openTaskCount: 3 })
  })
})
