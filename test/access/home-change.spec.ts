import { atHome, declare } from "../blocks/support"
import { type Opened, based, done, openCase, refusals, scene, seesCase } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { expectRefused, guestOf, leadOf, restricted } from "./support"
import { dossierOf } from "../permissions/support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

interface AtHome {
  team: string
  home: string
  opened: Opened
  /** Handles the case, and so manages it. */
  sanne: Colleague
  /** Of her team, and so contributes. */
  mila: Colleague
  /** Of the team as well, and lives next door to the home. */
  hugo: Colleague
}

/** A case about a home, from which a conflict of interest keeps a colleague of the team away. */
async function aboutAHome(): Promise<AtHome> {
  const { team, consultant: sanne } = await scene(house)
  const mila = await house.employee({ name: "Mila Hermans", team })
  const hugo = await house.employee({ name: "Hugo Prins", team })
  const home = await house.home()
  const opened = await openCase(sanne, { homeId: home })
  await declare(hugo, atHome(home))
  return { team, home, opened, sanne, mila, hugo }
}

const homeOf = async ({ id }: Opened): Promise<string | null> => {
  const [row] = await house.rows<any>("select home_id from case_file where id = $1", [id])
  return row.home_id as string | null
}

const ways: [string, () => Promise<string | null>][] = [
  ["take its home away from a case", () => Promise.resolve(null)],
  ["say that a case is about another home", () => house.home()],
]

describe("whoever contributes cannot", () => {
  it.each(ways)("%s: the colleague whom a conflict of interest keeps away still does not see it", async (_what, to) => {
    const { home, opened, mila, hugo } = await aboutAHome()
    const input = { ...based(opened), homeId: await to() }
    await expectRefused(house, mila, "updateCase", input, "NOT_ALLOWED", "caseId")
    expect(await homeOf(opened)).toBe(home)
    expect(await seesCase(hugo, opened.id)).toBe(false)
  })

  it.each(ways)("%s, who was named personally to contribute", async (_what, to) => {
    const { home, opened, sanne, hugo } = await aboutAHome()
    const wim = await guestOf(house)
    const naming = { caseId: opened.id, employeeId: wim.id, level: "CONTRIBUTE", reason: "Denkt mee." }
    await done(sanne, "grantAccess", naming)
    await expectRefused(house, wim, "updateCase", { ...based(opened), homeId: await to() }, "NOT_ALLOWED", "caseId")
    expect(await homeOf(opened)).toBe(home)
    expect(await seesCase(hugo, opened.id)).toBe(false)
  })

  it("do so along with what she may change: then nothing of it is changed", async () => {
    const { opened, mila } = await aboutAHome()
    const input = { ...based(opened), title: "Anders", homeId: null }
    await expectRefused(house, mila, "updateCase", input, "NOT_ALLOWED", "caseId")
  })

  it.each(ways)(
    "%s, though she leads the team, of a restricted case in which she was named to contribute",
    async (_what, to) => {
      const dossier = await dossierOf(house)
      const lead = await leadOf(house, dossier.team)
      const naming = { caseId: dossier.case.id, employeeId: lead.id, level: "CONTRIBUTE", reason: "Denkt mee." }
      await done(dossier.consultant, "grantAccess", naming)
      const { version } = await restricted(dossier, await guestOf(house))
      const input = { caseId: dossier.case.id, expectedVersion: version, homeId: await to() }
      await expectRefused(house, lead, "updateCase", input, "NOT_ALLOWED", "caseId")
    },
  )
})

describe("whoever contributes may still", () => {
  it("say which home a case is about that was about none: who has a conflict of interest then loses it", async () => {
    const { sanne, mila, hugo, home } = await aboutAHome()
    const opened = await openCase(sanne)
    expect(await seesCase(hugo, opened.id)).toBe(true)
    await done(mila, "updateCase", { ...based(opened), homeId: home })
    expect(await homeOf(opened)).toBe(home)
    expect(await seesCase(hugo, opened.id)).toBe(false)
  })

  it("change the rest of a case about a home, naming the same home again or none of it", async () => {
    const { home, opened, mila, hugo } = await aboutAHome()
    expect(await refusals(mila, "updateCase", { ...based(opened), title: "Geluid", homeId: home })).toEqual([])
    const next = { caseId: opened.id, expectedVersion: opened.version + 1, title: "Geluid in de nacht" }
    expect(await refusals(mila, "updateCase", next)).toEqual([])
    expect(await homeOf(opened)).toBe(home)
    expect(await seesCase(hugo, opened.id)).toBe(false)
  })
})

describe("whoever decides about a case may", () => {
  const deciding: [string, (scene: AtHome) => Promise<Colleague>][] = [
    ["who handles it", ({ sanne }) => Promise.resolve(sanne)],
    ["who leads its team", ({ team }) => leadOf(house, team)],
  ]

  it.each(deciding)(
    "%s: say that it is about another home, or none; it then is no conflict any more",
    async (_who, of) => {
      for (const [, to] of ways) {
        const at = await aboutAHome()
        const homeId = await to()
        await done(await of(at), "updateCase", { ...based(at.opened), homeId })
        expect(await homeOf(at.opened)).toBe(homeId)
        expect(await seesCase(at.hugo, at.opened.id)).toBe(true)
      }
    },
  )
})
