import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from "graphql"
import { abilityOf } from "../../src/permissions/ability"
import type { Role } from "../../src/permissions/actor"
import { dataSourceOf } from "../../src/platform/database/data-source"
import { installRecords } from "../../src/records"
import { valuesOf } from "../../src/records/binds"
import { Planner } from "../../src/records/planner"
import { rightsOf } from "../../src/records/rights"
import { sqlOf } from "../../src/records/sql"
import type { Look } from "../../src/records/trail-insert"
import { Case } from "../../src/cases"
import { buildStaffSchema, entities } from "../../src/schema"

/*
 * The statements themselves, without a database. A change of their text is a change of what is read, of its plan, or of what the trail
 * says: UPDATE_GOLDEN=1 writes them anew, and the difference is for a reviewer to sign.
 */
const dir = join(__dirname, "golden")

const schema = buildStaffSchema()
const dataSource = dataSourceOf({ url: "postgres://nobody@localhost:1/none", entities })
// The metadata come from the decorators alone; TypeORM builds them when it connects, and this never does.
beforeAll(async () => {
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas()
})

interface Asked {
  role?: Role
  variables?: Record<string, unknown>
  /** Ask for cases by their ids, as a resolver that asks again does. */
  again?: boolean
}

const compile = (document: string, { role = "CONSULTANT", variables = {}, again = false }: Asked) => {
  const shape = installRecords(schema, dataSource)
  const { definitions } = parse(document)
  const fragments: Record<string, FragmentDefinitionNode> = {}
  let node: FieldNode | undefined
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
    if (definition.kind === Kind.OPERATION_DEFINITION) node = definition.selectionSet.selections[0] as FieldNode
  }
  const field = schema.getQueryType()?.getFields()[node?.name.value ?? ""]
  if (!node || !field) throw new Error("a document with a root field is needed")
  const ids = ["00000000-0000-4000-8000-000000000002"]
  const values = valuesOf(variables, "00000000-0000-4000-8000-000000000001", 0, ids, node)
  const planner = new Planner(shape, rightsOf(role, abilityOf(role)), { nodes: [node], fragments }, values)
  const plan = again ? planner.byIds(Case) : planner.field(field)
  const look: Look = {
    field: field.name,
    action: "case.viewed",
    activity: "case-handling",
  }
  return { plan, sql: sqlOf(plan, look), values }
}

/** One clause a line, so that a difference can be read. Blanks are all that this changes. */
const laidOut = (text: string): string =>
  `${text.replace(/\s+/g, " ").replace(/ (?=left join lateral|from "|where|limit|trail as|insert into|select j from answer)/g, "\n")}\n`

const shapes: Record<string, [string, Asked?]> = {
  list: ["{ cases { nodes { id title team { name } assignee { name } } } }"],
  "page-with-cursor": [
    `query($after: String) { cases(first: 10, after: $after, orderBy: LAST_CHANGED, filter: { open: true, kinds: [FRAUD] }) {
      edges { cursor node { reference } } pageInfo { hasNextPage endCursor } totalCount
    } }`,
    { variables: { after: "given" } },
  ],
  "page-backward": [
    `query($before: String) { cases(last: 10, before: $before) { nodes { id } pageInfo { hasPreviousPage startCursor } } }`,
    { variables: { before: "given" } },
  ],
  detail: [
    `query($id: ID!) { case(id: $id) { title description home { street residents { surname } } tasks { title dueOn } openTaskCount
      allowedMoves journal(first: 5) { nodes { body author { name } } } access { level } ...Who } }
    fragment Who on Case { parties(first: 20) { name role } }`,
    { variables: { id: "00000000-0000-4000-8000-000000000003" } },
  ],
  "nested-page": [
    `{ teams(first: 3) { nodes { name cases(first: 2, filter: { open: true }) {
      nodes { reference journal(first: 1) { nodes { body } pageInfo { hasNextPage endCursor } } } pageInfo { hasNextPage } totalCount
    } } } }`,
  ],
  union: [
    `query($id: ID!) { case(id: $id) { parties { name participant {
      __typename ... on Person { surname involvements(first: 3) { case { reference } } } ... on Employee { name }
    } } } }`,
    { variables: { id: "00000000-0000-4000-8000-000000000003" } },
  ],
  node: [
    `query($id: ID!) { node(id: $id) { __typename id ... on Case { title } ... on Person { surname } } }`,
    { variables: { id: "00000000-0000-4000-8000-000000000003" } },
  ],
  count: ["{ cases(filter: { open: true }) { totalCount } }"],
  "officer-metadata": [
    `{ cases(first: 10) { nodes { reference title description home { street } parties { name } journal { nodes { body } } team { name }
      access { route level } } pageInfo { hasNextPage } } }`,
    { role: "PRIVACY_OFFICER" },
  ],
  ids: ["{ cases { id reference assignee { name } } }", { role: "PRIVACY_OFFICER", again: true }],
  withheld: ["{ trailEvents { nodes { id } totalCount } }"],
  "withheld-filter": [
    `query($home: ID!) { cases(filter: { homeId: $home }) { nodes { reference } totalCount } }`,
    { role: "PRIVACY_OFFICER", variables: { home: "00000000-0000-4000-8000-000000000004" } },
  ],
  trail: [
    `query($case: ID!) { trailEvents(first: 5, filter: { caseId: $case, action: CASE_VIEWED }) {
      nodes { recordedAt actor { name } actorNameThen actions sights { field action cases { reference } } }
    } }`,
    { role: "PRIVACY_OFFICER", variables: { case: "00000000-0000-4000-8000-000000000003" } },
  ],
  search: [`{ persons(filter: { surname: "Bak" }, first: 10) { nodes { surname initials home { street } } } }`],
}

describe("the statement of", () => {
  it.each(Object.entries(shapes))("%s is the one that was signed", (name, [document, asked = {}]) => {
    const text = laidOut(compile(document, asked).sql.text)
    const path = join(dir, `${name}.sql`)
    if (process.env["UPDATE_GOLDEN"] !== undefined) {
      mkdirSync(dir, { recursive: true })
      writeFileSync(path, text)
    }
    expect(existsSync(path)).toBe(true)
    expect(text).toBe(readFileSync(path, "utf8"))
  })

  it("every file belongs to a shape that is still compiled", () => {
    expect(readdirSync(dir).sort()).toEqual(
      Object.keys(shapes)
        .map((name) => `${name}.sql`)
        .sort(),
    )
  })
})

describe("a plan", () => {
  it("that is equal gives an equal text, whatever the values and the aliases", () => {
    const one = compile("query($n: Int, $t: ID) { cases(first: $n, filter: { teamId: $t }) { nodes { title id } } }", { variables: { n: 1, t: "x" } }) // prettier-ignore
    const two = compile("query($n: Int, $t: ID) { c: cases(first: $n, filter: { teamId: $t }) { nodes { t: title i: id } } }", { variables: { n: 9, t: "y" } }) // prettier-ignore
    expect(one.sql.text).toBe(two.sql.text)
  })

  it("holds no value of the request in its text", () => {
    const document = `{ persons(first: 17, filter: { surname: "Zonneveld'; --" }) { nodes { id } } }`
    const { sql, values } = compile(document, {})
    expect(sql.text).not.toMatch(/Zonneveld|17/)
    expect(sql.binds.map(({ read }) => read(values))).toEqual(expect.arrayContaining(["Zonneveld'; --", "17"]))
  })

  it("of what is withheld names no column of it", () => {
    const [document] = shapes["officer-metadata"] ?? [""]
    const { text } = compile(document, { role: "PRIVACY_OFFICER" }).sql
    expect(text).not.toMatch(/"title"[^\s,]*\.|\."title"|\."description"|home_id|"party"|journal_entry|"home" t/)
    expect(compile(document, {}).sql.text).toMatch(/\."title"/)
  })

  it("says what types and categories of data it can serve, and nothing that it cannot", () => {
    const plan = (document: string, asked: Asked = {}) => compile(document, asked).plan
    expect(plan("{ cases { nodes { id team { name } } } }")).toMatchObject({ types: ["Case", "Team"], categories: [] })
    expect(plan("{ cases { nodes { home { street } } } }")).toMatchObject({ types: ["Case", "Home"], categories: ["CONTACT"] }) // prettier-ignore
    // Of a party the row itself says which.
    expect(plan("{ cases { nodes { parties { name } } } }")).toMatchObject({ types: ["Case", "Party"], categories: [] }) // prettier-ignore
    // A count tells of cases too.
    expect(plan("{ cases { totalCount } }")).toMatchObject({ types: ["Case"], categories: [] })
    const officer: Asked = { role: "PRIVACY_OFFICER" }
    expect(plan("{ cases { nodes { title parties { name } } } }", officer)).toMatchObject({ types: ["Case"], categories: [] }) // prettier-ignore
    expect(plan("{ persons { nodes { surname } } }", officer)).toMatchObject({ types: [], categories: [] })
  })
})
