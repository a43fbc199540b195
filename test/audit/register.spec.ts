import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describeRegister } from "../../src/audit/activities.page"
import type { ActivityVersion } from "../../src/audit/activities.form"
import { register } from "../../src/audit/activities.register"
import { auditorOf } from "../access/support"
import { type Colleague, House } from "../support/house"
import { type Published, faultsOf, fingerprintsOf } from "./fingerprints"
import { traced } from "./support"

const file = join(__dirname, "published-activities.json")
const read = (): Published => JSON.parse(readFileSync(file, "utf8")) as Published
// UPDATE_REGISTER=1 publishes what is new; what was published it leaves as it is.
if (process.env["UPDATE_REGISTER"] !== undefined)
  writeFileSync(file, `${JSON.stringify({ ...fingerprintsOf(register), ...read() }, null, 2)}\n`)
const published = read()
const versions: readonly ActivityVersion[] = Object.values(register).flat()

/** A register with one version more of an activity, or with another in the place of the first. */
const withMore = (more: Partial<ActivityVersion>) => ({
  ...register,
  notices: [...register.notices, { ...register.notices[0], version: 2, since: "2027-01-01", ...more }],
})
const withOther = (other: Partial<ActivityVersion>) => ({
  ...register,
  notices: [{ ...register.notices[0], ...other }],
})

describe("the register of processing activities (GDPR art. 30)", () => {
  it("is as it was published: each version of each activity", () => {
    expect(faultsOf(register, published)).toEqual([])
  })

  it.each<[string, Partial<ActivityVersion>]>([
    ["the purpose", { purpose: "Telling an employee what concerns her work, and more" }],
    ["the ground", { bases: ["6-1-b"] }],
    ["the ground for special data", { specialGrounds: ["9-2-a"] }],
    ["the categories of data", { data: ["EMPLOYEE", "HEALTH"] }],
    ["whose data it is", { subjects: ["TENANT"] }],
    ["who gets it", { recipients: ["EVERY_EMPLOYEE"] }],
    ["the term", { term: "For ever" }],
    ["the name", { dutchName: "Meldingen" }],
    ["the day", { since: "2026-11-21" }],
    ["the promises", { promises: [] }],
    ["the paragraphs", { paragraphs: ["9"] }],
  ])("does not pass when %s of a published version is edited", (_what, other) => {
    expect(faultsOf(withOther(other), published)).toEqual(["notices@1 was edited"])
  })

  it("does not pass when a version is taken out, or a new one is not published", () => {
    const rest = Object.entries(register).filter(([name]) => name !== "notices")
    expect(faultsOf(Object.fromEntries(rest), published)).toEqual(["notices@1 is gone"])
    expect(faultsOf(withMore({ purpose: "Another" }), published)).toEqual(["notices@2 is not published"])
  })

  it("counts versions from one, each of a later day than the one before", () => {
    const also = (more: Partial<ActivityVersion>) => {
      const changed = withMore(more)
      return faultsOf(changed, fingerprintsOf(changed))
    }
    expect(also({})).toEqual([])
    expect(also({ version: 3 })).toEqual(["notices does not count its versions from one"])
    expect(also({ since: "2026-11-22" })).toEqual(["notices has versions of the same day or of an earlier one"])
  })

  it("says of each version all that art. 30-1 asks", () => {
    for (const each of versions) {
      for (const text of [each.dutchName, each.purpose, each.term]) expect(text).toMatch(/\S/)
      for (const list of [each.bases, each.data, each.subjects, each.recipients, each.promises, each.paragraphs])
        expect([each.dutchName, list.length > 0]).toEqual([each.dutchName, true])
      expect(each.since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  it("names a ground for special and criminal data wherever an activity holds them, and nowhere else", () => {
    for (const { dutchName, data, specialGrounds } of versions) {
      expect([dutchName, specialGrounds.some((ground) => ground.startsWith("9-2"))]).toEqual([dutchName, data.includes("HEALTH")]) // prettier-ignore
      expect([dutchName, specialGrounds.includes("10")]).toEqual([dutchName, data.includes("CRIMINAL")])
    }
  })

  it("is what docs/register.md says", () => {
    const page = join(__dirname, "../../docs/register.md")
    expect(readFileSync(page, "utf8")).toBe(describeRegister())
  })
})

describe("asking the register", () => {
  let house: House
  beforeAll(async () => {
    house = await House.open()
  })
  afterAll(() => house.close())

  const document = `{ processingActivities { activity version inForce startsOn dutchName purpose bases specialGrounds data subjects recipients
    term promises paragraphs } }`

  const overseers: [string, () => Promise<Colleague>][] = [
    ["the privacy officer", () => house.officer()],
    ["the external auditor", () => auditorOf(house)],
    ["the privacy coordinator", () => house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR", cleared: [] })],
  ]

  it.each(overseers)("is for %s: every version, and it is in the trail", async (_who, whom) => {
    const who = await whom()
    const { answer, events, sights } = await traced(house, who, document)
    const shown = answer.data.processingActivities as any[]
    expect(shown).toHaveLength(versions.length)
    const { since, ...notices } = register.notices[0]
    expect(shown).toContainEqual({ activity: "NOTICES", inForce: true, startsOn: since, ...notices })
    expect(events).toMatchObject([{ actor_id: who.id, outcome: "DONE", actions: ["register.listed"] }])
    expect(sights).toMatchObject([
      { field: "processingActivities", activity: "accountability", types: ["ProcessingActivity"], case_ids: [] },
    ])
  })

  it.each(["CONSULTANT", "TEAM_LEAD", "ADMINISTRATOR"])("is not for others: %s", async (role) => {
    const who = await house.employee({ name: "Karin Smit", role })
    const { answer, events, sights } = await traced(house, who, document)
    expect(answer.data).toEqual({ processingActivities: null })
    expect(events).toMatchObject([{ outcome: "DENIED", reason: "NOT_ALLOWED" }])
    expect(sights).toMatchObject([{ types: [] }])
  })

  it("is one request with whatever else is asked", async () => {
    const officer = await house.officer()
    const both = "{ viewer { id } processingActivities { activity } }"
    const { answer, events, sights } = await traced(house, officer, both)
    expect(answer.data.viewer).toEqual({ id: officer.id })
    expect(events).toHaveLength(1)
    expect(sights.map(({ field }) => field)).toEqual(["viewer", "processingActivities"])
  })

  it("finds to a line of the trail the version that it names, with the ground it had", async () => {
    const officer = await house.officer()
    await officer.get("{ viewer { id } }")
    const { trailEvents, processingActivities } = await officer.get(
      `query($me: ID!) { trailEvents(filter: { actorId: $me, action: STAFF_VIEWED }) { nodes { sights { activity activityVersion purpose grounds } } }
        processingActivities { activity version purpose bases specialGrounds } }`,
      { me: officer.id },
    )
    const [line] = trailEvents.nodes[0].sights
    const version = processingActivities.find(
      ({ activity, version: nth }: any) => activity === line.activity && nth === line.activityVersion,
    )
    expect(line).toMatchObject({ purpose: version.purpose, grounds: version.bases.join(", ") })
  })
})
