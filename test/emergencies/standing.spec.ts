import { randomUUID } from "node:crypto"
import { guestOf, leadOf, noticesOf, stateOf } from "../access/support"
import { atHome, declare } from "../blocks/support"
import { done, mutationOf, refusals, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { trailOf } from "../records/support"
import { type Answer, type Colleague, House, type Variables } from "../support/house"
import { absentReference, attemptsOf, hurryTo, why } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const opening = (who: Colleague, input: Variables, fields: string): Promise<Answer> =>
  who.ask(mutationOf("openInEmergency", fields), { input })

describe("an emergency of which the answer cannot be given as it is asked", () => {
  const asked: [string, string, string][] = [
    ["by a cursor that is none", `case { id team { cases(first: 1, after: "garbage") { nodes { id } } } }`, "CURSOR"],
    ["by a page that is too large", "case { id team { cases(first: 101) { nodes { id } } } }", "PAGE_SIZE"],
    ["by a page from two sides", `case { id team { cases(first: 1, last: 1) { nodes { id } } } }`, "PAGE_SIZE"],
  ]

  it.each(asked)(
    "%s, opens nothing, and answers the same whether there is such a case or not",
    async (_how, fields, detail) => {
      const dossier = await dossierOf(house)
      const wim = await guestOf(house)
      await leadOf(house, dossier.team)
      await house.officer()
      const before = await stateOf(house)
      const hidden = await opening(wim, hurryTo(dossier), fields)
      const absent = await opening(wim, { ...why, reference: absentReference }, fields)
      expect(hidden.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "BAD_REQUEST", detail }])
      expect([absent.status, absent.text]).toEqual([hidden.status, hidden.text])
      expect(await stateOf(house)).toEqual(before)
      expect(await attemptsOf(house, wim.id)).toEqual([])
      expect(await seesCase(wim, dossier.case.id)).toBe(false)
    },
  )

  it("because it is more than one may ask, opens nothing either, and does not count as an attempt", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    const page = (within: string): string => `team { cases(first: 100) { nodes { ${within} } } }`
    const fields = `case { ${page(page(page("id")))} }`
    const before = await stateOf(house)
    const answers: Answer[] = []
    for (let nth = 0; nth < 3; nth++) {
      answers.push(await opening(wim, hurryTo(dossier), fields))
      answers.push(await opening(wim, { ...why, reference: absentReference }, fields))
    }
    expect(answers[0]?.errors?.map(({ extensions }) => extensions.code)).toEqual(["TOO_EXPENSIVE"])
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await stateOf(house)).toEqual(before)
    // Six were asked: had they been attempts, this one would be too many.
    expect(await refusals(wim, "openInEmergency", hurryTo(dossier))).toEqual([])
  })
})

/** While something is done, the database refuses to read teams to whoever serves employees: showing a case with its team then fails. */
async function withoutTeams<T>(act: () => Promise<T>): Promise<T> {
  await house.rows("revoke select on team from woonrust_staff")
  try {
    return await act()
  } finally {
    await house.rows("grant select on team to woonrust_staff")
  }
}

/** Opened, and it failed to be shown. */
const openedUnshown = (who: Colleague, input: Variables): Promise<Answer> =>
  withoutTeams(() => opening(who, input, "case { id team { name } }"))

describe("an emergency of which the case was opened and could not be shown", () => {
  it("stands: it is on record, to be judged, and everybody is told who is to be told", async () => {
    const dossier = await dossierOf(house)
    const [lead, marijke] = [await leadOf(house, dossier.team), await house.officer()]
    const wim = await guestOf(house)
    const answer = await openedUnshown(wim, hurryTo(dossier))
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "INTERNAL" }])
    expect(answer.data?.openInEmergency ?? null).toBeNull()
    const [attempt, ...more] = await attemptsOf(house, wim.id)
    expect(more).toEqual([])
    expect(attempt).toMatchObject({ case_id: dossier.case.id, reason: "VIOLENCE", explanation: why.explanation })
    const reviews = await house.rows<any>("select * from review_item where employee_id = $1", [wim.id])
    expect(reviews).toMatchObject([{ kind: "EMERGENCY", case_id: dossier.case.id, emergency_id: attempt.id }])
    for (const who of [lead, marijke])
      expect(await noticesOf(who)).toMatchObject([
        { kind: "EMERGENCY_OPENED", about: { id: wim.id }, case: { id: dossier.case.id } },
      ])
    expect(await seesCase(wim, dossier.case.id)).toBe(true)
    expect(await refusals(wim, "openInEmergency", hurryTo(dossier))).toEqual(["ALREADY_VISIBLE"])
  })

  it("stands in the trail with its case and its grant, and that it failed stands there too", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await openedUnshown(wim, hurryTo(dossier))
    const [row] = await house.rows<any>("select id from case_grant where principal_id = $1", [wim.id])
    const events = await trailOf(house, wim)
    expect(events.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["DONE", null],
      ["FAILED", "INTERNAL"],
    ])
    const [sight] = events[0]?.sights ?? []
    expect(sight).toMatchObject({ field: "openInEmergency", cases: [dossier.case.id], grants: [row.id] })
  })

  it("counts as an attempt: after five of them there is none within the hour", async () => {
    const wim = await guestOf(house)
    for (let nth = 0; nth < 5; nth++) await openedUnshown(wim, hurryTo(await dossierOf(house)))
    expect(await attemptsOf(house, wim.id)).toHaveLength(5)
    expect(await refusals(wim, "openInEmergency", hurryTo(await dossierOf(house)))).toEqual(["TOO_MANY_ATTEMPTS"])
  })

  it("does not hold up what is asked next: the connection is as good as new", async () => {
    const wim = await guestOf(house)
    const cases = [await dossierOf(house), await dossierOf(house), await dossierOf(house), await dossierOf(house)]
    await withoutTeams(() => Promise.all(cases.map((each) => opening(wim, hurryTo(each), "case { team { name } }"))))
    for (const each of cases) expect(await seesCase(wim, each.case.id)).toBe(true)
  })
})

describe("where nobody leads the team that handles it or the employee's own, of an emergency are told", () => {
  /** A case and an employee, each of a team in a district of its own, which nobody leads. */
  async function unled(): Promise<{ dossier: Dossier; wim: Colleague; own: string; districts: string[] }> {
    const dossier = await dossierOf(house)
    const own = await house.team()
    const wim = await house.employee({ name: "Wim Schouten", team: own })
    const districts = [`Wijk ${randomUUID()}`, `Wijk ${randomUUID()}`]
    for (const [nth, team] of [dossier.team, own].entries())
      await house.rows("update team set district = $2 where id = $1", [team, districts[nth]])
    return { dossier, wim, own, districts }
  }

  async function leadIn(district: string | undefined, name: string): Promise<Colleague> {
    const team = await house.team()
    await house.rows("update team set district = $2 where id = $1", [team, district])
    return leadOf(house, team, name)
  }

  /** Looked at behind the row rules: the case itself need not exist for a lead who is told. */
  const told = async (who: Colleague, about: Colleague): Promise<number> =>
    (await house.rows("select from notice where employee_id = $1 and about_id = $2", [who.id, about.id])).length

  it("the leads of the same districts, and no other", async () => {
    const { dossier, wim, districts } = await unled()
    const near = [await leadIn(districts[0], "Anja Post"), await leadIn(districts[1], "Piet Bos")]
    const far = await leadIn("De Linde", "Wil Kuiper")
    await done(wim, "openInEmergency", hurryTo(dossier))
    expect([
      await told(near[0] as Colleague, wim),
      await told(near[1] as Colleague, wim),
      await told(far, wim),
    ]).toEqual([1, 1, 0])
  })

  it("where nobody leads there either, all leads", async () => {
    const { dossier, wim } = await unled()
    const far = [await leadIn("De Linde", "Wil Kuiper"), await leadIn("Het Zand", "Anja Post")]
    await done(wim, "openInEmergency", hurryTo(dossier))
    for (const lead of far) expect(await told(lead, wim)).toBe(1)
  })

  it("the same when no case was found", async () => {
    const { wim, districts } = await unled()
    const [near, far] = [await leadIn(districts[1], "Piet Bos"), await leadIn("De Linde", "Wil Kuiper")]
    await refusals(wim, "openInEmergency", { ...why, reference: absentReference })
    expect([await told(near, wim), await told(far, wim)]).toEqual([1, 0])
  })

  it("the leads of the district, where those of the team have left, have a conflict of interest, or ask it themselves", async () => {
    const { dossier, own, districts } = await unled()
    const [gone, kin] = [await leadOf(house, dossier.team), await leadOf(house, dossier.team, "Anja Post")]
    await house.rows("update employee set active = false where id = $1", [gone.id])
    await declare(kin, atHome(dossier.home))
    const self = await leadOf(house, own, "Tess Smeets")
    const near = await leadIn(districts[0], "Piet Bos")
    await done(self, "openInEmergency", hurryTo(dossier))
    expect(await told(near, self)).toBe(1)
    for (const who of [gone, kin, self]) expect(await told(who, self)).toBe(0)
  })
})
