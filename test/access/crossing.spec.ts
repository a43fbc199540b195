import type { PoolClient } from "pg"
import { examine } from "../../src/doctor"
import { atHome, declare, end } from "../blocks/support"
import { based, done, grant, openCase, refusals, scene, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { addCases } from "../records/support"
import { type Colleague, House } from "../support/house"
import { grantIdOf, guestOf, leadOf, letting, liveGrants } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 8 })
})
afterAll(() => house.close())

// Whatever crossed, no case is left for the operators to mend.
afterEach(async () => {
  const { findings } = await examine(house.database.ownerUrl)
  expect(findings.filter(({ references }) => references.length > 0)).toEqual([])
})

const rounds = Array.from({ length: 6 }, (_, nth) => nth)

/** One who handles cases, and a colleague of her team who has, or will have, a conflict of interest. */
async function pair(): Promise<{ sanne: Colleague; mila: Colleague; lead: Colleague }> {
  const { team, consultant } = await scene(house)
  const mila = await house.employee({ name: "Mila Hermans", team })
  return { sanne: consultant, mila, lead: await leadOf(house, team) }
}

/** Several at once, so that more of them meet what is done beside them. */
const three = async <T>(one: () => Promise<T>): Promise<T[]> => [await one(), await one(), await one()]

const joined = (who: Colleague, caseId: string, personId: string): Promise<unknown> =>
  done(who, "addParty", { caseId, role: "SUBJECT", name: "Dhr. Verschuren", personId })

/** Side by side; sometimes the one is ahead and sometimes the others, since who is first depends on chance. */
const beside = (nth: number, one: () => Promise<unknown>, others: (() => Promise<unknown>)[]): Promise<unknown> =>
  Promise.all((nth % 2 ? [one, ...others] : [...others, one]).map((act) => act()))

async function expectHidden(who: Colleague, ids: string[]): Promise<void> {
  for (const id of ids) expect(await seesCase(who, id)).toBe(false)
}

describe("a conflict of interest that is declared", () => {
  it("against a person, while she is added as a party, keeps those cases away", async () => {
    const { sanne, mila } = await pair()
    for (const nth of rounds) {
      const personId = await house.person("Verschuren")
      const ids = (await three(() => openCase(sanne))).map(({ id }) => id)
      const declared = () => declare(mila, { against: "PERSON", personId, reason: "KIN" })
      await beside(nth, declared, ids.map((id) => () => joined(sanne, id, personId))) // prettier-ignore
      await expectHidden(mila, ids)
    }
  })

  it("against an address, while cases about it are opened, keeps those cases away", async () => {
    const { sanne, mila } = await pair()
    for (const nth of rounds) {
      const homeId = await house.home()
      const ids: string[] = []
      const opened = async () => ids.push((await openCase(sanne, { homeId })).id)
      await beside(nth, () => declare(mila, atHome(homeId)), [opened, opened, opened])
      expect(ids).toHaveLength(3)
      await expectHidden(mila, ids)
    }
  })

  it("against an address, while cases turn out to be about it, keeps those cases away", async () => {
    const { sanne, mila } = await pair()
    for (const nth of rounds) {
      const homeId = await house.home()
      const elsewhere = await house.home()
      const cases = await three(() => openCase(sanne, { homeId: elsewhere }))
      const moved = cases.map((each) => () => done(sanne, "updateCase", { ...based(each), homeId }))
      await beside(nth, () => declare(mila, atHome(homeId)), moved)
      await expectHidden(mila, cases.map(({ id }) => id)) // prettier-ignore
    }
  })
})

it("a conflict of interest that is ended while the person is added as a party keeps nothing away any more", async () => {
  const { sanne, mila, lead } = await pair()
  const kept = `select o.case_id from case_block o join block b on b.id = o.block_id
    where o.valid_until is null and b.valid_until is not null`
  for (const nth of rounds) {
    const personId = await house.person("Verschuren")
    const ids = (await three(() => openCase(sanne))).map(({ id }) => id)
    const block = await declare(mila, { against: "PERSON", personId, reason: "KIN" })
    await beside(nth, () => end(lead, block.id), ids.map((id) => () => joined(sanne, id, personId))) // prettier-ignore
    expect(await house.rows(kept)).toEqual([])
    for (const id of ids) expect(await seesCase(mila, id)).toBe(true)
  }
})

/** A case that two manage, and a lead of its team to whom it can pass when neither does any more. */
async function ofTwo(): Promise<{ dossier: Dossier; wim: Colleague; lead: Colleague }> {
  const dossier = await dossierOf(house)
  const wim = await guestOf(house)
  await done(dossier.consultant, "grantAccess", letting(dossier, wim, { level: "MANAGE" }))
  return { dossier, wim, lead: await leadOf(house, dossier.team) }
}

const unmanaged = (): Promise<unknown[]> => house.rows("select cases_without_manager()")

/** The lead looks after the case: she has custody of it, once. */
async function expectCustodyOf(lead: Colleague, caseId: string): Promise<void> {
  const held = (await liveGrants(house, caseId)).filter(({ route }) => route === "CUSTODY")
  expect(held).toEqual([{ principal: lead.id, route: "CUSTODY", level: 3 }])
}

describe("two managers who leave a case at once", () => {
  it("by a conflict of interest of each: whatever the two managed passes to the lead", async () => {
    const { team, consultant } = await scene(house)
    const lead = await leadOf(house, team)
    const wim = await guestOf(house)
    for (const nth of rounds) {
      const home = await house.home()
      // Many, so that the one is still at it when the other begins.
      const ids = await addCases(house, 8, { team, by: consultant, assignee: consultant.id, home })
      for (const id of ids) await grant(house, { id }, wim.id, { level: 3 })
      await beside(nth, () => declare(consultant, atHome(home)), [() => declare(wim, atHome(home))])
      expect(await unmanaged()).toEqual([])
      for (const id of ids) await expectCustodyOf(lead, id)
    }
  })

  it("because both leave, each in a transaction that the other overlaps: it passes to the lead", async () => {
    const { dossier, wim, lead } = await ofTwo()
    const [first, second] = [await house.database.admin.connect(), await house.database.admin.connect()]
    try {
      for (const client of [first, second]) await client.query("begin")
      await disabled(first, dossier.consultant)
      const later = disabled(second, wim)
      await waitingOrDone(second, later)
      await first.query("commit")
      await later
      await second.query("commit")
    } finally {
      for (const client of [first, second]) client.release()
    }
    expect(await unmanaged()).toEqual([])
    await expectCustodyOf(lead, dossier.case.id)
  })

  it("because one is sent away by the other, who has a conflict of interest: one stays, or it passes to the lead", async () => {
    for (const nth of rounds) {
      const { dossier, wim, lead } = await ofTwo()
      const { consultant, home, case: { id } } = dossier // prettier-ignore
      const ending = { caseId: id, grantId: await grantIdOf(consultant, id, wim), reason: "Niet nodig." }
      let ended: string[] = []
      const sent = async () => (ended = await refusals(consultant, "endAccess", ending))
      await beside(nth, sent, [() => declare(consultant, atHome(home))])
      expect(await unmanaged()).toEqual([])
      // Whoever is first decides: the conflict, and there is no such case to her, or he is the last; or she, and nobody is left.
      expect([[], ["ABSENT"], ["NOT_ALLOWED"], ["LAST_MANAGER"]]).toContainEqual(ended)
      expect(await seesCase(wim, id)).toBe(ended.length > 0)
      if (!ended.length) await expectCustodyOf(lead, id)
    }
  })
})

const disabled = (client: PoolClient, { id }: Colleague): Promise<unknown> =>
  client.query("update employee set active = false where id = $1", [id])

/** Until a statement waits for a lock, or is done without. */
async function waitingOrDone(client: PoolClient, statement: Promise<unknown>): Promise<void> {
  const done = statement.then(() => true)
  const { processID } = client as PoolClient & { processID: number }
  const waits = async (): Promise<boolean> =>
    (await house.rows("select from pg_locks where pid = $1 and not granted", [processID])).length > 0
  while (!(await Promise.race([done, waits()])));
}
