import { type Colleague, House } from "../support/house"

const marker = "Merkteken7"

let house: House
let consultant: Colleague
beforeAll(async () => {
  house = await House.open()
  consultant = await house.employee({ team: await house.team() })
})
afterAll(() => house.close())

interface Sent {
  body: string | Buffer
  type?: string
  method?: string
  path?: string
}

const headers = (): Record<string, string> => ({
  "content-type": "application/json",
  authorization: `Bearer ${consultant.token}`,
})

async function send({ body, type = "application/json", method = "POST", path = "/graphql" }: Sent) {
  const response = await fetch(`${house.url}${path}`, {
    method,
    headers: { "content-type": type, authorization: `Bearer ${consultant.token}` },
    ...(method !== "GET" && { body }),
  })
  return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() }
}

/** What may stand in no answer: a stack, a path of a file, a class of the inside, or what was sent. */
function harmless(text: string): void {
  expect(text).not.toContain(marker)
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.[cm]?[jt]s\b|\/work|\/src|stacktrace|QueryFailed|SyntaxError/)
}

async function refused(sent: Sent, status: number | number[], code: string, detail?: string): Promise<void> {
  const answer = await send(sent)
  harmless(answer.text)
  expect(answer.type).toContain("application/json")
  const { data, errors } = JSON.parse(answer.text)
  expect(data ?? null).toBeNull()
  expect(errors).toHaveLength(1)
  const [error] = errors
  expect({ status: answer.status, code: error.extensions.code }).toEqual({
    status: Array.isArray(status) ? (status.includes(answer.status) ? answer.status : status) : status,
    code,
  })
  if (detail !== undefined) expect(error.extensions.detail).toBe(detail)
  expect(Object.keys(error).filter((key) => !["message", "locations", "extensions"].includes(key))).toEqual([])
  expect(Object.keys(error.extensions).filter((key) => !["code", "detail"].includes(key))).toEqual([])
}

const json = (value: unknown): Sent => ({ body: JSON.stringify(value) })
const query = (document: string, variables?: unknown): Sent => json({ query: document, variables })

describe("a body that is none", () => {
  it.each<[string, string]>([
    ["no JSON at all", `{"query": "${marker}`],
    ["nothing", ""],
    ["an empty object", "{}"],
    ["a string", `"${marker}"`],
    ["null", "null"],
    ["a batch", JSON.stringify([{ query: `{ viewer { id } } # ${marker}` }])],
    ["an empty batch", "[]"],
    ["a query that is no text", JSON.stringify({ query: { marker } })],
    ["an empty query", JSON.stringify({ query: "" })],
    ["variables that are no object", JSON.stringify({ query: "{ viewer { id } }", variables: [marker] })],
    ["variables as text", JSON.stringify({ query: "{ viewer { id } }", variables: marker })],
    ["a name that is no text", JSON.stringify({ query: "{ viewer { id } }", operationName: { marker } })],
    ["extensions that are no object", JSON.stringify({ query: "{ viewer { id } }", extensions: marker })],
  ])("is refused: %s", (_what, body) => refused({ body }, 400, "BAD_REQUEST"))

  it("is refused: a persisted query, of which there are none", () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: marker } }
    // 200 is what clients of persisted queries expect of such a refusal.
    return refused(json({ extensions }), [200, 400], "BAD_REQUEST", "BODY")
  })

  it("is refused: bytes that are no text", () =>
    refused({ body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]) }, 400, "BAD_REQUEST"))

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", "x"])(
    "is refused: of the type %s",
    (type) => refused({ ...query(`{ viewer { id } } # ${marker}`), type }, [400, 415], "BAD_REQUEST"),
  )

  it.each(["application/json; charset=latin9", "application/json; charset=x"])("is refused: %s", (type) =>
    refused({ ...query(`{ viewer { id } } # ${marker}`), type }, [400, 415], "BAD_REQUEST"),
  )

  it.each(["gzip", "br"])("is refused: packed as %s", async (coding) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { ...headers(), "content-encoding": coding },
      body: "{}",
    })
    expect(response.status).toBe(415)
  })

  it("is refused: a huge one that does not say its length", async () => {
    const piece = new TextEncoder().encode(marker.repeat(1000))
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 40; sent++) controller.enqueue(piece)
        controller.close()
      },
    })
    const init = { method: "POST", headers: headers(), body, duplex: "half" }
    const response = await fetch(`${house.url}/graphql`, init as RequestInit)
    expect(response.status).toBe(413)
    harmless(await response.text())
  })

  it("hurts nobody else when it is left off in the middle", async () => {
    const leaving = new AbortController()
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"query": ')),
    })
    const init = { method: "POST", headers: headers(), body, duplex: "half", signal: leaving.signal }
    const left = fetch(`${house.url}/graphql`, init as RequestInit).catch(() => "left")
    setTimeout(() => leaving.abort(), 50)
    expect(await left).toBe("left")
    expect((await send(query("{ viewer { id } }"))).status).toBe(200)
  })

  it("is not looked at without a valid token", async () => {
    const response = await fetch(`${house.url}/graphql`, { method: "POST", body: `{"query": "${marker}` })
    expect(response.status).toBe(401)
    harmless(await response.text())
  })

  it("is refused: a huge one", () => refused(query(`{ viewer { id } } # ${marker.repeat(40_000)}`), 413, "BAD_REQUEST"))
})

describe("an address or a method that is none", () => {
  it.each(["GET", "PUT", "DELETE", "PATCH"])("is refused: %s of the service", (method) =>
    refused({ body: "{}", method, path: `/graphql?query={viewer{id}}&x=${marker}` }, [404, 405], "BAD_REQUEST"),
  )

  it.each(["/graphql?x=1", "/graphql/"])("may be written otherwise: %s", async (path) => {
    expect((await send({ ...query("{ viewer { id } }"), path })).status).toBe(200)
  })

  it.each([`/${marker}`, "/graphql/x", "/.env", "/%2e%2e/package.json", "/demo/actors", "/demo/token"])(
    "is refused: %s",
    (path) => refused({ body: "{}", path }, 404, "BAD_REQUEST"),
  )

  it("is refused: an address that cannot be read", async () => {
    const answer = await send({ body: "", method: "GET", path: "/graphiql/assets/%c0%af" })
    harmless(answer.text)
    expect([400, 404]).toContain(answer.status)
  })
})

describe("a name that GraphQL keeps for itself", () => {
  it.each([
    `{ viewer { __proto__: name } }`,
    `{ viewer { __x: id } }`,
    `query($__proto__: Int) { cases(first: $__proto__) { totalCount } }`,
  ])("is refused: %s", (document) => refused(query(document), 400, "BAD_REQUEST", "SCHEMA"))
})

describe("a document that is none", () => {
  it.each<[string, string]>([
    ["bad grammar", `{ viewer { id `],
    ["a bad letter", `{ viewer { id ${marker}? } }`],
    ["only a comment", `# ${marker}`],
    ["an unfinished string", `{ persons(filter: { surname: "${marker}) { totalCount } }`],
  ])("is refused: %s", (_what, document) => refused(query(document), 400, "BAD_REQUEST", "SYNTAX"))

  it.each<[string, string]>([
    ["an unknown field", `{ viewer { ${marker} } }`],
    ["an unknown argument", `{ cases(${marker}: 1) { totalCount } }`],
    ["an unknown type", `query($x: ${marker}) { viewer { id } }`],
    ["an unknown value of an enum", `{ cases(filter: { kinds: [${marker}] }) { totalCount } }`],
    ["a text for a number", `{ cases(first: "${marker}") { totalCount } }`],
    [
      "a bad day in the document",
      `mutation { addTask(input: { caseId: "1", title: "x", dueOn: "${marker}" }) { errors { code } } }`,
    ],
    ["a number that is too large", "{ cases(first: 99999999999) { totalCount } }"],
    ["two anonymous operations", "{ viewer { id } } { viewer { name } }"],
    ["a subscription", `subscription ${marker} { viewer { id } }`],
    ["an unknown fragment", `{ ...${marker} }`],
    ["a fragment within itself", `{ ...A } fragment A on Query { viewer { id } ...A }`],
    ["an undeclared variable", `{ case(id: $${marker}) { id } }`],
    ["no fields of a record", "{ viewer }"],
    ["an unknown directive", `{ viewer @${marker} { id } }`],
    ["two answers under one name", "{ a: viewer { id } a: teams { totalCount } }"],
  ])("is refused: %s", async (_what, document) => {
    const answer = await send(query(document))
    harmless(answer.text)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text).errors[0].extensions.code).toBe("BAD_REQUEST")
  })

  it("is refused: an operation that it does not have", () =>
    refused(
      json({ query: "query A { viewer { id } } query B { viewer { id } }", operationName: marker }),
      400,
      "BAD_REQUEST",
      "SCHEMA",
    ))

  it("is refused: several operations and no name", () =>
    refused(json({ query: "query A { viewer { id } } query B { viewer { id } }" }), 400, "BAD_REQUEST", "SCHEMA"))
})

describe("variables that do not fit", () => {
  const open = "mutation($input: OpenCaseInput!) { openCase(input: $input) { errors { code } } }"
  it.each<[string, string, unknown]>([
    ["none at all", open, undefined],
    ["a text for an object", open, { input: marker }],
    ["an unknown field", open, { input: { [marker]: 1 } }],
    [
      "an unknown value of an enum",
      "query($k: [CaseKind!]) { cases(filter: { kinds: $k }) { totalCount } }",
      { k: [marker] },
    ],
    ["an object for an id", "query($id: ID!) { case(id: $id) { id } }", { id: { marker } }],
    ["a list for an id", "query($id: ID!) { case(id: $id) { id } }", { id: [marker] }],
    ["null where something must be", "query($id: ID!) { case(id: $id) { id } }", { id: null }],
    ["a text for a number", "query($n: Int) { cases(first: $n) { totalCount } }", { n: marker }],
    ["a fraction for a number", "query($n: Int) { cases(first: $n) { totalCount } }", { n: 1.5 }],
    [
      "a moment that is none",
      "query($t: TrailFilter) { trailEvents(filter: $t) { totalCount } }",
      { t: { recordedFrom: marker } },
    ],
  ])("are refused: %s", (_what, document, variables) =>
    refused(query(document, variables), 400, "BAD_REQUEST", "VARIABLES"),
  )

  it("are refused in the payload: texts that are too long", async () => {
    const input = {
      kind: "NUISANCE",
      title: marker.repeat(40),
      description: "x",
      purpose: "TENANCY",
      legalBasis: "CONSENT",
    }
    const answer = await send(query(open, { input }))
    harmless(answer.text)
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("INVALID") })
  })

  it.each(["after", "before"])("are refused: a cursor of one's own making, %s", (side) =>
    refused(
      query(`{ cases(${side === "after" ? "first" : "last"}: 1, ${side}: "${marker}") { nodes { id } } }`),
      400,
      "BAD_REQUEST",
      "CURSOR",
    ),
  )

  it("are refused: a page asked from both sides", () =>
    refused(query("{ cases(first: 1, last: 1) { totalCount } }"), 400, "BAD_REQUEST", "PAGE_SIZE"))
})

describe("a request that asks for too much", () => {
  const deep = (levels: number): string => `${"assignee { cases { nodes { ".repeat(levels)}id${" } } }".repeat(levels)}`
  const step = "memberships(first: 1) { team { memberships(first: 1) { employee { "
  const narrow = (levels: number): string => `${step.repeat(levels)}id${" } } } }".repeat(levels)}`
  it.each<[string, string]>([
    ["too deep", `{ cases { nodes { ${deep(8)} } } }`],
    ["too deep, though of few rows", `{ viewer { ${narrow(6)} } }`],
    [
      "too deep in fragments",
      `{ ...A } fragment A on Query { cases { nodes { ...B } } } fragment B on Case { ${deep(8)} }`,
    ],
    ["too many aliases", `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: viewer { id }`).join(" ")} }`],
    ["5,000 tokens", `{ viewer { ${"id ".repeat(5000)} } }`],
    ["too many rows", "{ cases(first: 100) { nodes { team { cases(first: 100) { nodes { parties { id } } } } } } }"],
  ])("is refused: %s", (_what, document) => refused(query(document), 400, "TOO_EXPENSIVE"))
})
