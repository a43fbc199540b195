import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import {
  type ActivityName,
  type TrailActionName,
  activities,
  operatorActions,
  trailActions,
} from "../../src/audit/activities"
import { caseData } from "../../src/audit/activities.form"
import { DataCategory } from "../../src/cases"
import { House } from "../support/house"
import { buildStaffSchema } from "../../src/schema"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

interface Processing {
  readonly action: TrailActionName
  readonly activity: ActivityName
}

const schema = buildStaffSchema()
const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}),
)
const processing = roots.map(({ extensions }) => extensions["processing"] as Processing)

/** What changes the staff by command. */
const commands = readdirSync(join(__dirname, "../../src/staffing")).map((file) => join("src/staffing", file))

const source = (path: string): string => readFileSync(join(__dirname, "../..", path), "utf8")

describe("the closed lists of the trail", () => {
  it("hold no action that nothing does", async () => {
    const functions = await house.rows<{ body: string }>(
      "select prosrc as body from pg_proc where pronamespace = 'public'::regnamespace",
    )
    const bodies = functions.map(({ body }) => body).join("\n")
    // Besides root fields: functions of the database, recurring acts, addresses, requests that end before a root field, and commands.
    const elsewhere = (action: string): boolean =>
      bodies.includes(`{${action}}`) ||
      [source("src/schedule.ts"), source("src/api/attempts.ts"), source("src/exports/fetching.ts")].some((text) =>
        text.includes(`"${action}"`),
      ) ||
      (operatorActions.includes(action as never) &&
        (source("src/platform/database/prepare.ts").includes(action) ||
          [...commands, "src/doctor.ts"].some((path) => source(path).includes(`"${action}"`))))
    const done = new Set<string>(processing.map(({ action }) => action))
    expect(trailActions.filter((action) => !done.has(action) && !elsewhere(action))).toEqual([])
  })

  it("hold no activity that nothing belongs to", () => {
    const named = new Set<string>([...processing.map(({ activity }) => activity), "staff-administration"])
    expect(commands.map(source).join()).toContain('activity: "staff-administration"')
    expect(Object.keys(activities).filter((activity) => !named.has(activity))).toEqual([])
  })

  it("know the categories of data that a row can hold, and no others: one that they do not know would be said as all of them", () => {
    expect([...caseData].sort()).toEqual(Object.values(DataCategory).sort())
  })

  it("name for every root field an action and an activity that are in them, and each action is of one sort of thing", () => {
    for (const field of roots) {
      const { action, activity } = field.extensions["processing"] as Processing
      expect([field.name, trailActions.includes(action), activity in activities]).toEqual([field.name, true, true])
    }
    expect(new Set(trailActions).size).toBe(trailActions.length)
    for (const action of trailActions) expect(action).toMatch(/^[a-z]+\.[a-z_]+$/)
  })

  it("say of each line of the trail on which ground: as it stands in the register at that moment", async () => {
    const consultant = await house.employee({ team: await house.team() })
    await consultant.get("{ viewer { id } cases { totalCount } persons(filter: { surname: \"Ba\" }) { totalCount } notices { totalCount } }") // prettier-ignore
    const lines = await house.rows<any>(
      "select s.activity, s.activity_version, s.purpose, s.legal_basis from trail_sight s join trail_event e on e.id = s.event_id where e.actor_id = $1",
      [consultant.id],
    )
    expect(lines).toHaveLength(4)
    for (const line of lines) {
      const { version, purpose, legalBasis } = activities[line.activity as ActivityName]
      expect(line).toMatchObject({ activity_version: version, purpose, legal_basis: legalBasis })
    }
  })
})

it("a line of the trail is put together in one place of the service, and by one function of the database, which says why", async () => {
  const writes = /insert\s+into\s+(public\.)?trail_sight\b/i
  const files = readdirSync(join(__dirname, "../../src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join("src", file))
  expect(files.filter((file) => writes.test(source(file)))).toEqual([join("src", "audit", "line.ts")])
  const functions = await house.rows<{ name: string; source: string }>("select proname as name, prosrc as source from pg_proc where pronamespace = 'public'::regnamespace") // prettier-ignore
  expect(functions.filter((each) => writes.test(each.source)).map(({ name }) => name)).toEqual([
    "lapse_confidentiality",
  ])
})
