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

describe("a name that begins as GraphQL's own do", () => {
  it("is a client's to give", async () => {
    const answer = await send(query("{ viewer { __isNode: __typename __id: id __typename } }"))
    expect(JSON.parse(answer.text).data.viewer).toEqual({ __isNode: "Employee", __id: consultant.id, __typename: "Employee" }) // prettier-ignore
  })
})

describe("a name that would be more than a name", () => {
  it.each([`{ viewer { __proto__: name } }`, `query($__proto__: Int) { cases(first: $__proto__) { totalCount } }`])(
    "is refused: %s",
    (document) => refused(query(document), 400, "BAD_REQUEST", "SCHEMA"),
  )
})

describe("a document that is none", () => {
  it.each<[string, string]>([
    ["bad grammar", `{ viewer { id `],
    ["a bad letter", `{ viewer { id ${marker}? } }`],
    ["only a comment", `# ${marker}`],
    ["an unfinished string", `{ persons(filter: { surname: "${marker}) { totalCount } }`],
  ])("is refused: %s", (_what, document) => refused(query(document), 400, "BAD_REQUEST", "SYNTAX"))

  it.each<[string, string, string]>([
    ["an unknown field", `{ viewer { nam } }`, 'Cannot query field "nam" on type "Employee".'],
    ["an unknown argument", `{ cases(frst: 1) { totalCount } }`, 'Unknown argument "frst" on field "Query.cases".'],
    ["an unknown type", `query($x: Idd) { viewer { id } }`, 'Unknown type "Idd".'],
    [
      "an unknown field of an input",
      `{ cases(filter: { kind: FRAUD }) { totalCount } }`,
      'Field "kind" is not defined by type "CaseFilter".',
    ],
    [
      "an unknown value of an enum",
      `{ cases(filter: { kinds: [${marker}] }) { totalCount } }`,
      'A value of argument "filter" of field "cases" is none of type "CaseKind!".',
    ],
    [
      "a text for a number",
      `{ cases(first: "${marker}") { totalCount } }`,
      'A value of argument "first" of field "cases" is none of type "Int".',
    ],
    [
      "a bad day",
      `mutation { addTask(input: { caseId: "1", title: "x", dueOn: "${marker}" }) { errors { code } } }`,
      'A value of argument "input" of field "addTask" is none of type "LocalDate!".',
    ],
    [
      "a number that is too large",
      "{ cases(first: 99999999999) { totalCount } }",
      'A value of argument "first" of field "cases" is none of type "Int".',
    ],
    [
      "a field of an input that is left out",
      `mutation { completeTask(input: { taskId: "1" }) { errors { code } } }`,
      'Field "CompleteTaskInput.expectedVersion" of required type "Int!" was not provided.',
    ],
    [
      "an argument that is left out",
      "{ case { id } }",
      'Field "case" argument "id" of type "ID!" is required, but it was not provided.',
    ],
    [
      "two anonymous operations",
      "{ viewer { id } } { viewer { name } }",
      "This anonymous operation must be the only defined operation.",
    ],
    ["a subscription", `subscription S { viewer { id } }`, "The document does not fit the schema."],
    ["an unknown fragment", `{ ...Nothing }`, 'Unknown fragment "Nothing".'],
    [
      "a fragment within itself",
      `{ ...A } fragment A on Query { viewer { id } ...A }`,
      'Cannot spread fragment "A" within itself.',
    ],
    [
      "a fragment that nothing uses",
      `{ viewer { id } } fragment A on Query { viewer { id } }`,
      'Fragment "A" is never used.',
    ],
    [
      "a fragment of another type",
      `{ viewer { ...A } } fragment A on Case { id }`,
      'Fragment "A" cannot be spread here as objects of type "Employee" can never be of type "Case".',
    ],
    ["an undeclared variable", `query Q { case(id: $id) { id } }`, 'Variable "$id" is not defined by operation "Q".'],
    [
      "a variable that nothing uses",
      `query Q($id: ID) { viewer { id } }`,
      'Variable "$id" is never used in operation "Q".',
    ],
    [
      "a variable of another type",
      `query($n: String) { cases(first: $n) { totalCount } }`,
      'Variable "$n" of type "String" used in position expecting type "Int".',
    ],
    ["no fields of a record", "{ viewer }", 'Field "viewer" of type "Employee" must have a selection of subfields.'],
    [
      "fields of what has none",
      "{ viewer { id { x } } }",
      'Field "id" must not have a selection since type "ID!" has no subfields.',
    ],
    ["an unknown directive", `{ viewer @hide { id } }`, 'Unknown directive "@hide".'],
    [
      "a directive where it may not be",
      `query @skip(if: true) { viewer { id } }`,
      'Directive "@skip" may not be used on QUERY.',
    ],
    ["two answers under one name", "{ a: viewer { id } a: teams { totalCount } }", 'Fields "a" conflict.'],
  ])("is refused, and told what is wrong with it: %s", async (_what, document, message) => {
    const answer = await send(query(document))
    harmless(answer.text)
    expect(answer.status).toBe(400)
    const [error] = JSON.parse(answer.text).errors
    expect({ message: error.message, ...error.extensions }).toEqual({ message, code: "BAD_REQUEST", detail: "SCHEMA" })
    if (!/^(subscription|fragment)/.test(document)) expect(error.locations).toEqual(document.startsWith("subscription") ? undefined : expect.any(Array)) // prettier-ignore
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
  const rest = { title: "x", description: "x", purpose: "TENANCY", legalBasis: "CONSENT" }
  it.each<[string, string, unknown, string, string]>([
    ["none at all", open, undefined, "$input", 'Variable "$input" of type "OpenCaseInput!" is required.'],
    ["a text for an object", open, { input: marker }, "$input", '"$input" is none of type "OpenCaseInput!".'],
    [
      "an unknown field",
      open,
      { input: { ...rest, kind: "FRAUD", titel: marker } },
      "$input",
      '"$input" has a field "titel" that type "OpenCaseInput" does not know.',
    ],
    [
      "a value in the place of a field",
      open,
      { input: { ...rest, kind: "FRAUD", [marker]: 1 } },
      "$input",
      '"$input" has a field that type "OpenCaseInput" does not know.',
    ],
    ["a field that is left out", open, { input: rest }, "$input", '"$input" lacks "kind" of type "CaseKind!".'],
    [
      "an unknown value of an enum",
      open,
      { input: { ...rest, kind: marker } },
      "$input.kind",
      '"$input.kind" is none of type "CaseKind!".',
    ],
    [
      "one among several",
      "query($k: [CaseKind!]) { cases(filter: { kinds: $k }) { totalCount } }",
      { k: ["FRAUD", marker] },
      "$k[1]",
      '"$k[1]" is none of type "CaseKind!".',
    ],
    [
      "an object for an id",
      "query($id: ID!) { case(id: $id) { id } }",
      { id: { marker } },
      "$id",
      '"$id" is none of type "ID!".',
    ],
    [
      "a list for an id",
      "query($id: ID!) { case(id: $id) { id } }",
      { id: [marker] },
      "$id",
      '"$id" is none of type "ID!".',
    ],
    [
      "null where something must be",
      "query($id: ID!) { case(id: $id) { id } }",
      { id: null },
      "$id",
      'Variable "$id" of type "ID!" is required.',
    ],
    [
      "a text for a number",
      "query($n: Int) { cases(first: $n) { totalCount } }",
      { n: marker },
      "$n",
      '"$n" is none of type "Int".',
    ],
    [
      "a fraction for a number",
      "query($n: Int) { cases(first: $n) { totalCount } }",
      { n: 1.5 },
      "$n",
      '"$n" is none of type "Int".',
    ],
    [
      "a moment that is none",
      "query($t: TrailFilter) { trailEvents(filter: $t) { totalCount } }",
      { t: { recordedFrom: marker } },
      "$t.recordedFrom",
      '"$t.recordedFrom" is none of type "DateTime".',
    ],
  ])("are refused, and told where it lies: %s", async (_what, document, variables, at, message) => {
    const answer = await send(query(document, variables))
    harmless(answer.text)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({
      errors: [{ message, extensions: { code: "BAD_REQUEST", detail: "VARIABLES", at } }],
    })
  })

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

describe("variables of which much is wrong", () => {
  const byKind = "query($f: CaseFilter) { cases(first: 1, filter: $f) { nodes { id } } }"
  const body = (f: object): string => JSON.stringify({ query: byKind, variables: { f } })

  it.each<[string, object, RegExp]>([
    ["a list of thousands that are none of the kinds", { kinds: Array(2_400).fill(marker) }, /\$f\.kinds\[0\]/],
    ["thousands of fields that there are not", Object.fromEntries(Array.from({ length: 2_400 }, (_, nth) => [`${marker}${nth}`, 1])), /does not know/], // prettier-ignore
  ])("are refused by the first of it, and the rest is not looked at: %s", async (_what, filter, words) => {
    const { status, text } = await send({ body: body(filter) })
    harmless(text)
    expect([status, JSON.parse(text).errors.length]).toEqual([400, 1])
    expect(text).toMatch(words)
  })

  it.each<[string, object]>([
    ["in a list", { kinds: Array(30_000).fill("FRAUD") }],
    ["in a list of lists", { kinds: Array(300).fill(Array(300).fill(1)) }],
    ["as fields", Object.fromEntries(Array.from({ length: 9_000 }, (_, nth) => [`x${nth}`, 1]))],
  ])("are refused uncounted, where they are more than any input takes, %s", async (_what, filter) => {
    await refused({ body: body(filter) }, 400, "TOO_EXPENSIVE")
  })
})
