import { type Colleague, House, type Variables } from "../support/house"
import { addCase, addTask, expectFault, staffed, trailOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** A case on version 1 and one open task of it, of a consultant's own. */
async function scene() {
  const { team, sanne } = await staffed(house)
  const id = await addCase(house, { team, by: sanne, assignee: sanne.id, title: "Blaffende hond" })
  return { team, sanne, id, task: await addTask(house, { of: id, by: sanne }) }
}

/** So many levels of a hundred cases of the team of the one above. */
const teams = (levels: number, at = "first: 100"): string =>
  `${`team { cases(${at}) { nodes { id `.repeat(levels)}${" } } }".repeat(levels)}`

const updating = (payload: string, more = ""): string =>
  `mutation Change($input: UpdateCaseInput!${more}) { updateCase(input: $input) { case { id title ${payload} } errors { reason } } }`

const input = (id: string, title = "Anders", expectedVersion = 1): Variables => ({ caseId: id, expectedVersion, title })

/** The request is refused as a whole: nothing of the cases, tasks, entries and parties is changed, and the trail has its failure. */
async function expectNothingDone(
  who: Colleague,
  document: string,
  variables: Variables,
  [code, detail]: [code: string, detail?: string],
): Promise<void> {
  const before = await everything()
  const known = (await trailOf(house, who)).length
  const answer = await who.ask(document, variables)
  expectFault(answer, code, detail)
  expect(answer.status).toBe(400)
  expect(await everything()).toEqual(before)
  const added = (await trailOf(house, who)).slice(known)
  expect(added.map(({ outcome, reason, sights }) => [outcome, reason, sights])).toEqual([
    ["FAILED", detail ?? code, []],
  ])
}

async function everything(): Promise<unknown[]> {
  const found = []
  for (const table of ["case_file", "case_grant", "party", "journal_entry", "task", "emergency", "trail_sight"])
    found.push(await house.rows(`select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${table} t`))
  return found
}

describe("a change whose payload asks for more rows than a request may touch", () => {
  it("is refused, and nothing is changed", async () => {
    const { sanne, id } = await scene()
    await expectNothingDone(sanne, updating(teams(3)), { input: input(id) }, ["TOO_EXPENSIVE"])
    const { updateCase } = await sanne.get(updating(teams(2)), { input: input(id) })
    expect(updateCase).toMatchObject({ case: { title: "Anders" }, errors: [] })
  })

  it("is refused by the sizes that its variables give, also after a small one was answered", async () => {
    const { sanne, id } = await scene()
    const document = updating(teams(3, "first: $n"), ", $n: Int")
    expect((await sanne.get(document, { input: input(id), n: 3 })).updateCase.errors).toEqual([])
    const again = input(id, "Nog anders", 2)
    for (const n of [100, 40]) await expectNothingDone(sanne, document, { input: again, n }, ["TOO_EXPENSIVE"])
    expect((await sanne.get(document, { input: again, n: 3 })).updateCase.errors).toEqual([])
  })

  it("is refused before it is looked at whether the change itself would be: the answer is the same", async () => {
    const { sanne, id } = await scene()
    const { id: absent } = await scene()
    for (const change of [input(id, "Anders", 9), input(absent), input("geen")])
      await expectNothingDone(sanne, updating(teams(3)), { input: change }, ["TOO_EXPENSIVE"])
  })

  it("is refused by its several aliases of the payload together, though each alone is not", async () => {
    const { sanne, id } = await scene()
    const document = (count: number): string => {
      const cases = Array.from({ length: count }, (_, nth) => `c${nth}: case { ${teams(2)} }`)
      return `mutation($input: UpdateCaseInput!) { updateCase(input: $input) { ${cases.join(" ")} errors { reason } } }`
    }
    await expectNothingDone(sanne, document(3), { input: input(id) }, ["TOO_EXPENSIVE"])
    expect((await sanne.get(document(2), { input: input(id) })).updateCase.errors).toEqual([])
  })

  it.each([
    [
      "openCase",
      "OpenCaseInput",
      () => ({
        kind: "NUISANCE",
        title: "Lekkage",
        description: "Water.",
        purpose: "TENANCY",
        legalBasis: "AGREEMENT",
      }),
    ],
    ["addParty", "AddPartyInput", ({ id }: { id: string }) => ({ caseId: id, role: "WITNESS", name: "Mw. Bos" })],
    [
      "addJournalEntry",
      "AddJournalEntryInput",
      ({ id }: { id: string }) => ({ caseId: id, type: "NOTE", body: "Gebeld." }),
    ],
    ["addTask", "AddTaskInput", ({ id }: { id: string }) => ({ caseId: id, title: "Bellen", dueOn: "2026-12-01" })],
    [
      "closeCase",
      "CloseCaseInput",
      ({ id }: { id: string }) => ({ caseId: id, expectedVersion: 1, outcome: "RESOLVED" }),
    ],
  ] as [string, string, (of: { id: string }) => Variables][])(
    "is refused, whatever it does: %s",
    async (verb, type, of) => {
      const { sanne, id } = await scene()
      const document = `mutation($input: ${type}!) { ${verb}(input: $input) { case { ${teams(3)} } errors { reason } } }`
      await expectNothingDone(sanne, document, { input: of({ id }) }, ["TOO_EXPENSIVE"])
    },
  )
})

describe("several changes in one request", () => {
  const document = (count: number): string => {
    const inputs = Array.from({ length: count }, (_, nth) => `$i${nth}: UpdateCaseInput!`)
    const changes = Array.from(
      { length: count },
      (_, nth) => `u${nth}: updateCase(input: $i${nth}) { case { id version ${teams(2)} } errors { reason } }`,
    )
    return `mutation(${inputs.join(", ")}) { ${changes.join(" ")} }`
  }

  it("share one budget: two that fit are done, and of three none is", async () => {
    const { sanne, id } = await scene()
    const versions = (from: number, count: number): Variables =>
      Object.fromEntries(
        Array.from({ length: count }, (_, nth) => [`i${nth}`, input(id, `Titel ${from + nth}`, from + nth)]),
      )
    const { u0, u1 } = await sanne.get(document(2), versions(1, 2))
    expect([u0.case.version, u1.case.version]).toEqual([2, 3])
    const answer = await sanne.ask(document(3), versions(3, 3))
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(["TOO_EXPENSIVE"])
    expect(await house.rows("select title, version from case_file where id = $1", [id])).toEqual([
      { title: "Titel 2", version: 3 },
    ])
    const outcomes = (await trailOf(house, sanne)).map(({ outcome, reason }) => [outcome, reason])
    expect(outcomes.slice(-3)).toEqual([["DONE", null], ["DONE", null], ["FAILED", "TOO_EXPENSIVE"]]) // prettier-ignore
  })
})

describe("a cursor that is none in the payload of a change", () => {
  it.each([
    ["of one's own making", "geen"],
    ["an empty one", ""],
    ["one that holds nothing", "e30="],
    ["a long one", "x".repeat(300)],
  ])("is a bad request, and nothing is changed: %s", async (_what, after) => {
    const { sanne, id } = await scene()
    const written = updating(`team { cases(first: 1, after: ${JSON.stringify(after)}) { nodes { id } } }`)
    await expectNothingDone(sanne, written, { input: input(id) }, ["BAD_REQUEST", "CURSOR"])
    const given = updating("journal(first: 1, after: $after) { nodes { id } }", ", $after: String")
    await expectNothingDone(sanne, given, { input: input(id), after }, ["BAD_REQUEST", "CURSOR"])
    expect((await sanne.get(given, { input: input(id), after: null })).updateCase.errors).toEqual([])
  })

  it("is a bad request before it is looked at whether the change itself would be refused", async () => {
    const { sanne, id } = await scene()
    const { id: absent } = await scene()
    const document = updating('journal(first: 1, after: "geen") { nodes { id } }')
    for (const change of [input(id, "Anders", 9), input(absent), input("geen")])
      await expectNothingDone(sanne, document, { input: change }, ["BAD_REQUEST", "CURSOR"])
  })

  it("is a bad request also of an emergency, and is not one of its attempts", async () => {
    const { sanne } = await scene()
    const document = `mutation($input: OpenInEmergencyInput!) {
      openInEmergency(input: $input) { case { journal(first: 1, after: "geen") { nodes { id } } } errors { reason } } }`
    const asked = { reference: "WR-2222-2222", reason: "VIOLENCE", explanation: "Geschreeuw op de galerij." }
    await expectNothingDone(sanne, document, { input: asked }, ["BAD_REQUEST", "CURSOR"])
  })

  it("is a bad request also where the cursor is of another list", async () => {
    const { sanne, id } = await scene()
    const { teams: list } = await sanne.get("{ teams(first: 1) { edges { cursor } } }")
    const document = updating("team { cases(first: 1, after: $after) { nodes { id } } }", ", $after: String")
    const variables = { input: input(id), after: list.edges[0].cursor }
    await expectNothingDone(sanne, document, variables, ["BAD_REQUEST", "CURSOR"])
  })

  it.each(["first: -1", "first: 101", "first: 1, last: 1"])("is as bad as a size that is none: %s", async (size) => {
    const { sanne, id } = await scene()
    const document = updating(`team { cases(${size}) { nodes { id } } }`)
    await expectNothingDone(sanne, document, { input: input(id) }, ["BAD_REQUEST", "PAGE_SIZE"])
  })
})
