import { scene } from "../cases/support"
import { addCases, addParty } from "../records/support"
import type { Colleague } from "../support/house"
import { Watched, itemsOf, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const three = { REVIEW_MANY_PERSONS: 3, REVIEW_MANY_PERSONS_MINUTES: 30 }

let names = 0

/** So many persons, and the surname that they share. */
async function family(count: number): Promise<{ surname: string; ids: string[] }> {
  const surname = `Verbeek${names++}x`
  const ids: string[] = []
  for (let nth = 0; nth < count; nth++) ids.push(await watched.house.person(surname, await watched.house.home()))
  return { surname, ids }
}

const search = (who: Colleague, surname: string): Promise<unknown> =>
  who.get("query($s: String!) { persons(first: 50, filter: { surname: $s }) { nodes { id surname phone } } }", { s: surname }) // prettier-ignore
const view = (who: Colleague, id: string): Promise<unknown> =>
  who.get("query($id: ID!) { person(id: $id) { surname phone } }", { id })
const byNode = (who: Colleague, id: string): Promise<unknown> =>
  who.get("query($id: ID!) { node(id: $id) { ... on Person { surname } } }", { id })

describe("many persons looked up in a short time", () => {
  it.each<[string, (who: Colleague, surname: string, ids: readonly string[]) => Promise<void>]>([
    ["by a list", async (who, surname) => { await search(who, surname) }],
    ["one by one", async (who, _, ids) => { for (const id of ids) await view(who, id) }],
    ["as records", async (who, _, ids) => { for (const id of ids) await byNode(who, id) }],
  ])("are listed as one item without a case, where they were found %s", async (_how, ask) => {
    const { consultant } = await scene(watched.house)
    const { surname, ids } = await family(4)
    await ask(consultant, surname, ids)
    const [item, ...others] = await watched.raised(consultant, three)
    expect(others).toEqual([])
    expect(item).toMatchObject({ kind: "MANY_PERSONS", case: null, role: "CONSULTANT" })
    expect(item.accesses.every(({ event }: any) => event.actor.id === consultant.id)).toBe(true)
  }) // prettier-ignore

  it("are found by where they live too", async () => {
    const { consultant } = await scene(watched.house)
    const home = await watched.house.home()
    const postcode = "1234ZZ"
    await watched.house.rows("update home set postcode = $2 where id = $1", [home, postcode])
    for (let nth = 0; nth < 4; nth++) await watched.house.person("Jansen", home)
    await consultant.get(`{ homes(first: 1, filter: { postcode: "${postcode}" }) { nodes { residents { surname } } } }`)
    expect(await watched.kinds(consultant, three)).toEqual(["MANY_PERSONS"])
  })

  it("are more than the setting says, and different ones, also when it is looked through in between", async () => {
    const { consultant } = await scene(watched.house)
    const { surname, ids } = await family(3)
    for (let times = 0; times < 3; times++) await search(consultant, surname)
    expect(await watched.kinds(consultant, three)).toEqual([])
    await view(consultant, ids[0] as string)
    expect(await watched.kinds(consultant, three)).toEqual([])
    await view(consultant, (await family(1)).ids[0] as string)
    const [item, ...others] = await watched.raised(consultant, three)
    expect(others).toEqual([])
    // Of what was before, the last time that each was seen.
    expect(item).toMatchObject({ kind: "MANY_PERSONS", accessCount: 3 })
  })

  it("are those of a window that moves: what lies before it counts no more", async () => {
    const [{ consultant: one }, { consultant: other }] = [await scene(watched.house), await scene(watched.house)]
    for (const [who, ago] of [
      [one, "31 minutes"],
      [other, "29 minutes"],
    ] as const) {
      await search(who, (await family(2)).surname)
      await watched.earlier(who, ago)
      await search(who, (await family(2)).surname)
    }
    expect(await watched.kinds(one, three)).toEqual([])
    expect(await watched.kinds(other, three)).toEqual(["MANY_PERSONS"])
  })

  const ties: [string, (of: string, by: Colleague, person: string) => Promise<unknown>][] = [
    ["are parties of", (of, by, person) => addParty(watched.house, { of, by, person })],
    [
      "live where it is about, of",
      (of, _, person) =>
        watched.house.rows("update case_file set home_id = (select home_id from person where id = $2) where id = $1", [of, person]), // prettier-ignore
    ],
  ]

  it.each(ties)("are not those who %s cases that she works on; to others of the team they are", async (_how, tie) => {
    const { team, consultant } = await scene(watched.house)
    const [mila, eva] = [await watched.member({ team }), await watched.member({ team }, "Eva Post")]
    const { surname, ids } = await family(4)
    const cases = await addCases(watched.house, 4, { team, by: consultant })
    // What she does elsewhere speaks for none of these.
    const [elsewhere = ""] = await addCases(watched.house, 1, { team, by: consultant })
    await addParty(watched.house, { of: elsewhere, by: mila })
    for (const [nth, person] of ids.entries()) await tie(cases[nth] as string, consultant, person)
    for (const who of [consultant, mila, eva]) await search(who, surname)
    expect(await watched.kinds(consultant, three)).toEqual([])
    for (const who of [mila, eva]) expect(await watched.kinds(who, three)).toEqual(["MANY_PERSONS"])
  })

  it("are not those that a list of cases shows: these count as cases", async () => {
    const { team, consultant } = await scene(watched.house)
    const mila = await watched.member({ team })
    const { ids } = await family(4)
    const cases = await addCases(watched.house, 4, { team, by: consultant })
    for (const [nth, person] of ids.entries()) await addParty(watched.house, { of: cases[nth] as string, by: consultant, person }) // prettier-ignore
    await mila.get("{ cases { nodes { id parties { participant { ... on Person { surname } } } } } }")
    expect(await watched.kinds(mila, three)).toEqual([])
  })

  it("are explained by no case that is shown with them and that she does not work on", async () => {
    const { team, consultant } = await scene(watched.house)
    const mila = await watched.member({ team })
    const { surname, ids } = await family(4)
    const [of = ""] = await addCases(watched.house, 1, { team, by: consultant })
    for (const person of ids) await addParty(watched.house, { of, by: consultant, person })
    const document =
      "query($s: String!) { persons(filter: { surname: $s }) { nodes { surname involvements { case { reference } } } } }"
    await mila.get(document, { s: surname })
    expect(await watched.kinds(mila, three)).toContain("MANY_PERSONS")
  })

  it("are one employee's, and are judged as any other item", async () => {
    const [{ consultant }, { consultant: colleague }] = [await scene(watched.house), await scene(watched.house)]
    await search(consultant, (await family(2)).surname)
    await search(colleague, (await family(2)).surname)
    await look(watched.house, consultant, (await addCases(watched.house, 1, { team: await watched.house.team(), by: consultant, assignee: consultant.id }))[0] as string) // prettier-ignore
    expect([await watched.kinds(consultant, three), await watched.kinds(colleague, three)]).toEqual([[], []])
    await search(consultant, (await family(2)).surname)
    await watched.raised(consultant, three)
    const items = await itemsOf(watched.officer, { kinds: ["MANY_PERSONS"], employeeId: consultant.id })
    expect(items).toHaveLength(1)
  })
})
