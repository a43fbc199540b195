import { House, type Colleague } from "../support/house"

/*
 * What a well-known scanner of GraphQL services tries with a token (graphql-cop; it needs Python). Of what it can find only that the
 * schema may be asked about itself is so, and that is a setting.
 */

let house: House
let sanne: Colleague
beforeAll(async () => {
  house = await House.open()
  sanne = await house.employee({ team: await house.team() })
})
afterAll(() => house.close())

const times = (count: number, text: (nth: number) => string): string => Array.from({ length: count }, (_, nth) => text(nth)).join(" ") // prettier-ignore

async function send(method: string, body?: string, type = "application/json", query = ""): Promise<[number, string]> {
  const response = await fetch(`${house.url}/graphql${query}`, {
    method,
    headers: { authorization: `Bearer ${sanne.token}`, "content-type": type, accept: "text/html" },
    ...(body !== undefined && { body }),
  })
  return [response.status, await response.text()]
}
const post = (query: string): Promise<[number, string]> => send("POST", JSON.stringify({ query, operationName: "cop" }))

describe("a scanner with a token finds no", () => {
  it.each([
    ["overloading by aliases", `query cop { ${times(101, (nth) => `alias${nth}: __typename`)} }`],
    ["overloading by directives", `query cop { __typename ${times(10, () => "@aa")} }`],
    ["overloading by a field that is repeated", `query cop { ${times(500, () => "__typename")} }`],
    [
      "overloading by a schema that leads back to itself",
      "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
    ],
  ])("%s", async (_what, query) => {
    const [status, text] = await post(query)
    expect(status).toBe(400)
    expect(JSON.parse(text)).not.toHaveProperty("data.__typename")
    expect(JSON.parse(text).errors).toHaveLength(1)
  })

  it("batches of queries", async () => {
    const [status, text] = await send("POST", JSON.stringify(Array(10).fill({ query: "query cop { __typename }" })))
    expect([status, JSON.parse(text)]).toEqual([400, { errors: [expect.objectContaining({ extensions: { code: "BAD_REQUEST", detail: "BODY" } })] }]) // prettier-ignore
  })

  it.each([
    ["queries", "?query=query+cop+%7B__typename%7D"],
    ["changes", "?query=mutation+cop+%7B__typename%7D"],
  ])("%s by GET, which another page could send", async (_what, query) => {
    const [status, text] = await send("GET", undefined, "application/json", query)
    expect(status).toBe(405)
    expect(text).not.toContain("__typename")
  })

  it("query in a form, which another page could send", async () => {
    const [status, text] = await send("POST", "query=query+cop+%7B__typename%7D", "application/x-www-form-urlencoded")
    expect(status).toBe(415)
    expect(text).not.toContain('"data"')
  })

  it("names that are suggested, traces, or stacks of an error", async () => {
    const [, suggestion] = await post("query cop { __schema { directive } }")
    expect(suggestion).not.toContain("Did you mean")
    const [, trace] = await post("query cop { __typename }")
    expect(JSON.parse(trace)).toEqual({ data: { __typename: "Query" } })
    const [, stack] = await post("qwerty cop { abc }")
    expect(stack).not.toMatch(/exception|stack|node_modules|Syntax Error/)
  })

  it("explorer at the address of the schema", async () => {
    expect(await send("GET")).toEqual([405, expect.not.stringMatching(/graphiql|playground/i)])
  })
})

describe("the schema", () => {
  const asked = '{ __schema { queryType { name } } __type(name: "Case") { name } }'

  it("may be asked about itself", async () => {
    expect((await sanne.get(asked)).__type).toEqual({ name: "Case" })
  })

  it("is silent about itself where that is set; what it serves it still says by name", async () => {
    const another = await house.another({ introspection: false })
    const headers = { authorization: `Bearer ${sanne.token}`, "content-type": "application/json" }
    const ask = async (query: string): Promise<any> =>
      (await fetch(`http://127.0.0.1:${another.port}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) })).json() // prettier-ignore
    expect(await ask(asked)).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] })
    expect(await ask('{ __type(name: "Case") { name } }')).not.toHaveProperty("data")
    expect(await ask("{ viewer { __typename } }")).toEqual({ data: { viewer: { __typename: "Employee" } } })
    await another.stop()
  })
})
