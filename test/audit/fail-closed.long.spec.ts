import { until } from "../records/support"
import { Kind, parse } from "graphql"
import { Fault } from "../../src/platform/errors"
import { buildStaffSchema } from "../../src/schema"
import { type Answer, House } from "../support/house"
import { changesIn } from "./fail-closed/changes"
import { faults, renewed } from "./fail-closed/faults"
import { type Route, looksIn } from "./fail-closed/looks"
import { sceneOf, secrets } from "./fail-closed/planted"

/*
 * Nothing leaves without its trail: for each way by which case data leaves, and each way in which writing the trail can fail, the answer
 * is an error of ours to the byte, and nothing was changed.
 */
let house: House
beforeAll(async () => {
  house = await House.open()
  // As long as it waits for a lock in earnest, each of these would take ten seconds.
  for (const role of ["woonrust_staff", "woonrust_officer"])
    await house.rows(`alter role ${role} in database ${house.database.name} set lock_timeout = '40ms'`)
  await renewed(house)
})
afterAll(() => house.close())

async function routes(): Promise<Route[]> {
  const scene = await sceneOf(house)
  return [...(await looksIn(scene)), ...(await changesIn(scene))]
}

const ask = ({ who, query, variables }: Route): Promise<Answer> => who.ask(query, variables)

const answered = async (all: readonly Route[]): Promise<Record<string, string>> => {
  const answers: Record<string, string> = {}
  for (const route of all) answers[route.name] = (await ask(route)).text
  return answers
}

/** All there is of an answer that says nothing. */
const nothing = (code: "INTERNAL" | "UNAVAILABLE"): string =>
  `${JSON.stringify({ errors: [new Fault(code).told], data: null })}\n`

/** Every table but the trail and what lives as long as a transaction, as one fingerprint each. */
async function stored(): Promise<Record<string, string | null>> {
  const tables = await house.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname not like 'trail_%' and relname <> 'scope' order by 1`,
  )
  const prints: Record<string, string | null> = {}
  for (const { name } of tables) {
    const [row] = await house.rows<{ print: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as print from ${name} t`,
    )
    prints[name] = row?.print ?? null
  }
  return prints
}

/** What the trail says came about, from this moment on. */
const doneSince = (moment: string): Promise<object[]> =>
  house.rows(
    "select actions from trail_event where outcome = 'DONE' and actor_kind = 'EMPLOYEE' and recorded_at > $1::timestamptz",
    [moment],
  )

const now = async (): Promise<string> =>
  (await house.rows<{ at: string }>("select clock_timestamp()::text as at"))[0]?.at ?? ""

describe("when nothing is in the way", () => {
  it("each of the ways shows what it is for", async () => {
    const hidden: string[] = []
    for (const route of await routes()) {
      const { text, errors } = await ask(route)
      if (errors || !route.shows.every((shown) => text.includes(shown))) hidden.push(`${route.name}: ${text}`)
    }
    expect(hidden).toEqual([])
  })

  it("there is such a way for every root field of the schema", async () => {
    const asked = new Set(
      (await routes()).flatMap(({ query }) =>
        parse(query).definitions.flatMap((definition) =>
          definition.kind === Kind.OPERATION_DEFINITION
            ? definition.selectionSet.selections.map((field) => (field.kind === Kind.FIELD ? field.name.value : ""))
            : [],
        ),
      ),
    )
    const schema = buildStaffSchema()
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    )
    expect(roots.filter((field) => !asked.has(field))).toEqual([])
  })
})

describe("nothing leaves, by whatever way, and nothing is changed, when", () => {
  // One scene for all of them: that it is as it was before is what each of them shows.
  let all: Route[]
  beforeAll(async () => {
    all = await routes()
  })

  it.each(faults)("$name", async ({ code, begin }) => {
    // What was asked for is made: the node does that by itself.
    await until(house, "not exists (select from export_job where state = 'RUNNING')")
    const [before, moment] = [await stored(), await now()]
    const end = await begin(house)
    const answers = await answered(all).finally(end)
    expect(answers).toEqual(Object.fromEntries(all.map(({ name }) => [name, nothing(code)])))
    expect(await stored()).toEqual(before)
    expect(await doneSince(moment)).toEqual([])
    // And then it goes on.
    const { data, text } = await ask(all.find(({ name }) => name === "a case") as Route)
    expect(data?.case?.title ?? text).toBe(secrets.title)
  })
})

describe("the patience of those who serve", () => {
  it("ends, whoever has the trail: they wait five seconds for a lock, and fifteen for a statement", async () => {
    const settings = await house.rows<{ role: string; settings: string[] }>(
      `select r.rolname as role, s.setconfig as settings from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
        where s.setdatabase = 0 and r.rolname in ('woonrust_staff', 'woonrust_officer', 'woonrust_keeper') order by 1`,
    )
    expect(settings).toHaveLength(3)
    for (const { settings: set } of settings)
      expect(set).toEqual(expect.arrayContaining(["lock_timeout=5s", "statement_timeout=15s"]))
  })
})
