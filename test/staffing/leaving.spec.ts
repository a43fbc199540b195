import { leave } from "../../src/staffing"
import { deskOf } from "../access/desk"
import { bringTo, done, openCase, scene } from "../cases/support"
import { House } from "../support/house"
import { newSubject, recordOf, subjectOf, tracesOf, withoutTrail } from "./support"

let house: House
let url: string
beforeAll(async () => {
  house = await House.open()
  url = house.database.ownerUrl
})
afterAll(() => house.close())

const referenceOf = async (id: string): Promise<string> =>
  (await house.rows<{ reference: string }>("select reference from case_file where id = $1", [id]))[0]?.reference ?? ""

describe("an employee who leaves", () => {
  it("may sign in until her last day is over, by the clock of the association", async () => {
    const { consultant } = await scene(house)
    expect((await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" }))[0]).toBe("until: none → 2031-06-30T22:00:00Z") // prettier-ignore
    expect((await recordOf(house, consultant.id)).until).toEqual(new Date("2031-06-30T22:00:00Z"))
    await leave(url, { subject: subjectOf(consultant), on: "2031-12-31" })
    expect((await recordOf(house, consultant.id)).until).toEqual(new Date("2031-12-31T23:00:00Z"))
  })

  it("keeps the last day that was said, where it is only looked what remains", async () => {
    const { consultant } = await scene(house)
    await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" })
    expect((await leave(url, { subject: subjectOf(consultant) }))[0]).toBe("nothing changed")
    expect((await recordOf(house, consultant.id)).until).toEqual(new Date("2031-06-30T22:00:00Z"))
  })

  it("leaves today where no day is said", async () => {
    const { consultant } = await scene(house)
    await leave(url, { subject: subjectOf(consultant) })
    const [row] = await house.rows<any>(
      `select (until at time zone 'Europe/Amsterdam')::time::text as time, (until - interval '1 second' > now()) as later,
         (until at time zone 'Europe/Amsterdam')::date - (now() at time zone 'Europe/Amsterdam')::date as days from employee where id = $1`,
      [consultant.id],
    )
    expect(row).toEqual({ time: "00:00:00", later: true, days: 1 })
    expect((await consultant.ask("{ viewer { id } }")).status).toBe(200)
  })

  it("has what is left on her desk told by its references: cases, tasks, and cases that name her as deputy", async () => {
    const { consultant, hugo, lead, ids } = await deskOf(house, 2)
    await bringTo(consultant, "CLOSED")
    const [first = "", second = ""] = await Promise.all(ids.map(referenceOf))
    await done(consultant, "addTask", {
      caseId: ids[1],
      title: "Bellen",
      dueOn: "2031-01-01",
      assigneeId: consultant.id,
    })
    const other = await openCase(hugo)
    await done(hugo, "restrictCase", { caseId: other.id, expectedVersion: 1, deputyId: consultant.id, reason: "Familie van een collega." }) // prettier-ignore
    expect((await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" })).slice(1)).toEqual([
      ...[`to hand over ${first}`, `to hand over ${second}`, `open task in ${second}`, `deputy of ${other.reference}`],
      "cases to hand over: 2, open tasks: 1, cases that name her as deputy: 1",
    ])
    await done(lead, "handOver", { employeeId: consultant.id, receiverIds: [hugo.id] }, "outcome { caseCount }")
    expect((await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" })).slice(0, 2)).toEqual([
      "nothing changed",
      `deputy of ${other.reference}`,
    ])
  })

  it("stands in the trail, and so do the cases that were named", async () => {
    const { consultant } = await scene(house)
    const { id } = await openCase(consultant)
    const known = (await tracesOf(house, "leave")).length
    await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" })
    const left = (await tracesOf(house, "leave")).slice(known)
    expect(left.map(({ actions }) => actions).sort()).toEqual([["case.listed"], ["employee.term_changed"]])
    const lines = left.flatMap((event) => event.lines).sort((a, b) => a.action.localeCompare(b.action))
    expect(lines).toMatchObject([{ cases: [id] }, { cases: [], employees: [consultant.id] }])
  })

  it("has nothing left to hand over where her desk is empty", async () => {
    const { consultant } = await scene(house)
    expect((await leave(url, { subject: subjectOf(consultant), on: "2031-06-30" })).at(-1)).toBe("nothing remains to be handed over") // prettier-ignore
  })

  it("does not leave on a day that is over, nor does somebody whom nobody knows; nor where the trail cannot be written", async () => {
    const { consultant } = await scene(house)
    const subject = subjectOf(consultant)
    await expect(leave(url, { subject, on: "2020-01-01" })).rejects.toThrow("--on: that day is over")
    await expect(leave(url, { subject: newSubject() })).rejects.toThrow("There is nobody with that subject")
    await withoutTrail(house, () => expect(leave(url, { subject })).rejects.toThrow())
    expect((await recordOf(house, consultant.id)).until).toBeNull()
  })
})
