import { addCase, staffed, trailOf } from "../records/support"
import { type Answer, type Colleague, House, type Variables } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const send = (who: Colleague, query: string, operationName?: string, variables?: Variables): Promise<Answer> =>
  house.post(JSON.stringify({ query, operationName, variables }), who.token)

/** Refused as a bad request, with this detail and no data; nothing was looked at, and the trail says that it was tried. */
async function expectBad(who: Colleague, sending: () => Promise<Answer>, detail: string): Promise<void> {
  const known = (await trailOf(house, who)).length
  const { status, data, errors } = await sending()
  const told = errors?.map(({ extensions }) => extensions) ?? []
  const at = detail === "VARIABLES" && { at: "$x" }
  expect({ status, told }).toEqual({ status: 400, told: [{ code: "BAD_REQUEST", detail, ...at }] })
  expect(data ?? null).toBeNull()
  expect((await trailOf(house, who)).slice(known)).toMatchObject([
    { outcome: "FAILED", actions: ["request.refused"], reason: detail, operation: null, sights: [] },
  ])
}

describe("in a document with several operations", () => {
  it("only the conditions of the one that is named count", async () => {
    const { sanne } = await staffed(house)
    const document = "query A($x: Boolean!) { viewer { name @include(if: $x) } } query B { viewer { name } }"
    expect(await send(sanne, document, "B")).toMatchObject({ status: 200, data: { viewer: { name: "Sanne de Wit" } } })
  })

  it("a variable of the same name may be a text in the other", async () => {
    const { team, sanne } = await staffed(house)
    const reference = "WR-7777-7777"
    await addCase(house, { team, by: sanne, title: "Blaffende hond", reference })
    const document = `
      query A($x: Boolean!) { viewer { name @include(if: $x) } }
      query B($x: String!) { caseByReference(reference: $x) { title } }`
    const { data } = await send(sanne, document, "B", { x: reference })
    expect(data).toEqual({ caseByReference: { title: "Blaffende hond" } })
    expect((await send(sanne, document, "A", { x: true })).data).toEqual({ viewer: { name: "Sanne de Wit" } })
    await expectBad(sanne, () => send(sanne, document, "A", { x: reference }), "VARIABLES")
  })

  it("a fragment of both is decided for each by its own variables, in whatever order they are asked", async () => {
    const { sanne } = await staffed(house)
    const document = `
      query A($x: Boolean!) { viewer { ...V } }
      query B($x: Boolean = false) { viewer { ...V id } }
      fragment V on Employee { name @include(if: $x) role }`
    const whole = { name: "Sanne de Wit", role: "CONSULTANT" }
    const asked: [string, Variables, object][] = [
      ["A", { x: true }, whole],
      ["B", {}, { role: "CONSULTANT", id: sanne.id }],
      ["A", { x: false }, { role: "CONSULTANT" }],
      ["B", { x: true }, { ...whole, id: sanne.id }],
      ["A", { x: true }, whole],
    ]
    for (const [name, variables, viewer] of asked)
      expect([name, variables, (await send(sanne, document, name, variables)).data]).toEqual([name, variables, { viewer }]) // prettier-ignore
  })

  it("the default of the one does not stand in for what the other was not given", async () => {
    const { sanne } = await staffed(house)
    const document = `
      query A($x: Boolean! = true) { viewer { name @include(if: $x) id } }
      query B($x: Boolean!) { viewer { name @include(if: $x) id } }`
    expect((await send(sanne, document, "A")).data.viewer).toHaveProperty("name")
    await expectBad(sanne, () => send(sanne, document, "B"), "VARIABLES")
  })

  it("names that objects are born with are names as any other", async () => {
    const { sanne } = await staffed(house)
    for (const name of ["__proto__", "constructor", "toString"]) {
      const document = `query ${name} { viewer { id } } query B { viewer { name } }`
      expect((await send(sanne, document, name)).data).toEqual({ viewer: { id: sanne.id } })
      const other = "query A { viewer { id } } query B { viewer { name } }"
      await expectBad(sanne, () => send(sanne, other, name), "SCHEMA")
    }
  })
})

describe("a condition that is neither true nor false", () => {
  const notBoolean: [string, unknown][] = [
    ["an object that says what it is as text", { toString: 1 }],
    ["an object that says what it is worth", { valueOf: true }],
    ["an empty object", {}],
    ["a list", [true]],
    ["an empty list", []],
    ["the number one", 1],
    ["the number zero", 0],
    ["the text true", "true"],
    ["an empty text", ""],
    ["nothing", null],
  ]

  it.each(notBoolean)("is refused as a bad request: %s", async (_what, x) => {
    const { sanne } = await staffed(house)
    for (const declared of ["$x: Boolean!", "$x: Boolean! = true"])
      for (const directive of ["include", "skip"])
        for (const place of [
          `viewer { name @${directive}(if: $x) id }`,
          `viewer { id } teams @${directive}(if: $x) { totalCount }`,
          `viewer { id ... @${directive}(if: $x) { name } }`,
        ])
          // prettier-ignore
          await expectBad(sanne, () => send(sanne, `query(${declared}) { ${place} }`, undefined, { x }), "VARIABLES")
  })

  it("is refused also after the document was answered with a good one", async () => {
    const { sanne } = await staffed(house)
    const document = "query($x: Boolean!) { viewer { name @include(if: $x) id } }"
    for (const x of [true, false]) expect((await send(sanne, document, undefined, { x })).status).toBe(200)
    for (const [, x] of notBoolean) await expectBad(sanne, () => send(sanne, document, undefined, { x }), "VARIABLES")
  })

  it("is refused where it is not given at all", async () => {
    const { sanne } = await staffed(house)
    const document = "query($x: Boolean!) { viewer { name @include(if: $x) id } }"
    await expectBad(sanne, () => send(sanne, document), "VARIABLES")
  })

  it("in a change is refused before anything is changed", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, title: "Blaffende hond" })
    const document = `mutation($input: UpdateCaseInput!, $x: Boolean!) {
      updateCase(input: $input) { case { title @include(if: $x) id } } }`
    const input = { caseId: id, expectedVersion: 1, title: "Anders" }
    for (const [, x] of notBoolean)
      await expectBad(sanne, () => send(sanne, document, undefined, { input, x }), "VARIABLES")
    expect(await house.rows("select title, version from case_file where id = $1", [id])).toEqual([
      { title: "Blaffende hond", version: 1 },
    ])
  })
})

describe("a name of an operation that is not in the document", () => {
  const several = "query A { viewer { name } } query B { viewer { id } }"

  it("is a bad request where there are several", async () => {
    const { sanne } = await staffed(house)
    for (const name of ["C", "a", " A", undefined]) await expectBad(sanne, () => send(sanne, several, name), "SCHEMA")
  })

  it("is a bad request where there is only one, with a name or without: it is not asked in its stead", async () => {
    const { sanne } = await staffed(house)
    for (const document of ["query A { viewer { name } }", "{ viewer { name } }"])
      for (const name of ["C", "__proto__", "toString"])
        await expectBad(sanne, () => send(sanne, document, name), "SCHEMA")
  })

  it("is a bad request for a change too, and nothing is changed", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, title: "Blaffende hond" })
    const document = "mutation Change($input: UpdateCaseInput!) { updateCase(input: $input) { case { id } } }"
    const input = { caseId: id, expectedVersion: 1, title: "Anders" }
    await expectBad(sanne, () => send(sanne, document, "Changed", { input }), "SCHEMA")
    expect(await house.rows("select title, version from case_file where id = $1", [id])).toEqual([
      { title: "Blaffende hond", version: 1 },
    ])
    expect((await send(sanne, document, "Change", { input })).status).toBe(200)
  })
})
