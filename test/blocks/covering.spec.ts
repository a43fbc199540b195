import { guestOf, leadOf } from "../access/support"
import { based, change, done, openCase, refusals, seesCase } from "../cases/support"
import { type Dossier, allWays, dossierOf, waysTo } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { atHome, declare } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

interface Around {
  team: string
  sanne: Colleague
  mila: Colleague
  /** Where the person lives. */
  home: string
  person: string
}

/** A team with two consultants, a home, and somebody who lives there. */
async function around(): Promise<Around> {
  const team = await house.team()
  const [sanne, mila] = [await house.employee({ team }), await house.employee({ name: "Mila Hermans", team })]
  const home = await house.home()
  return { team, sanne, mila, home, person: await house.person("Verschuren", home) }
}

const joined = (who: Colleague, caseId: string, personId: string): Promise<unknown> =>
  done(who, "addParty", { caseId, role: "SUBJECT", name: "Dhr. Verschuren", personId })

/** Three cases: one about the home, one in which who lives there is a party, and one that has nothing to do with either. */
async function three({ sanne, home, person }: Around): Promise<{ about: string; party: string; other: string }> {
  const about = await openCase(sanne, { homeId: home })
  const party = await openCase(sanne, { homeId: await house.home() })
  await joined(sanne, party.id, person)
  const other = await openCase(sanne, { homeId: await house.home() })
  await joined(sanne, other.id, await house.person("Jacobs"))
  return { about: about.id, party: party.id, other: other.id }
}

const hiddenFrom = async (who: Colleague, cases: Record<string, string>): Promise<string[]> => {
  const hidden: string[] = []
  for (const [name, id] of Object.entries(cases)) if (!(await seesCase(who, id))) hidden.push(name)
  return hidden.sort()
}

const kinds: [string, (scene: Around) => Record<string, unknown>, string[]][] = [
  ["a person: every case in which she is a party", ({ person }) => ({ against: "PERSON", personId: person, reason: "KIN" }), ["party"]],
  ["an address: every case about the home", ({ home }) => ({ against: "ADDRESS", homeId: home, reason: "NEIGHBOUR" }), ["about"]],
  ["a household: both", ({ home }) => ({ against: "HOUSEHOLD", homeId: home, reason: "KIN" }), ["about", "party"]],
] // prettier-ignore

describe("a block covers, against", () => {
  it.each(kinds)("%s", async (_kind, blockOf, covered) => {
    const scene = await around()
    const cases = await three(scene)
    expect(await hiddenFrom(scene.mila, cases)).toEqual([])
    await declare(scene.mila, blockOf(scene))
    expect(await hiddenFrom(scene.mila, cases)).toEqual(covered)
    expect(await hiddenFrom(scene.sanne, cases)).toEqual([])
  })

  it.each(kinds)("%s, those to come as well", async (_kind, blockOf, covered) => {
    const scene = await around()
    await declare(scene.mila, blockOf(scene))
    expect(await hiddenFrom(scene.mila, await three(scene))).toEqual(covered)
  })
})

describe("a case comes under a block", () => {
  it("when somebody is added as a party", async () => {
    const { sanne, mila, person, home } = await around()
    const byPerson = await openCase(sanne)
    await declare(mila, { against: "PERSON", personId: person, reason: "KIN" })
    expect(await seesCase(mila, byPerson.id)).toBe(true)
    await joined(sanne, byPerson.id, person)
    expect(await seesCase(mila, byPerson.id)).toBe(false)
    const byHousehold = await openCase(sanne)
    await declare(mila, { against: "HOUSEHOLD", homeId: home, reason: "KIN" })
    await joined(sanne, byHousehold.id, await house.person("Jonker", home))
    expect(await seesCase(mila, byHousehold.id)).toBe(false)
  })

  it("when it turns out to be about that home, and no longer when it turns out not to be", async () => {
    const { sanne, mila, home } = await around()
    const opened = await openCase(sanne)
    await declare(mila, atHome(home))
    expect(await seesCase(mila, opened.id)).toBe(true)
    const { case: moved } = await done(sanne, "updateCase", { ...based(opened), homeId: home })
    expect(await seesCase(mila, opened.id)).toBe(false)
    await done(sanne, "updateCase", { ...based(moved), homeId: await house.home() })
    expect(await seesCase(mila, opened.id)).toBe(true)
  })

  it("when one of its parties moves into the household, and no longer when she moves out", async () => {
    const { sanne, mila, home } = await around()
    const person = await house.person("Jonker", await house.home())
    const opened = await openCase(sanne)
    await joined(sanne, opened.id, person)
    await declare(mila, { against: "HOUSEHOLD", homeId: home, reason: "KIN" })
    expect(await seesCase(mila, opened.id)).toBe(true)
    await house.rows("update person set home_id = $2 where id = $1", [person, home])
    expect(await seesCase(mila, opened.id)).toBe(false)
    await house.rows("update person set home_id = null where id = $1", [person])
    expect(await seesCase(mila, opened.id)).toBe(true)
  })

  it("also when it has ended: what was written stays as much a conflict of interest", async () => {
    const { sanne, mila, home } = await around()
    const opened = await openCase(sanne, { homeId: home })
    await done(sanne, "closeCase", { ...based(opened), outcome: "OTHER" })
    await declare(mila, atHome(home))
    expect(await seesCase(mila, opened.id)).toBe(false)
  })
})

describe("a block beats every grant:", () => {
  const granted: [string, (dossier: Dossier) => Promise<Colleague>][] = [
    ["that of the one who handles it", ({ consultant }) => Promise.resolve(consultant)],
    ["that of the team", ({ team }) => house.employee({ name: "Mila Hermans", team })],
    ["that of the team lead", ({ team }) => leadOf(house, team)],
    ["a personal one, to manage", async (dossier) => {
      const wim = await guestOf(house)
      const input = { caseId: dossier.case.id, employeeId: wim.id, level: "MANAGE", reason: "Samen." }
      await done(dossier.consultant, "grantAccess", input)
      return wim
    }],
    ["custody", async ({ team, consultant }) => {
      const lead = await leadOf(house, team)
      await house.rows("update employee set active = false where id = $1", [consultant.id])
      return lead
    }],
    ["that of an emergency", async (dossier) => {
      const wim = await guestOf(house)
      const input = { reference: dossier.case.reference, reason: "VIOLENCE", explanation: "Nu." }
      await done(wim, "openInEmergency", input)
      return wim
    }],
  ] // prettier-ignore

  it.each(granted)("%s", async (_which, holderOf) => {
    const dossier = await dossierOf(house)
    const holder = await holderOf(dossier)
    expect(await waysTo(holder, dossier)).toEqual(allWays)
    await declare(holder, { against: "PERSON", personId: dossier.person, reason: "KIN" })
    expect(await waysTo(holder, dossier)).toEqual([])
  })
})

describe("whoever has a conflict of interest", () => {
  it("cannot be given the case: not when it is opened, not later", async () => {
    const { sanne, mila, home } = await around()
    await declare(mila, atHome(home))
    const report = {
      kind: "NUISANCE",
      title: "Geluid",
      description: "Hard.",
      purpose: "TENANCY",
      legalBasis: "AGREEMENT",
    }
    const opening = { ...report, homeId: home, assigneeId: mila.id }
    expect(await refusals(sanne, "openCase", opening)).toEqual(["ASSIGNEE_UNFIT"])
    const opened = await openCase(sanne, { homeId: home })
    const { errors } = await change(sanne, "assignCase", { ...based(opened), assigneeId: mila.id })
    expect(errors).toEqual([{ code: "CONFLICT", reason: "ASSIGNEE_UNFIT", path: ["input", "assigneeId"] }])
  })

  it("may report about the home all the same: it is then another's, and not for her to see", async () => {
    const { sanne, mila, home } = await around()
    await declare(mila, atHome(home))
    const report = {
      kind: "NUISANCE",
      title: "Geluid",
      description: "Hard.",
      purpose: "TENANCY",
      legalBasis: "AGREEMENT",
    }
    await done(mila, "openCase", { ...report, homeId: home, assigneeId: sanne.id })
    const rows = await house.rows<any>("select id, assignee_id from case_file where home_id = $1", [home])
    expect(rows).toMatchObject([{ assignee_id: sanne.id }])
    expect(await seesCase(mila, rows[0].id)).toBe(false)
  })
})
