import { randomUUID } from "node:crypto"
import { done, openCase, refusals, scene } from "../cases/support"
import { addCase } from "../records/support"
import { type Colleague, House } from "../support/house"
import { deskOf, handedOver, handing } from "./desk"
import { guestOf, leadOf, liveGrants } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Who manages a case, and by which way. */
const managersOf = async (caseId: string): Promise<string[]> =>
  (await liveGrants(house, caseId))
    .filter(({ level }) => level === 3)
    .map(({ principal, route }) => `${route} ${principal}`)

const assigneeOf = async (caseId: string): Promise<string | null> => {
  const [row] = await house.rows<any>("select assignee_id from case_file where id = $1", [caseId])
  return row.assignee_id as string | null
}

describe("handing over a desk takes along what was left to her custody:", () => {
  it("cases that are assigned to nobody, by herself or by another lead of the team", async () => {
    for (const by of ["herself", "another"]) {
      const { team, lead, consultant, mila } = await deskOf(house, 0)
      const unassigned = await addCase(house, { team, by: consultant })
      expect(await managersOf(unassigned)).toEqual([`CUSTODY ${lead.id}`])
      const own = await openCase(lead)
      const who = by === "herself" ? lead : await leadOf(house, team, "Anja Post")
      const { to } = await handedOver(who, handing({ employeeId: lead.id }, [mila]))
      expect([...to.keys()].sort()).toEqual([unassigned, own.id].sort())
      expect(await managersOf(unassigned)).toEqual([`ASSIGNMENT ${mila.id}`])
    }
  })

  it("cases of a colleague who has left", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 2)
    await house.rows("update employee set active = false where id = $1", [consultant.id])
    const { to } = await handedOver(lead, handing({ employeeId: lead.id }, [mila]))
    expect([...to.keys()].sort()).toEqual([...ids].sort())
    for (const id of ids) expect(await managersOf(id)).toEqual([`ASSIGNMENT ${mila.id}`])
  })

  it("not those of which custody has ended, that have ended, or that are in the custody of another", async () => {
    const { team, lead, consultant, mila, hugo } = await deskOf(house, 0)
    const given = await addCase(house, { team, by: consultant })
    await done(lead, "assignCase", { caseId: given, expectedVersion: 1, assigneeId: hugo.id })
    const ended = await addCase(house, { team, by: consultant })
    await done(lead, "closeCase", { caseId: ended, expectedVersion: 1, outcome: "OTHER" })
    const elsewhere = await deskOf(house, 0)
    const others = await addCase(house, { team: elsewhere.team, by: consultant })
    const { outcome } = await handedOver(lead, handing({ employeeId: lead.id }, [mila]))
    expect(outcome.caseCount).toBe(0)
    expect([await assigneeOf(given), await assigneeOf(ended), await assigneeOf(others)]).toEqual([hugo.id, null, null])
  })

  it("and nothing that whoever hands over may not give: a colleague of the team takes none of it", async () => {
    const { team, lead, consultant, mila } = await deskOf(house, 0)
    const unassigned = await addCase(house, { team, by: consultant })
    const { outcome } = await handedOver(mila, handing({ employeeId: lead.id }, [mila]))
    expect(outcome.caseCount).toBe(0)
    expect(await managersOf(unassigned)).toEqual([`CUSTODY ${lead.id}`])
  })
})

describe("with a desk go the tasks on it:", () => {
  const taskOf = async (who: Colleague, caseId: string, assignee: Colleague): Promise<string> =>
    (await done(who, "addTask", { caseId, title: "Bellen", dueOn: "2026-12-01", assigneeId: assignee.id })).task.id

  const lyingWith = async (...ids: string[]): Promise<string[]> => {
    const rows = await house.rows<any>("select id, assignee_id, version from task where id = any ($1)", [ids])
    return ids.map((id) => rows.find((row) => row.id === id)).map((row) => `${row.assignee_id} ${row.version}`)
  }

  it("hers that are open on the cases that go, each to who takes over the case", async () => {
    const { lead, consultant, ids, mila, hugo } = await deskOf(house, 4)
    const tasks: string[] = []
    for (const id of ids) tasks.push(await taskOf(consultant, id, consultant))
    const { to } = await handedOver(lead, handing({ employeeId: consultant.id }, [mila, hugo]))
    expect(new Set(to.values()).size).toBe(2)
    expect(await lyingWith(...tasks)).toEqual(ids.map((id) => `${to.get(id)} 2`))
    // They can be done by who has them now, at the version that they then are at.
    const [first = ""] = ids
    const next = [mila, hugo].find(({ id }) => id === to.get(first)) as Colleague
    expect(await refusals(next, "completeTask", { taskId: tasks[0], expectedVersion: 2 })).toEqual([])
  })

  it("not those that are done, those of others, or hers on cases that stay", async () => {
    const { lead, consultant, ids, mila, hugo } = await deskOf(house, 1)
    const [id = ""] = ids
    const finished = await taskOf(consultant, id, consultant)
    await done(consultant, "completeTask", { taskId: finished, expectedVersion: 1 })
    const ofHugo = await taskOf(consultant, id, hugo)
    const staying = await openCase(hugo)
    const helping = await taskOf(hugo, staying.id, consultant)
    await handedOver(lead, handing({ employeeId: consultant.id }, [mila]))
    expect(await assigneeOf(id)).toBe(mila.id)
    const stayed = [`${consultant.id} 2`, `${hugo.id} 1`, `${consultant.id} 1`]
    expect(await lyingWith(finished, ofHugo, helping)).toEqual(stayed)
  })

  it("none where cases are named, and none where it is only looked at what would go", async () => {
    const { lead, consultant, ids, mila } = await deskOf(house, 1)
    const task = await taskOf(consultant, ids[0] ?? "", consultant)
    const looking = "mutation($input: HandOverInput!) { previewHandOver(input: $input) { outcome { caseCount } } }"
    const { previewHandOver } = await lead.get(looking, { input: handing({ employeeId: consultant.id }, [mila]) })
    expect(previewHandOver.outcome.caseCount).toBe(1)
    await handedOver(lead, handing({ caseIds: ids }, [mila]))
    expect(await lyingWith(task)).toEqual([`${consultant.id} 1`])
  })
})

describe("handing over a district", () => {
  it("takes cases about no home whose team is of it, and of the others those about a home in it", async () => {
    const [here, there] = [`Wijk ${randomUUID()}`, `Wijk ${randomUUID()}`]
    const near = await scene(house)
    const far = await house.team()
    await house.rows("update team set district = $2 where id = $1", [near.team, here])
    await house.rows("update team set district = $2 where id = $1", [far, there])
    const [inside, outside] = [await house.home(), await house.home()]
    await house.rows("update home set district = $2 where id = $1", [inside, here])
    await house.rows("update home set district = $2 where id = $1", [outside, there])
    // She leads both teams, so that nothing stays only because it is not hers to give.
    const lead = await leadOf(house, near.team)
    for (const { id } of [lead, near.consultant])
      await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [id, far])
    const opened = async (teamId: string, homeId?: string) => (await openCase(near.consultant, { teamId, homeId })).id
    const going = [await opened(near.team), await opened(near.team, inside), await opened(far, inside)]
    const staying = [await opened(far), await opened(near.team, outside)]
    const mila = await guestOf(house, "Mila Hermans")
    const { to } = await handedOver(lead, handing({ district: here }, [mila]))
    expect([...to.keys()].sort()).toEqual([...going].sort())
    for (const id of staying) expect(await assigneeOf(id)).toBe(near.consultant.id)
  })
})
