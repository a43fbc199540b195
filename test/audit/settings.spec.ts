import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { z } from "zod"
import { ensureKey } from "../../src/audit/sealing"
import { examine } from "../../src/doctor"
import { type InForce, noteSettings, unnoted } from "../../src/noting"
import { describeConfig } from "../../src/platform/config"
import { type ReviewSettings, reviewSettings } from "../../src/platform/review-settings"
import { auditorOf } from "../access/support"
import { connectedAs } from "../permissions/support"
import { type Colleague, House } from "../support/house"
import { Sealed } from "./sealed"

const usual: ReviewSettings = z.object(reviewSettings).parse({})

let house: House
let keeper: pg.Pool
beforeEach(async () => {
  house = await House.open()
  keeper = new pg.Pool({ connectionString: house.database.urls.keeper, max: 8 })
  keeper.on("error", () => undefined) // a connection that ends with its database
})
afterEach(async () => {
  await keeper.end()
  await house.close()
})

const tokens = { issuer: "https://login.example.org/thuis", audience: "woonrust" }
const starts = (besides: Partial<InForce> = {}): Promise<void> => noteSettings(keeper, { tokens, ...besides })
const kept = (termMonths: number): Partial<InForce> => ({ sealing: { termMonths } })

const document = "{ settings(first: 50) { totalCount nodes { name value before recordedAt } } }"
const settingsOf = async (who: Colleague): Promise<any[]> => (await who.get(document)).settings.nodes as any[]

/** What the trail says of changed settings, the newest first. */
const told = (): Promise<any[]> =>
  house.rows<any>(
    `select e.actor_kind, e.actor_id, e.job, e.actions, e.outcome, e.settings, (select json_agg(json_build_object('field', s.field, 'action', s.action,
        'activity', s.activity, 'types', s.types, 'cases', s.case_ids) order by s.position) from trail_sight s where s.event_id = e.id) as sights
      from trail_event e where e.actions = '{settings.changed}' order by e.recorded_at desc, e.id desc`,
  )
const said = async (): Promise<string[][]> => (await told()).map(({ settings }) => settings as string[])

describe("what the service is set to", () => {
  it("is noted at its first start, before it does or answers anything", async () => {
    const events = await house.rows<any>("select actions, settings from trail_event where actor_kind = 'JOB' order by recorded_at, id") // prettier-ignore
    expect(events[0]).toEqual({
      actions: ["settings.changed"],
      settings: ["OIDC_AUDIENCE - woonrust", expect.stringMatching(/^OIDC_ISSUER - \S+$/)],
    })
  })

  it("leaves nothing at a start that finds it as it was", async () => {
    await house.restart({ reviewing: usual })
    const before = await said()
    await house.restart({ reviewing: usual })
    await house.restart({ reviewing: usual })
    expect(await said()).toEqual(before)
  })

  it("is an event of the trail where it was changed: which setting, to what, and what it was", async () => {
    await house.restart({ reviewing: usual })
    await house.restart({ reviewing: { ...usual, REVIEW_DUE_DAYS: 30, REVIEW_SAMPLE_PER_MILLE: 0 } })
    const line = { action: "settings.changed", activity: "accountability", types: ["Setting"], cases: [] }
    expect((await told())[0]).toEqual({
      actor_kind: "JOB",
      actor_id: null,
      job: "starting",
      actions: ["settings.changed"],
      outcome: "DONE",
      settings: ["REVIEW_DUE_DAYS 7 30", "REVIEW_SAMPLE_PER_MILLE 5 0"],
      sights: [
        { ...line, field: "REVIEW_DUE_DAYS" },
        { ...line, field: "REVIEW_SAMPLE_PER_MILLE" },
      ],
    })
  })

  it("is told to the privacy officer and the auditor: since when the term of the trail is 48 months, and what it was before", async () => {
    await starts(kept(60))
    await starts(kept(48))
    for (const who of [await house.officer(), await auditorOf(house)]) {
      const [newest, first] = (await settingsOf(who)).filter(({ name }) => name === "TRAIL_TERM_MONTHS")
      expect(newest).toMatchObject({ value: "48", before: "60" })
      expect(first).toMatchObject({ value: "60", before: null })
      expect(Date.parse(newest.recordedAt)).toBeGreaterThan(Date.parse(first.recordedAt))
    }
  })

  it("stands with its event in the trail, where the officer comes upon it", async () => {
    await starts(kept(60))
    await starts(kept(12))
    const officer = await house.officer()
    const { trailEvents } = await officer.get(
      "query ($since: DateTime!) { trailEvents(filter: { action: SETTINGS_CHANGED, recordedFrom: $since }, first: 1) { nodes { actorKind job settings { name before value } sights { field action } } } }",
      { since: new Date(Date.now() - 60_000).toISOString() },
    )
    expect(trailEvents.nodes).toEqual([
      {
        actorKind: "JOB",
        job: "starting",
        settings: [{ name: "TRAIL_TERM_MONTHS", before: "60", value: "12" }],
        sights: [{ field: "TRAIL_TERM_MONTHS", action: "SETTINGS_CHANGED" }],
      },
    ])
  })

  it("is nothing to those who handle cases or administer accounts, and asking for it is in the trail", async () => {
    for (const role of ["CONSULTANT", "TEAM_LEAD", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])
      expect([role, await settingsOf(await house.employee({ role }))]).toEqual([role, []])
    const officer = await house.officer()
    await settingsOf(officer)
    const [event] = await house.rows<any>("select actions from trail_event where actor_id = $1", [officer.id])
    expect(event).toEqual({ actions: ["settings.listed"] })
  })
})

describe("several nodes", () => {
  it("that start together with the same settings make one event", async () => {
    await Promise.all(Array.from({ length: 6 }, () => starts(kept(60))))
    expect(await said()).toHaveLength(2) // the house's own start, and theirs
    expect((await said())[0]).toContain("TRAIL_TERM_MONTHS - 60")
  })

  it("that are set otherwise make one each time that one of them starts, so that it is seen", async () => {
    for (const months of [60, 48, 60, 48]) await starts(kept(months))
    expect((await said()).slice(0, 3)).toEqual([
      ["TRAIL_TERM_MONTHS 60 48"],
      ["TRAIL_TERM_MONTHS 48 60"],
      ["TRAIL_TERM_MONTHS 60 48"],
    ])
  })

  it("are compared in the order in which they were noted, though a clock went back between them", async () => {
    await starts(kept(60))
    await house.rows("update trail_setting set recorded_at = recorded_at + interval '1 hour'")
    await starts(kept(48))
    const count = (await said()).length
    await starts(kept(48))
    expect(await said()).toHaveLength(count)
  })
})

describe("whose tokens are believed", () => {
  it("is noted as it is, where it is an address", async () => {
    await starts()
    await starts({ tokens: { issuer: "https://login.elsewhere.example", audience: "woonrust" } })
    expect((await said())[0]).toEqual(["OIDC_ISSUER https://login.example.org/thuis https://login.elsewhere.example"])
  })

  it.each(["https://user:geheim@login.example.org", "https://login.example.org?key=geheim", "Dhr. Jansen, geheim"])(
    "is noted by its hash where it could be a secret or a sentence: %s",
    async (issuer) => {
      await starts()
      await starts({ tokens: { issuer, audience: "woonrust" } })
      const [[change = ""] = []] = await said()
      expect(change).toMatch(/^OIDC_ISSUER \S+ sha256:[0-9a-f]{64}$/)
      const [{ text } = { text: "" }] = await house.rows<{ text: string }>("select string_agg(t::text, ' ') as text from trail_setting t") // prettier-ignore
      expect(text).not.toContain("geheim")
    },
  )
})

describe("the history of settings", () => {
  it("is sealed with its events: what somebody changes of them is found", async () => {
    await starts(kept(60))
    await starts(kept(48))
    const sealed = await Sealed.of(house)
    try {
      await sealed.seal()
      expect(await sealed.verdict()).toMatchObject({ ok: true })
      await house.rows("update trail_event set settings = '{TRAIL_TERM_MONTHS 60 59}' where settings = '{TRAIL_TERM_MONTHS 60 48}'") // prettier-ignore
      expect(await sealed.verdict()).toMatchObject({ ok: false })
    } finally {
      await sealed.close()
    }
  })

  it.each([
    ["a change is missing", "delete from trail_setting where value = '48'", "1 missing, 0 added"],
    ["a value was never set", "update trail_setting set value = '59' where value = '48'", "1 missing, 1 added"],
    ["a change never was", "insert into trail_setting (event_id, name, value) values (gen_random_uuid(), 'REVIEW_DUE_DAYS', '1')", "0 missing, 1 added"],
    ["what was before is not what was", "update trail_setting set before = '36' where value = '48'", "1 missing, 1 added"],
  ])("is held against the trail by each export and by the doctor: where %s they tell", async (_what, act, said) => {
    await starts(kept(60))
    await starts(kept(48))
    expect((await examine(house.database.ownerUrl)).lookups).toEqual([])
    await house.rows(act)
    expect((await examine(house.database.ownerUrl)).lookups).toEqual([
      `the settings that were noted are not what the trail says: ${said}`,
    ])
  }) // prettier-ignore

  it("is appended to by the function alone: no serving role writes, changes or removes a line", async () => {
    for (const role of ["staff", "officer", "keeper"] as const)
      for (const sql of [
        "insert into trail_setting (event_id, name, value) values (gen_random_uuid(), 'TRAIL_TERM_MONTHS', '1')",
        "update trail_setting set value = '1'",
        "delete from trail_setting",
      ])
        await expect(connectedAs(house, role, (client) => client.query(sql))).rejects.toMatchObject({ code: "42501" })
  })
})

it("the service does not start where a changed setting cannot be written into the trail, and notes nothing", async () => {
  await house.rows("alter table trail_sight add constraint spec_full check (action <> 'settings.changed') not valid")
  const before = await house.rows("select id from trail_setting")
  const folder = await mkdtemp(join(tmpdir(), "woonrust-settings-"))
  await mkdir(join(folder, "heads"))
  const sealing = { origin: "woonrust/spec", keyFile: join(folder, "key.pem"), anchors: join(folder, "heads") }
  await ensureKey(sealing.origin, sealing.keyFile)
  try {
    await expect(house.another({ sealing: { ...sealing, termMonths: 1 } })).rejects.toThrow(/answers 23514/)
    expect(await house.rows("select id from trail_setting")).toEqual(before)
    await house.rows("alter table trail_sight drop constraint spec_full")
    await (await house.another({ sealing: { ...sealing, termMonths: 1 } })).stop()
    expect((await said())[0]).toEqual(["TRAIL_TERM_MONTHS - 1"])
  } finally {
    await rm(folder, { recursive: true })
  }
})

it("a service that stood still for months starts, and has a month to write into", async () => {
  const months = await house.rows<{ name: string }>("select relid::text as name from pg_partition_tree('trail_event') where isleaf union all select relid::text from pg_partition_tree('trail_sight') where isleaf") // prettier-ignore
  for (const { name } of months) await house.rows(`drop table ${name}`)
  await house.restart({ reviewing: usual })
  expect((await said())[0]).toContain("REVIEW_DUE_DAYS - 7")
})

it("a setting has a name that is known: the role that notes them cannot make one up, and have a name of its own stand in the trail", async () => {
  const before = await told()
  for (const name of ["MEVROUW_JANSEN_DORPSSTRAAT_1", "PORT", ""])
    await expect(keeper.query("select note_settings($1)", [{ [name]: "1" }])).rejects.toMatchObject({
      code: "23514",
      constraint: "trail_setting_known",
    })
  expect(await told()).toEqual(before)
})

it("the names that the database knows are those of the settings that the service notes; whoever adds one adds it there by a migration", async () => {
  const [{ check } = { check: "" }] = await house.rows<{ check: string }>("select pg_get_constraintdef(oid) as check from pg_constraint where conname = 'trail_setting_known'") // prettier-ignore
  const known = [...check.matchAll(/'([^']*)'/g)].map(([, name]) => name ?? "")
  const described = [...describeConfig().matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? "")
  expect(known.sort()).toEqual(described.filter((name) => !(name in unnoted)).sort())
  await starts({ ...kept(60), reviewing: usual })
  expect(await house.rows('select name from trail_setting group by name order by name collate "C"')).toEqual(
    known.map((name) => ({ name })),
  )
})

it("every setting is noted when it changes, or stands in the list of those that are not, with the reason", () => {
  const all = [...describeConfig().matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? "")
  const noted = ["OIDC_ISSUER", "OIDC_AUDIENCE", "TRAIL_TERM_MONTHS", ...Object.keys(reviewSettings)]
  expect([...noted, ...Object.keys(unnoted)].sort()).toEqual([...all].sort())
})
