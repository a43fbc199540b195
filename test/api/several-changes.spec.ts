import { type Colleague, House } from "../support/house"

let house: House
let sanne: Colleague
let caseId: string
beforeAll(async () => {
  house = await House.open()
  sanne = await house.employee({ team: await house.team() })
  const opened = await sanne.get(
    `mutation { openCase(input: { kind: NUISANCE, title: "Geluid", description: "Muziek.", purpose: TENANCY, legalBasis: AGREEMENT }) { case { id } } }`,
  )
  caseId = opened.openCase.case.id
})
afterAll(() => house.close())

const bodies = async (): Promise<string[]> =>
  (await house.rows<{ body: string }>("select body from journal_entry where case_id = $1 order by added_at", [caseId])).map(({ body }) => body) // prettier-ignore

const entry = (alias: string, body: string, payload = "entry { id }"): string =>
  `${alias}: addJournalEntry(input: { caseId: "${caseId}", type: NOTE, body: "${body}" }) { ${payload} errors { reason } }`

describe("several changes in one request", () => {
  it.each([
    ["of a page that is too large", "case { journal(first: 500) { nodes { id } } }", "BAD_REQUEST"],
    ["of a cursor that is none", `case { journal(first: 1, after: "x") { nodes { id } } }`, "BAD_REQUEST"],
    [
      "of more rows than a request may touch",
      "case { team { cases(first: 100) { nodes { parties(first: 100) { case { parties(first: 100) { id } } } } } } }",
      "TOO_EXPENSIVE",
    ],
  ])("leave nothing done when the answer to the last is asked %s", async (_what, payload, code) => {
    const before = await bodies()
    const answer = await sanne.ask(`mutation { ${entry("a", "Eerste")} ${entry("b", "Tweede", payload)} }`)
    expect(answer).toMatchObject({ status: 400, data: null, errors: [{ extensions: { code } }] })
    expect(await bodies()).toEqual(before)
  })

  it("that fail in the middle leave what was done, and each says what became of it", async () => {
    await house.rows(`create function breaks() returns trigger language plpgsql as $$ begin raise exception 'broken' using errcode = '53200'; end $$;
      create trigger breaks before insert on journal_entry for each row when (new.body = 'Breekt') execute function breaks()`)
    const before = await bodies()
    const answer = await sanne.ask(
      `mutation { ${entry("a", "Heel")} ${entry("b", "Breekt")} ${entry("c", "Ook heel")} }`,
    )
    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({ a: { errors: [] }, b: null, c: { errors: [] } })
    expect(answer.errors).toEqual([expect.objectContaining({ path: ["b"], extensions: { code: "UNAVAILABLE" } })])
    expect(await bodies()).toEqual([...before, "Heel", "Ook heel"])
  })

  it("that all fail are a failed request", async () => {
    const answer = await sanne.ask(`mutation { ${entry("a", "Breekt")} }`)
    expect(answer).toMatchObject({ status: 503, data: null, errors: [{ extensions: { code: "UNAVAILABLE" } }] })
  })

  it("of which one is refused go on with the next", async () => {
    const absent = `b: addJournalEntry(input: { caseId: "${sanne.id}", type: NOTE, body: "Nergens" }) { entry { id } errors { reason } }`
    const { data } = await sanne.ask(`mutation { ${entry("a", "Voor")} ${absent} ${entry("c", "Na")} }`)
    expect(data).toMatchObject({ a: { errors: [] }, b: { errors: [{ reason: "ABSENT" }] }, c: { errors: [] } })
  })
})
