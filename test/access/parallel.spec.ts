import { type Complaint, based, done, openCase, scene, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { grantIdOf, guestOf, leadOf, letting, liveGrants } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 8 })
})
afterAll(() => house.close())

const reasonsOf = ({ errors }: { errors: Complaint[] }): string[] => errors.map(({ reason }) => reason)

/** What a change became, though the request itself failed. */
async function outcomeOf(who: Colleague, verb: string, input: Record<string, unknown>): Promise<string[]> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`
  const document = `mutation($input: ${type}!) { ${verb}(input: $input) { errors { reason } } }`
  const { data, errors } = await who.ask(document, { input })
  return errors ? errors.map(({ extensions }) => extensions.code) : reasonsOf(data[verb])
}

/** Each of the cases has one who handles it, and exactly one grant for that. */
async function expectOneHandler(ids: string[]): Promise<void> {
  for (const id of ids) {
    const [row] = await house.rows<any>("select assignee_id from case_file where id = $1", [id])
    const held = (await liveGrants(house, id)).filter(({ route }) => route === "ASSIGNMENT")
    expect(held).toEqual([{ principal: row.assignee_id, route: "ASSIGNMENT", level: 3 }])
  }
}

describe("two who hand over the same cases at once", () => {
  it.each([
    ["by naming them", (ids: string[], _desk: string) => ({ caseIds: ids })],
    ["by the desk", (_ids: string[], desk: string) => ({ employeeId: desk })],
  ])("%s: each case ends with one who handles it", async (_way, what) => {
    for (let round = 0; round < 8; round++) {
      const { team, consultant } = await scene(house)
      const leads = [await leadOf(house, team), await leadOf(house, team, "Anja Post")]
      const receivers = [await guestOf(house, "Mila Hermans"), await guestOf(house, "Hugo Prins")]
      const ids: string[] = []
      for (let nth = 0; nth < 6; nth++) ids.push((await openCase(consultant)).id)
      const both = await Promise.all(
        leads.map((lead, nth) => {
          const named = nth ? ids.toReversed() : ids
          const input = { ...what(named, consultant.id), receiverIds: [receivers[nth]?.id] }
          return outcomeOf(lead, "handOver", input)
        }),
      )
      expect(both).toEqual([[], []])
      await expectOneHandler(ids)
      const left = await house.rows("select from case_file where assignee_id = $1", [consultant.id])
      expect(left).toEqual([])
    }
  })

  it("one by one and all together: each case ends with one who handles it", async () => {
    for (let round = 0; round < 8; round++) {
      const { team, consultant } = await scene(house)
      const lead = await leadOf(house, team)
      const mila = await house.employee({ name: "Mila Hermans", team })
      const cases = [await openCase(consultant), await openCase(consultant), await openCase(consultant)]
      const all = { employeeId: consultant.id, receiverIds: [mila.id] }
      const [handed, ...assigned] = await Promise.all([
        outcomeOf(lead, "handOver", all),
        ...cases.map((each) => outcomeOf(consultant, "assignCase", { ...based(each), assigneeId: lead.id })),
      ])
      expect(handed).toEqual([])
      for (const each of assigned) expect([[], ["VERSION_CHANGED"], ["NOT_ALLOWED"]]).toContainEqual(each)
      await expectOneHandler(cases.map(({ id }) => id))
    }
  })
})

describe("whoever loses a case while she decides about it", () => {
  it("names somebody in time, or is told that she may not any more; it is never a failure", async () => {
    const other = await scene(house)
    const wim = await guestOf(house)
    for (let round = 0; round < 15; round++) {
      const dossier = await dossierOf(house)
      const away = { ...based(dossier.case), assigneeId: other.consultant.id, teamId: other.team }
      const [handed, named] = await Promise.all([
        outcomeOf(dossier.consultant, "assignCase", away),
        outcomeOf(dossier.consultant, "grantAccess", letting(dossier, wim)),
      ])
      expect(handed).toEqual([])
      expect([[], ["ABSENT"], ["NOT_ALLOWED"]]).toContainEqual(named)
      expect(await seesCase(wim, dossier.case.id)).toBe(named.length === 0)
    }
  })

  it("two managers who end each other's access: one of them stays, and it is never a failure", async () => {
    for (let round = 0; round < 15; round++) {
      const dossier = await dossierOf(house)
      const both = [await guestOf(house, "Wim Schouten"), await guestOf(house, "Ans Vermeer")]
      for (const who of both) await done(dossier.consultant, "grantAccess", letting(dossier, who, { level: "MANAGE" }))
      const ids = await Promise.all(both.map((who) => grantIdOf(dossier.consultant, dossier.case.id, who)))
      const ended = await Promise.all(
        both.map((who, nth) => {
          const input = { caseId: dossier.case.id, grantId: ids[1 - nth], reason: "Niet nodig." }
          return outcomeOf(who, "endAccess", input)
        }),
      )
      expect(ended.filter((each) => each.length === 0)).toHaveLength(1)
      for (const each of ended) expect([[], ["ABSENT"], ["NOT_ALLOWED"]]).toContainEqual(each)
    }
  })
})

describe("somebody always manages a case", () => {
  const leaving: [string, (mila: Colleague, dossier: Dossier) => Promise<unknown>][] = [
    ["has a conflict of interest", (mila, { home }) => outcomeOf(mila, "blockAccess", { against: "ADDRESS", homeId: home, reason: "KIN" })],
    ["leaves", ({ id }) => house.rows("update employee set active = false where id = $1", [id])],
    ["is no longer cleared", ({ id }) => house.rows("update clearance set valid_until = now() where employee_id = $1", [id])],
  ] // prettier-ignore

  it.each(leaving)("also when it is given to a colleague in the moment in which she %s", async (_what, leaves) => {
    for (let round = 0; round < 15; round++) {
      const dossier = await dossierOf(house)
      await leadOf(house, dossier.team)
      const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
      const given = { ...based(dossier.case), assigneeId: mila.id }
      const [assigned] = await Promise.all([outcomeOf(dossier.consultant, "assignCase", given), leaves(mila, dossier)])
      expect([[], ["ASSIGNEE_UNFIT"]]).toContainEqual(assigned)
      const unmanaged = "select id from cases_without_manager() id where id = $1"
      expect(await house.rows(unmanaged, [dossier.case.id])).toEqual([])
    }
  })
})
