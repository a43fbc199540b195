import { randomUUID } from "node:crypto"
import { done, grant, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { watched } from "../records/support"
import { type Colleague, House } from "../support/house"
import { accessTo, auditorOf, guestOf, inHours, leadOf, letting, restricted } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const linesOf = async (who: Colleague, caseId: string): Promise<string[]> =>
  (await accessTo(who, caseId)).map(({ employee, route, level }) => `${employee.id} ${route} ${level}`).sort()

describe("who can see a case", () => {
  it("is told with each grant: the one who handles it, each member of the team, and whoever was named", async () => {
    const dossier = await dossierOf(house)
    const { consultant, team } = dossier
    const mila = await house.employee({ name: "Mila Hermans", team })
    const lead = await leadOf(house, team)
    const wim = await guestOf(house)
    await done(consultant, "grantAccess", letting(dossier, wim, { endsAt: inHours(5), reason: "Waarneming." }))
    const found = await accessTo(consultant, dossier.case.id)
    expect(found.map(({ employee, route, level }) => `${employee.id} ${route} ${level}`).sort()).toEqual(
      [
        `${consultant.id} ASSIGNMENT MANAGE`,
        `${consultant.id} TEAM CONTRIBUTE`,
        `${mila.id} TEAM CONTRIBUTE`,
        `${lead.id} TEAM CONTRIBUTE`,
        `${wim.id} ASSIGNMENT VIEW`,
      ].sort(),
    )
    for (const { route, team: via, endsAt, startsAt } of found) {
      expect(via).toEqual(route === "TEAM" ? { id: team } : null)
      expect(startsAt).not.toBeNull()
      if (route === "TEAM") expect(endsAt).toBeNull()
    }
    expect(found.find(({ employee }) => employee.id === wim.id)).toMatchObject({
      grantedBy: { id: consultant.id },
      reason: "Waarneming.",
    })
  })

  it("is told to its manager, its team lead, the privacy officer and the auditor alike", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    const lines = await linesOf(dossier.consultant, dossier.case.id)
    expect(lines).toHaveLength(3)
    for (const who of [lead, await house.officer(), await auditorOf(house)])
      expect(await linesOf(who, dossier.case.id)).toEqual(lines)
  })

  it("is told to nobody else: a colleague, whoever may contribute, another lead, the coordinator, the administrator", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await grant(house, dossier.case, wim.id, { level: 2 })
    const anja = await leadOf(house, await house.team(), "Anja Post")
    await grant(house, dossier.case, anja.id, { level: 2 })
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await grant(house, dossier.case, els.id, { route: "REQUEST", until: "in 5 hours" })
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR", team: dossier.team })
    for (const who of [wim, anja, els]) expect(await seesCase(who, dossier.case.id)).toBe(true)
    for (const who of [wim, anja, els, mila, karin]) expect(await accessTo(who, dossier.case.id)).toEqual([])
  })

  it("of a case that does not exist for one is told as that of a case that is not there", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    for (const id of [dossier.case.id, randomUUID(), "geen"]) expect(await accessTo(wim, id)).toEqual([])
  })

  it("leaves out the team of a restricted case, and is then not for the lead", async () => {
    const dossier = await dossierOf(house)
    const lead = await leadOf(house, dossier.team)
    await restricted(dossier, await guestOf(house))
    expect(await linesOf(dossier.consultant, dossier.case.id)).toEqual([`${dossier.consultant.id} ASSIGNMENT MANAGE`])
    expect(await accessTo(lead, dossier.case.id)).toEqual([])
    await done(dossier.consultant, "grantAccess", letting(dossier, lead, { level: "CONTRIBUTE" }))
    expect(await seesCase(lead, dossier.case.id)).toBe(true)
    expect(await accessTo(lead, dossier.case.id)).toEqual([])
  })

  it("is kept from a manager and from an officer with a conflict of interest", async () => {
    const dossier = await dossierOf(house)
    const marijke = await house.officer()
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    for (const { id } of [marijke, dossier.consultant]) {
      const input = { employeeId: id, against: "ADDRESS", homeId: dossier.home, reason: "NEIGHBOUR" }
      await done(els, "blockAccess", input, "__typename")
    }
    for (const who of [marijke, dossier.consultant]) expect(await accessTo(who, dossier.case.id)).toEqual([])
    const told = await accessTo(await house.officer(), dossier.case.id)
    expect(told.map(({ employee }) => employee.id)).not.toContain(dossier.consultant.id)
  })

  it("is a look at the case: the trail says of whom", async () => {
    const dossier = await dossierOf(house)
    const document = "query($id: ID!) { caseAccess(caseId: $id) { nodes { employee { id } } } }"
    const { event, sight } = await watched(house, dossier.consultant, document, { id: dossier.case.id })
    expect(event).toMatchObject({ outcome: "DONE", actions: ["access.listed"] })
    expect(sight).toMatchObject({ field: "caseAccess", cases: [dossier.case.id] })
  })

  it("can be leafed through", async () => {
    const dossier = await dossierOf(house)
    for (let nth = 0; nth < 4; nth++) await house.employee({ name: `Collega ${nth}`, team: dossier.team })
    const document = `query($id: ID!, $after: String) { caseAccess(caseId: $id, first: 2, after: $after) {
      nodes { employee { id } route } pageInfo { hasNextPage endCursor } } }`
    const found: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const { caseAccess }: any = await dossier.consultant.get(document, { id: dossier.case.id, after })
      found.push(...caseAccess.nodes.map((node: any) => `${node.employee.id} ${node.route}`))
      ;({ hasNextPage: more, endCursor: after } = caseAccess.pageInfo)
    }
    expect(found).toHaveLength(6)
    expect(new Set(found).size).toBe(6)
  })
})

/** Colleagues of every sort, each in another relation to the case. */
async function everySort(dossier: Dossier): Promise<Colleague[]> {
  const { team, consultant, home } = dossier
  const people: Colleague[] = [consultant, await leadOf(house, team), await leadOf(house, await house.team())]
  const member = (name: string, role = "CONSULTANT") => house.employee({ name, team, role })
  const [mila, gone, kin] = [await member("Mila Hermans"), await member("Guus Kok"), await member("Roos Timmer")]
  const [late, former] = [await member("Noor Bakx"), await member("Kees Maas")]
  const femke = await house.employee({ name: "Femke Jansen", team, cleared: ["FRAUD"] })
  const [wim, ended, future] = [
    await guestOf(house),
    await guestOf(house, "Piet Bos"),
    await guestOf(house, "Tess Smeets"),
  ]
  const [els, karin] = [await member("Els Dekker", "PRIVACY_COORDINATOR"), await member("Karin Smit", "ADMINISTRATOR")]
  const hurry = await guestOf(house, "Daan Mulder")
  await done(consultant, "grantAccess", letting(dossier, wim))
  await done(consultant, "grantAccess", letting(dossier, els, { route: "REQUEST", endsAt: inHours(2) }))
  await done(consultant, "grantAccess", letting(dossier, future, { startsAt: inHours(2) }))
  await grant(house, dossier.case, ended.id, { level: 3, from: "3 hours ago", until: "1 hour ago" })
  await house.rows("update team_membership set valid_until = now() where employee_id = $1", [former.id])
  await house.rows("update team_membership set valid_from = now() + interval '1 hour' where employee_id = $1", [
    late.id,
  ])
  await house.rows("update clearance set valid_until = now() where employee_id = $1", [gone.id])
  await done(kin, "blockAccess", { against: "HOUSEHOLD", homeId: home, reason: "KIN" }, "__typename")
  const emergency = { reference: dossier.case.reference, reason: "VIOLENCE", explanation: "Nu." }
  await done(hurry, "openInEmergency", emergency)
  return [...people, mila, gone, kin, late, former, femke, wim, ended, future, els, karin, hurry]
}

describe("who can see a case, as it is told, is exactly who really sees it", () => {
  it.each(["NUISANCE", "ADAPTATION"])("in a case of %s, open to its team and restricted", async (kind) => {
    const dossier = await dossierOf(house, { kind })
    const people = await everySort(dossier)
    const marijke = await house.officer()
    const compare = async (): Promise<number> => {
      const told = new Set((await accessTo(marijke, dossier.case.id)).map(({ employee }) => employee.id))
      const seen = new Set<string>()
      for (const who of people) if (await seesCase(who, dossier.case.id)) seen.add(who.id)
      expect(told).toEqual(seen)
      return told.size
    }
    expect(await compare()).toBe(6)
    await restricted(dossier, await guestOf(house, "Ans Vermeer"))
    expect(await compare()).toBe(4)
  })
})
