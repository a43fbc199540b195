import { type Colleague, House, type Variables } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const people = "query($filter: EmployeeFilter) { employees(filter: $filter, first: 100) { totalCount nodes { id } } }"
const groups = "query($filter: TeamFilter) { teams(filter: $filter, first: 100) { totalCount nodes { id } } }"

async function found(who: Colleague, list: "employees" | "teams", filter: Variables): Promise<string[]> {
  const { [list]: page } = await who.get(list === "employees" ? people : groups, { filter })
  expect(page.totalCount).toBe(page.nodes.length)
  return page.nodes.map(({ id }: { id: string }) => id) as string[]
}

describe("an employee", () => {
  it("is found by the start of a word of her name, whatever capitals and accents", async () => {
    const rene = await house.employee({ name: "René d'Hondt-Çelik" })
    for (const text of ["rene", "RENÉ D", "hondt", "celik", "d'hond", "hondt-c", "  René  "])
      expect(await found(rene, "employees", { text })).toEqual([rene.id])
    for (const text of ["ene", "elik", "rene celik", "re_e"])
      expect(await found(rene, "employees", { text })).not.toContain(rene.id)
  })

  it("is not narrowed down to by blanks and signs alone: there is nothing to look for yet", async () => {
    const rik = await house.employee({ name: "Rik Yilmaz" })
    for (const text of ["", "  ", "%", "-"]) expect(await found(rik, "employees", { text })).toContain(rik.id)
  })

  it("is found under her new name once it changed", async () => {
    const ilse = await house.employee({ name: "Ilse Vermeulen" })
    await house.rows("update employee set name = 'Ilse Groot' where id = $1", [ilse.id])
    expect(await found(ilse, "employees", { text: "vermeulen" })).toEqual([])
    expect(await found(ilse, "employees", { text: "groot" })).toEqual([ilse.id])
  })

  it("is found by her role, and by whether she still works here", async () => {
    const gone = await house.employee({ name: "Quirijn Anders" })
    const here = await house.employee({ name: "Quirijn Bakker" })
    const lead = await house.employee({ name: "Quirijn Claassen", role: "TEAM_LEAD" })
    await house.rows("update employee set active = false where id = $1", [gone.id])
    const text = "quirijn"
    expect(await found(here, "employees", { text, active: true })).toEqual([here.id, lead.id])
    expect(await found(here, "employees", { text, active: false })).toEqual([gone.id])
    expect(await found(here, "employees", { text, role: "TEAM_LEAD" })).toEqual([lead.id])
    expect(await found(here, "employees", { text, role: "CONSULTANT", active: true })).toEqual([here.id])
  })

  it("is found by the team she belongs to now, and not by one of before or of later", async () => {
    const team = await house.team()
    const now = await house.employee({ name: "Noor Bakx", team })
    const former = await house.employee({ name: "Kees Maas", team })
    const late = await house.employee({ name: "Tess Smeets", team })
    await house.rows("update team_membership set valid_until = now() where employee_id = $1", [former.id])
    await house.rows("update team_membership set valid_from = now() + interval '1 hour' where employee_id = $1", [late.id]) // prettier-ignore
    expect(await found(now, "employees", { teamId: team })).toEqual([now.id])
    expect(await found(now, "employees", { teamId: "geen" })).toEqual([])
    expect(await found(now, "employees", { teamId: await house.team() })).toEqual([])
  })

  it("is found by everybody, who supervises included", async () => {
    const team = await house.team()
    const pim = await house.employee({ name: "Pim Xander", team })
    for (const role of ["TEAM_LEAD", "PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "ADMINISTRATOR"]) {
      const who = await house.employee({ name: "Joost van Dam", role })
      expect(await found(who, "employees", { text: "xander", teamId: team })).toEqual([pim.id])
    }
  })
})

describe("a team", () => {
  it("is found by the start of a word of its name", async () => {
    const { id } = { id: await house.team("Overlast Één, De Linde") }
    const sanne = await house.employee()
    for (const text of ["overlast", "EEN", "de lin", "één de"])
      expect(await found(sanne, "teams", { text })).toEqual([id])
    expect(await found(sanne, "teams", { text: "inde" })).toEqual([])
  })
})
