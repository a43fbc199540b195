import { createHash } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { parse, print, separateOperations } from "graphql"
import { scene } from "../cases/support"
import { House } from "../support/house"
import { hashOf, traced } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const folder = join(__dirname, "../../graphql/operations")
const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))
const myCases = files.find((text) => text.includes("query MyCases")) ?? ""

/** What the trail calls the operation that a document asks. */
async function named(document: string, operationName?: string): Promise<{ name: string | null; hash: string }> {
  const { consultant } = await scene(house)
  await house.post(JSON.stringify({ query: document, operationName }), consultant.token)
  const events = await house.rows<any>("select operation_name as name, document_hash as hash from trail_event where actor_id = $1", [consultant.id]) // prettier-ignore
  expect(events).toHaveLength(1)
  return events[0]
}

describe("the name of an operation", () => {
  it("stands in the trail where the document is one that is shipped with the service", async () => {
    expect(await named(myCases)).toMatchObject({ name: "MyCases" })
  })

  it("stands there however it is laid out, commented, or put beside others", async () => {
    const [plain = ""] = Object.values(separateOperations(parse(myCases))).map(print)
    const { name, hash } = await named(plain.replaceAll(/\s+/g, " "))
    expect(name).toBe("MyCases")
    expect(await named(`# Voor mevrouw Jansen\n${plain}`)).toEqual({ name, hash })
    expect(await named(`${plain} query Other { viewer { id } }`, "MyCases")).toEqual({ name, hash })
  })

  it("stands there for each operation that is shipped, and two of them never share a hash", () => {
    const all = files.flatMap((text) => Object.values(separateOperations(parse(text))).map(print))
    expect(all.length).toBeGreaterThan(12)
    expect(new Set(all.map(hashOf)).size).toBe(all.length)
  })

  it.each([
    ["of whoever lives somewhere", "query WhoLivesAtDorpsstraat1 { viewer { id } }", undefined],
    ["of one among several", "query WhoLivesAtDorpsstraat1 { viewer { id } } query B { viewer { name } }", "WhoLivesAtDorpsstraat1"], // prettier-ignore
    ["of one that is shipped, on a document that is not", "query MyCases { viewer { id } }", undefined],
    ["that is not in the document", "query A { viewer { id } } query B { viewer { id } }", "WhoLivesAtDorpsstraat1"],
    ["of a document that does not fit the schema", "query WhoLivesAtDorpsstraat1 { nobody }", undefined],
    ["of a document that is none", "query WhoLivesAtDorpsstraat1 {", undefined],
  ])("leaves no name where the client chose it: %s", async (_what, document, operationName) => {
    expect((await named(document, operationName)).name).toBeNull()
    const trail = await house.rows<{ text: string }>("select e::text as text from trail_event e")
    expect(trail.map(({ text }) => text).join("\n")).not.toMatch(/Dorpsstraat/)
  })
})

describe("the hash of a document", () => {
  it("is always there once the document was read, and is that of the text as graphql prints it", async () => {
    const document = "query   Look { viewer{id} }"
    expect((await named(document)).hash).toBe(createHash("sha256").update(print(parse(document))).digest("hex")) // prettier-ignore
  })

  it("is of the question, not of the values that were written into it: they could be guessed", async () => {
    const look = (surname: string, first: number): string =>
      `query { persons(first: ${first}, filter: { surname: "${surname}" }) { totalCount } }`
    const { hash } = await named(look("Jansen", 3))
    expect((await named(look("Bakker", 4))).hash).toBe(hash)
    expect((await named(look('""Bakker""', 4))).hash).toBe(hash)
    expect((await named("query { persons(first: 3, filter: { surname: \"Jansen\" }) { nodes { id } } }")).hash).not.toBe(hash) // prettier-ignore
  })

  it("is that of the change that was refused or failed, too", async () => {
    const { consultant } = await scene(house)
    const failing = "{ cases(first: 1000) { nodes { id } } }"
    const { events } = await traced(house, consultant, failing)
    expect(events).toMatchObject([{ outcome: "FAILED", document_hash: hashOf(failing.replace("1000", "0")) }])
  })
})
