import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { buildStaffSchema } from "../../src/schema"
import { House } from "../support/house"
import { acts } from "./matrix/acts"
import { kinds } from "./matrix/actors"
import { type Found, foundOn } from "./matrix/asking"
import { stageOf } from "./matrix/stage"
import { matrixOf } from "./matrix/tables"
import { verbs } from "./matrix/verbs"

const committed = join(__dirname, "../../docs/matrix.md")
const tables = [
  "case_file",
  "case_grant",
  "case_restriction",
  "party",
  "journal_entry",
  "task",
  "block",
  "emergency",
  "notice",
]

let house: House
let found: Found[]
let before: string
let after: string
beforeAll(async () => {
  house = await House.open()
  const stages = await Promise.all(kinds.map((kind) => stageOf(house, kind)))
  before = await everything()
  found = (await Promise.all(stages.map((stage) => foundOn(stage)))).flat()
  after = await everything()
}, 120_000)
afterAll(() => house.close())

/** All that a mutation could have changed, as one text. */
async function everything(): Promise<string> {
  const texts = tables.map(
    (table) => `(select md5(string_agg(t::text, ';' order by t.id)) from ${table} t) as ${table}`,
  )
  return JSON.stringify(await house.rows(`select ${texts.join(", ")}`))
}

describe("the matrix of who may do what with which case", () => {
  it("is as it stands in docs/matrix.md", async () => {
    const now = matrixOf(found)
    if (process.env["UPDATE_MATRIX"]) await writeFile(committed, now)
    // UPDATE_MATRIX=1 writes it, where the change is meant.
    expect(now.split("\n")).toEqual((await readFile(committed, "utf8")).split("\n"))
  })

  it("asks every mutation of the schema", () => {
    const asked = new Set([...verbs, ...acts].map(({ mutation }) => mutation))
    expect([...asked].sort()).toEqual(Object.keys(buildStaffSchema().getMutationType()?.getFields() ?? {}).sort())
  })

  it("finds no answer that was not foreseen", () => {
    const unforeseen = found.flatMap(({ actor, kind, state, does }) =>
      Object.entries(does).flatMap(([name, said]) =>
        said.startsWith("?") ? [`${actor}, ${kind}, ${state}, ${name}: ${said}`] : [],
      ),
    )
    expect(unforeseen).toEqual([])
  })

  it("changes nothing by asking", () => expect(after).toBe(before))
})
