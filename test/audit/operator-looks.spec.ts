import { mkdtemp, readFile, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { exportTrail, verifyFolder } from "../../src/audit/verifying"
import { examine, tellExamination } from "../../src/doctor"
import { enrol } from "../../src/staffing"
import { fileOf, logOf } from "../data-subjects/support"
import { House } from "../support/house"
import { Sealed } from "./sealed"

let house: House
let folder: string
beforeEach(async () => {
  house = await House.open()
  folder = await mkdtemp(join(tmpdir(), "woonrust-export-"))
})
afterEach(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})

/** What operators' commands left in the trail, each with its lines. */
const told = (command: string): Promise<any[]> =>
  house.rows<any>(
    `select e.actor_kind, e.actor_id, e.actions, e.outcome, (select json_agg(json_build_object('action', s.action, 'activity', s.activity,
        'types', s.types, 'cases', s.case_ids)) from trail_sight s where s.event_id = e.id) as sights
      from trail_event e where e.job = $1 order by e.recorded_at, e.id`,
    [command],
  )

const full = "alter table trail_event add constraint spec_full check (actor_kind <> 'OPERATOR') not valid"
const exported = (to = folder): ReturnType<typeof exportTrail> => exportTrail(house.database.ownerUrl, to)

describe("exporting the whole trail by the operator's tool", () => {
  const event = {
    actor_kind: "OPERATOR",
    actor_id: null,
    actions: ["trail.exported"],
    outcome: "DONE",
    sights: [{ action: "trail.exported", activity: "trail-review", types: ["TrailEvent", "TrailHead", "TrailSight"], cases: [] }], // prettier-ignore
  }

  it("stands in the trail, and does so again when it is gone on with", async () => {
    await exported()
    expect(await told("trail export")).toEqual([event])
    await exported()
    expect(await told("trail export")).toEqual([event, event])
  })

  it("is written down before anything is read: where that cannot be, nothing leaves", async () => {
    await house.rows(full)
    await expect(exported()).rejects.toThrow("spec_full")
    expect(await readdir(folder)).toEqual([])
  })

  it("is known though it was broken off", async () => {
    await house.rows("alter table trail_checkpoint rename to spec_gone")
    await expect(exported()).rejects.toThrow("trail_checkpoint")
    expect(await told("trail export")).toEqual([event])
  })

  it("of a running service verifies, and shows those that were made before", async () => {
    const { consultant } = await fileOf(house)
    const sealed = await Sealed.of(house)
    const verdict = async (): Promise<unknown> => {
      await exported()
      return await verifyFolder(folder, { heads: join(sealed.folder, "heads") })
    }
    const shown = async (): Promise<number> => (await readFile(join(folder, "trail.jsonl"), "utf8")).split('"trail.exported"').length // prettier-ignore
    await sealed.seal()
    expect(await verdict()).toMatchObject({ ok: true, unsealed: 0 })
    expect(await shown()).toBe(1)
    await consultant.get("{ cases { nodes { id } } }")
    expect(await verdict()).toMatchObject({ ok: true, unsealed: 2 })
    await sealed.seal()
    expect(await verdict()).toMatchObject({ ok: true, unsealed: 0 })
    expect(await shown()).toBeGreaterThan(2)
    await sealed.close()
  })

  it("is found by the privacy officer among what was done to the trail", async () => {
    await exported()
    const { trailEvents } = await (
      await house.officer()
    ).get(
      "query ($since: DateTime!) { trailEvents(filter: { action: TRAIL_EXPORTED, recordedFrom: $since }) { nodes { actorKind job } } }",
      { since: new Date(Date.now() - 60_000).toISOString() },
    )
    expect(trailEvents.nodes).toEqual([{ actorKind: "OPERATOR", job: "trail export" }])
  })
})

describe("the doctor", () => {
  const nobodyManages = "nobody manages"
  /** A case that nobody manages, as only the owner of the database can bring about. */
  async function left() {
    const file = await fileOf(house)
    await house.rows("alter table case_grant disable trigger user")
    await house.rows("update case_grant set valid_until = now() where case_id = $1", [file.case.id])
    await house.rows("alter table case_grant enable trigger user")
    return file
  }
  const said = async (more = ""): Promise<readonly string[]> =>
    tellExamination(await examine(house.database.ownerUrl + more)).lines

  it("stands in the trail with the cases that it names, and no others", async () => {
    await fileOf(house)
    const { case: dossier } = await left()
    expect(await said()).toContain(`${nobodyManages} ${dossier.reference}`)
    const line = { action: "house.examined", activity: "access-control", types: ["Case", "TrailEvent"] }
    expect(await told("doctor")).toEqual([
      {
        actor_kind: "OPERATOR",
        actor_id: null,
        actions: ["house.examined"],
        outcome: "DONE",
        sights: [{ ...line, cases: [dossier.id] }],
      },
    ])
  })

  it("stands in the trail where it finds nothing: it has looked at all there is", async () => {
    await fileOf(house)
    expect(await said()).toEqual(["all is well"])
    expect((await told("doctor")).map(({ sights }) => sights[0].cases as string[])).toEqual([[]])
  })

  it("is told to whom the case is about as a check, and no change", async () => {
    const { jansen } = await left()
    await said()
    const lines = await logOf(await house.officer(), jansen)
    expect(lines.map(({ role, acts }) => [role, acts])).toContainEqual([null, ["SUPERVISED"]])
  })

  it.each([
    ["the trail cannot be written", full, ""],
    ["the database is a standby, which can only be read", "select", "?options=-c%20default_transaction_read_only%3Don"],
    ["there is no function for it", "alter function record_operation rename to spec_gone", ""],
  ])(
    "where %s, names no case and tells no number: only that there is something to be mended",
    async (_what, broken, more) => {
      const { case: dossier } = await left()
      await house.rows(broken)
      const lines = await said(more)
      expect(lines).toContain(`${nobodyManages} some case`)
      expect(lines[0]).toContain("the trail cannot be written")
      expect(lines.at(-1)).toBe("there is something to be mended")
      expect(lines.join("\n")).not.toContain(dossier.reference)
      expect(await told("doctor")).toEqual([])
    },
  )

  it("tells how much is to be mended, where the trail says that it was told", async () => {
    await left()
    await left()
    expect((await said()).at(-1)).toBe("2 to be mended")
  })

  it("names no more cases at once than one event can, and says that there are more", async () => {
    const [first] = [await left(), await left()]
    const { lines, code } = tellExamination(await examine(house.database.ownerUrl, 1))
    expect([lines.length, code]).toEqual([2, 1])
    expect(lines[0]).toBe(`${nobodyManages} ${first.case.reference}`)
    expect(lines[1]).toMatch(/^1 to be mended, and more/)
    expect((await told("doctor")).map(({ sights }) => sights[0].cases as string[])).toEqual([[first.case.id]])
    expect((await said()).at(-1)).toBe("2 to be mended")
  })

  it("dates its event when it has looked, however long that took: by an event of minutes ago the trail would seem to be sealed late", async () => {
    await fileOf(house)
    await house.rows("alter function cases_without_manager rename to spec_before")
    await house.rows(
      "create function cases_without_manager() returns setof uuid language sql as 'select null::uuid from pg_sleep(1.5)'",
    )
    const [{ began } = { began: "" }] = await house.rows<{ began: string }>("select clock_timestamp()::text as began")
    await said()
    expect(
      await house.rows(
        "select recorded_at - $1::timestamptz > interval '1.5 s' as afterwards from trail_event where job = 'doctor'",
        [began],
      ),
    ).toEqual([{ afterwards: true }])
  })

  it("tells which transaction holds sealing up, and by what an operator finds it", async () => {
    const other = await house.database.admin.connect()
    await other.query("set application_name = 'night-export'; begin; create table held_open (id int)")
    const old = `insert into trail_event (recorded_at, actor_kind, job, actions, outcome)
      values (now() - interval '2 minutes', 'JOB', 'old', '{house.kept}', 'DONE')`
    await house.rows(old)
    const [session] = await house.rows<any>(
      "select pid, usename, datname from pg_stat_activity where application_name = 'night-export' and datname = current_database()",
    )
    const held = `sealing waits for a transaction that does not end: pid ${session.pid}, application night-export, user ${session.usename}, database ${session.datname}`
    // Others, of specs beside this one, may be older for a while.
    const comesTo = async (line: string): Promise<boolean> => {
      for (let tries = 0; tries < 40; tries++) {
        if ((await said()).includes(line)) return true
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      return false
    }
    expect(await comesTo(held)).toBe(true)
    await other.query("rollback")
    other.release()
    expect(await comesTo("all is well")).toBe(true)
  })

  it("goes on where something of the database is broken, and says what it could not ask", async () => {
    const { case: dossier } = await left()
    await house.rows("alter table review_item rename to spec_gone")
    const lines = await said()
    expect(lines).toContain(`${nobodyManages} ${dossier.reference}`)
    expect(lines).toContain("cannot be asked: nobody can judge an access to")
    expect(await told("doctor")).toHaveLength(1)
  })
})

describe("where a month of the trail is missing, it is made, and stands in the trail:", () => {
  const partitioned = ["trail_event", "trail_sight", "trail_by_case", "trail_by_person"]
  const newest = async (): Promise<string[]> =>
    (
      await house.rows<{ name: string }>(
        "select max(p.relid::text) as name from unnest($1::text[]) t, pg_partition_tree(t::regclass) p where p.isleaf group by t",
        [partitioned],
      )
    ).map(({ name }) => name)

  it.each<[string, string, () => Promise<unknown>]>([
    ["enrol", "employee.enrolled", () => enrol(house.database.ownerUrl, { subject: "tess", name: "Tess Kuipers", role: "CONSULTANT" })], // prettier-ignore
    ["trail export", "trail.exported", exported],
    ["doctor", "house.examined", () => examine(house.database.ownerUrl)],
  ])("%s", async (command, action, run) => {
    const months = await newest()
    for (const month of months) await house.rows(`drop table ${month}`)
    await run()
    expect((await newest()).sort()).toEqual(months.sort())
    const [event] = await told(command)
    expect(event.sights).toEqual([expect.objectContaining({ action })])
  })
})

/** What each command of the operator's tool leaves in the trail, or why it leaves nothing. Whoever adds one says so here. */
const commands: Readonly<Record<string, string>> = {
  migrate: "database.migrated",
  enrol: "employee.enrolled, and what else it changes; staff.viewed where it changes nothing",
  leave: "employee.term_changed, and case.listed with the cases of her desk",
  staff: "is the name of a group",
  list: "staff.listed, of employees and of teams",
  show: "staff.viewed",
  team: "is the name of a group",
  rename: "team.renamed",
  merge: "team.merged, and case.handed_over with the cases",
  end: "team.ended; staff.viewed where something hangs on it",
  doctor: "house.examined",
  trail: "is the name of a group",
  export: "trail.exported",
  verify: "nothing: it reads an export, and reaches no database",
  "rotate-key": "nothing: it reaches no database; the key that follows is a leaf of the tree",
  keys: "is the name of a group",
  make: "of a key nothing: it reaches no database, and the key is the first leaf of the tree; of a team team.made",
}

it("every command of the operator's tool is known, with what it leaves in the trail", async () => {
  const sources = ["cli", "staff-commands", "trail-commands"].map((name) => join(__dirname, `../../src/${name}.ts`))
  const texts = await Promise.all(sources.map((source) => readFile(source, "utf8")))
  const found = texts.flatMap((text) => [...text.matchAll(/\.command\("([^"]+)"\)/g)]).map(([, name]) => name)
  expect([...new Set(found)].sort()).toEqual(Object.keys(commands).sort())
})
