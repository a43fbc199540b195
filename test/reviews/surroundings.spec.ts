import { randomUUID } from "node:crypto"
import { leadOf } from "../access/support"
import { done } from "../cases/support"
import { enrol } from "../../src/staffing"
import type { Dossier } from "../permissions/support"
import type { Colleague } from "../support/house"
import { Watched, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const near = ["COLLEAGUE_OR_SAME_ADDRESS"]

/** What is listed of who handles the case, after one look at it. */
async function listedOf({ case: { id } }: Dossier, who: Colleague): Promise<string[]> {
  await look(watched.house, who, id)
  return await watched.kinds(who)
}

const livesAt = ({ id }: Colleague, home: string): Promise<unknown> =>
  watched.house.rows("update employee set home_id = $2 where id = $1", [id, home])
const isPerson = ({ id }: Colleague, person: string): Promise<unknown> =>
  watched.house.rows("update employee set person_id = $2 where id = $1", [id, person])

describe("a look at her own surroundings is listed, whoever handles the case:", () => {
  it("she lives where the case is about", async () => {
    const dossier = await watched.dossier()
    await livesAt(dossier.consultant, dossier.home)
    expect(await listedOf(dossier, dossier.consultant)).toEqual(near)
  })

  it("she lives with a party of it", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    const home = await house.home()
    const person = await house.person("Kuiper", home)
    const part = { caseId: dossier.case.id, role: "WITNESS", name: "Dhr. Kuiper", personId: person }
    await done(dossier.consultant, "addParty", part)
    await livesAt(dossier.consultant, home)
    expect(await listedOf(dossier, dossier.consultant)).toEqual(near)
  })

  it("she rents a home herself, and is known by that alone", async () => {
    const { house } = watched
    const dossier = await watched.dossier()
    await isPerson(dossier.consultant, await house.person("De Wit", dossier.home))
    expect(await listedOf(dossier, dossier.consultant)).toEqual(near)
  })

  it("she is a party of it, as a tenant or by name", async () => {
    const [one, other] = [await watched.dossier(), await watched.dossier()]
    await isPerson(one.consultant, one.person)
    await watched.house.rows("update person set home_id = null where id = $1", [one.person])
    await done(other.consultant, "addParty", {
      caseId: other.case.id,
      role: "WITNESS",
      name: "Sanne de Wit",
      employeeId: other.consultant.id,
    })
    expect(await listedOf(one, one.consultant)).toEqual(near)
    expect(await listedOf(other, other.consultant)).toEqual(near)
  })
})

describe("a look at the case of a colleague", () => {
  async function ofColleague(role = "SUBJECT") {
    const dossier = await watched.dossier()
    const karin = await watched.house.employee({ name: "Karin Smit", team: await watched.house.team() })
    const part = { caseId: dossier.case.id, role, name: "Mw. Smit", employeeId: karin.id }
    await done(dossier.consultant, "addParty", part)
    return { dossier, karin }
  }

  it("is listed of who has no work on it, also of the lead of the team", async () => {
    const { dossier } = await ofColleague()
    const [mila, joost] = [await watched.member(dossier), await leadOf(watched.house, dossier.team)]
    expect(await listedOf(dossier, mila)).toEqual([...near, "NO_TASK"])
    expect(await listedOf(dossier, joost)).toEqual(near)
  })

  it("is listed where the colleague is known as a tenant", async () => {
    const dossier = await watched.dossier()
    await isPerson(await watched.house.employee({ name: "Karin Smit" }), dossier.person)
    expect(await listedOf(dossier, await leadOf(watched.house, dossier.team))).toEqual(near)
  })

  it("is the work of who handles it, and not listed", async () => {
    const { dossier } = await ofColleague()
    expect(await listedOf(dossier, dossier.consultant)).toEqual([])
  })

  it("is not listed where she is a party by profession, or works here no more", async () => {
    const [one, other] = [await ofColleague("PROFESSIONAL"), await ofColleague()]
    await watched.house.rows("update employee set active = false where id = $1", [other.karin.id])
    for (const { dossier } of [one, other])
      expect(await listedOf(dossier, await leadOf(watched.house, dossier.team))).toEqual([])
  })
})

describe("a look at other people's surroundings", () => {
  it("is not listed, of who lives elsewhere or told nothing of where she lives", async () => {
    const [one, other] = [await watched.dossier(), await watched.dossier()]
    await livesAt(one.consultant, await watched.house.home())
    expect(await listedOf(one, one.consultant)).toEqual([])
    // A party without an address is no neighbour of somebody without one.
    await watched.house.rows("update person set home_id = null where id = $1", [other.person])
    expect(await listedOf(other, other.consultant)).toEqual([])
  })
})

describe("where an employee lives", () => {
  it("is told by the administrator with the operator's tool, and taken back by it", async () => {
    const { house } = watched
    const [home, person] = [await house.home(), await house.person("Bos")]
    const sanne = { subject: `subject-${randomUUID()}`, name: "Sanne Bos", role: "CONSULTANT" }
    const placeOf = () =>
      house.rows("select home_id as home, person_id as person from employee where subject = $1", [sanne.subject])
    await enrol(house.database.ownerUrl, { ...sanne, livesAt: home.slice(0, 8), person })
    expect(await placeOf()).toEqual([{ home, person }])
    await enrol(house.database.ownerUrl, sanne)
    expect(await placeOf()).toEqual([{ home, person }])
    await enrol(house.database.ownerUrl, { subject: sanne.subject, home: false, person: false })
    expect(await placeOf()).toEqual([{ home: null, person: null }])
  })

  it("is refused where there is no such home, and nothing is changed", async () => {
    const subject = `subject-${randomUUID()}`
    const unknown = { subject, name: "Lotte Prins", role: "CONSULTANT", livesAt: "0000-0" }
    await expect(enrol(watched.house.database.ownerUrl, unknown)).rejects.toThrow(/there is no home|there is nobody/)
    expect(await watched.house.rows("select from employee where subject = $1", [subject])).toEqual([])
  })

  it("is read by nobody whom the service serves", async () => {
    const sql = `select r.rolname from pg_roles r where r.rolname like 'woonrust\\_%' and r.rolname <> 'woonrust_owner'
      and (has_column_privilege(r.oid, 'employee', 'home_id', 'select') or has_column_privilege(r.oid, 'employee', 'person_id', 'select'))`
    expect(await watched.house.rows(sql)).toEqual([])
  })
})
