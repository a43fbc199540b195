import { House } from "../support/house"
import { type Complaint, based, change, done, openCase, scene, seesCase } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 6 })
})
afterAll(() => house.close())

const reasonsOf = ({ errors }: { errors: Complaint[] }): string[] => errors.map(({ reason }) => reason)
const due = { title: "Huisbezoek", dueOn: "2026-12-01" }

describe("two colleagues at once", () => {
  it("with the same version: exactly one of them changes the case", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Youssef Amrani", team })
    for (let round = 0; round < 15; round++) {
      const dossier = await openCase(consultant)
      const both = await Promise.all([
        change(consultant, "updateCase", { ...based(dossier), title: "Van Sanne" }),
        change(colleague, "updateCase", { ...based(dossier), title: "Van Youssef" }),
      ])
      expect(both.map(reasonsOf).sort()).toEqual([[], ["VERSION_CHANGED"]])
      const winner = both.find((payload) => reasonsOf(payload).length === 0)
      const loser = both.find((payload) => reasonsOf(payload).length > 0)
      expect(winner.case.version).toBe(2)
      // The loser is shown what won.
      expect(loser.case).toMatchObject({ title: winner.case.title, version: 2 })
    }
  })

  it("with the same version and different verbs: exactly one of them changes the case", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Youssef Amrani", team })
    for (let round = 0; round < 20; round++) {
      const dossier = await openCase(consultant)
      const all = await Promise.all([
        change(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" }),
        change(consultant, "assignCase", { ...based(dossier), assigneeId: colleague.id }),
        change(colleague, "moveCase", { ...based(dossier), to: "IN_TREATMENT" }),
        change(colleague, "updateCase", { ...based(dossier), title: "Iets anders" }),
      ])
      expect(all.filter((payload) => reasonsOf(payload).length === 0)).toHaveLength(1)
      const [row] = await house.rows<any>("select version from case_file where id = $1", [dossier.id])
      expect(row?.version).toBe(2)
    }
  })

  it("one closes and one adds a task: never is there a closed case with an open task", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Youssef Amrani", team })
    const seen = new Set<string>()
    for (let round = 0; round < 30; round++) {
      const dossier = await openCase(consultant)
      const close = () => change(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" })
      const add = () => change(colleague, "addTask", { caseId: dossier.id, ...due })
      const [closed, added] = await (round % 2
        ? Promise.all([close(), add()])
        : Promise.all([add(), close()]).then(([added, closed]) => [closed, added]))
      const ended = [...reasonsOf(closed), ...reasonsOf(added)].join()
      expect(["TASK_OPEN", "CASE_ENDED"]).toContain(ended)
      seen.add(ended)
    }
    expect(await house.rows(closedWithOpenTask)).toEqual([])
    expect(seen.size).toBeGreaterThan(0)
  })

  it("one completes the task and both close: the case is closed once", async () => {
    const { consultant } = await scene(house)
    for (let round = 0; round < 15; round++) {
      const dossier = await openCase(consultant)
      const { task } = await done(consultant, "addTask", { caseId: dossier.id, ...due })
      const close = () => change(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" })
      const complete = change(consultant, "completeTask", { taskId: task.id, expectedVersion: 1 })
      const [one, completed, two] = await Promise.all([close(), complete, close()])
      expect(reasonsOf(completed)).toEqual([])
      for (const payload of [one, two])
        expect([[], ["TASK_OPEN"], ["VERSION_CHANGED"]]).toContainEqual(reasonsOf(payload))
      expect([one, two].filter((payload) => reasonsOf(payload).length === 0).length).toBeLessThan(2)
    }
    expect(await house.rows(closedWithOpenTask)).toEqual([])
  })

  it("both complete one task: it is done once", async () => {
    const { team, consultant } = await scene(house)
    const colleague = await house.employee({ name: "Youssef Amrani", team })
    const { id } = await openCase(consultant)
    for (let round = 0; round < 15; round++) {
      const { task } = await done(consultant, "addTask", { caseId: id, ...due })
      const input = { taskId: task.id, expectedVersion: 1 }
      const both = await Promise.all([consultant, colleague].map((who) => change(who, "completeTask", input)))
      expect(both.map(reasonsOf).sort()).toEqual([[], ["VERSION_CHANGED"]])
    }
  })

  it("one writes while the case is handed to another team: the note is there, or the case is absent", async () => {
    const { consultant } = await scene(house)
    const other = await scene(house)
    for (let round = 0; round < 15; round++) {
      const dossier = await openCase(consultant)
      const input = { ...based(dossier), assigneeId: other.consultant.id, teamId: other.team }
      const [handed, added, titled] = await Promise.all([
        change(consultant, "assignCase", input),
        change(consultant, "addJournalEntry", { caseId: dossier.id, type: "NOTE", body: "Nog even dit." }),
        change(consultant, "updateCase", { ...based(dossier), title: "Nog even dit." }),
      ])
      expect([[], ["ABSENT"]]).toContainEqual(reasonsOf(added))
      const [entries] = await house.rows<any>("select count(*)::int from journal_entry where case_id = $1", [
        dossier.id,
      ])
      expect(entries?.count).toBe(reasonsOf(added).length ? 0 : 1)
      const [row] = await house.rows<any>("select version, title from case_file where id = $1", [dossier.id])
      expect(row?.version).toBe(2)
      // Whoever is told that it was changed, has changed it.
      expect(row?.title === "Nog even dit.").toBe(reasonsOf(titled).length === 0)
      expect(await seesCase(consultant, dossier.id)).toBe(reasonsOf(handed).length > 0)
    }
  })
})

const closedWithOpenTask = `select from case_file c join task t on t.case_id = c.id
  where c.status = 'CLOSED' and t.completed_at is null`
