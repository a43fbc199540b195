import { cp, mkdtemp, readFile } from "node:fs/promises"
import { join } from "node:path"
import { exportTrail, tellExported, verifyFolder } from "../../src/audit/verifying"
import { examine } from "../../src/doctor"
import { openCase } from "../cases/support"
import type { Colleague, House } from "../support/house"
import { type Sealed, sealedScene } from "./sealed"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
  await openCase(consultant)
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

async function grow(): Promise<void> {
  await consultant.get("{ cases { nodes { id title } } }")
  await sealed.seal()
}

const place = (): Promise<string> => mkdtemp(join(sealed.folder, "folder-"))
async function exported(): Promise<string> {
  await grow()
  const to = await place()
  await exportTrail(house.database.ownerUrl, to)
  return to
}
const heads = (): string => join(sealed.folder, "heads")

describe("an export that is gone on with", () => {
  const lines = async (folder: string): Promise<string[]> => (await readFile(join(folder, "trail.jsonl"), "utf8")).split("\n") // prettier-ignore

  it("has what came since, and is whole", async () => {
    const to = await exported()
    const before = (await lines(to)).length
    await grow()
    await exportTrail(house.database.ownerUrl, to)
    expect((await lines(to)).length).toBeGreaterThan(before)
    expect(await verifyFolder(to, { heads: heads() })).toMatchObject({ ok: true, newer: 0 })
  })

  it("is made anew where events went since, so that these are not kept in it", async () => {
    await sealed.expired(2)
    await sealed.seal()
    const to = await exported()
    await sealed.sealer.prune(60)
    await grow()
    await exportTrail(house.database.ownerUrl, to)
    expect(await verifyFolder(to, { heads: heads() })).toMatchObject({ ok: true, pruned: 2 })
    expect((await lines(to)).some((line) => line.includes('"recorded_at":"2020-01'))).toBe(false)
  })

  it("is refused where its last leaf is not the one in the database", async () => {
    const to = await exported()
    const restore = await sealed.backup()
    await grow()
    const ahead = await place()
    await cp(to, ahead, { recursive: true })
    await exportTrail(house.database.ownerUrl, ahead)
    await restore()
    await expect(exportTrail(house.database.ownerUrl, ahead)).rejects.toThrow("is not the one in the database")
    await exportTrail(house.database.ownerUrl, to)
  })
})

describe("a leaf that its owner tampered with", () => {
  beforeEach(grow)

  const leaf = (which: string): Promise<{ index: string; event_id: string }[]> =>
    house.rows(`select index, event_id from trail_leaf where event_id is not null order by index ${which} limit 1`)
  const numbers = async (folder: string): Promise<number[]> =>
    (await readFile(join(folder, "trail.jsonl"), "utf8"))
      .split("\n")
      .flatMap((line) => /^\{"leaf":(\d+),/.exec(line)?.[1] ?? [])
      .map(Number)

  /** The owner of a table is bound by no check that she can take away. */
  const unchecked = (): Promise<unknown> =>
    house.rows(`do $$ declare v_name text; begin
      for v_name in select conname from pg_constraint where conrelid = 'trail_leaf'::regclass and contype = 'c' loop
        execute format('alter table trail_leaf drop constraint if exists %I', v_name);
      end loop; end $$`)

  it("and moved before the first does not hide its event", async () => {
    await unchecked()
    // Seen, but not sealed: no leaf is missing between others.
    await consultant.get("{ cases { nodes { id title } } }")
    await house.rows(`insert into trail_leaf (index, kind, event_id, recorded_at, nonce, commitment)
      select -5, 'EVENT', id, recorded_at, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex') from trail_event e
      where not exists (select from trail_leaf l where l.event_id = e.id) and recorded_at = (select max(recorded_at) from trail_event)`)
    await house.rows(
      "update trail_tree t set sealed_xact = e.xact, sealed_id = e.id from trail_leaf l join trail_event e on e.id = l.event_id where l.index = -5",
    )
    expect((await sealed.verdict()).fault).toMatch(/^the event .* was added: no leaf speaks of it/)
  })

  it("and took away is named, and each of the others is written once", async () => {
    const to = await place()
    const [gone] = await leaf("desc offset 1")
    await house.rows("delete from trail_leaf where index = $1", [gone?.index])
    // Twice: the second goes on with the first.
    for (let nth = 0; nth < 2; nth++) {
      await exportTrail(house.database.ownerUrl, to)
      const found = await numbers(to)
      expect(new Set(found).size).toBe(found.length)
      expect(found).not.toContain(Number(gone?.index))
      expect((await verifyFolder(to, { heads: heads() })).fault).toMatch(`leaf ${gone?.index} is missing`)
    }
  })

  it("and moved far behind the last is exported there, and the export ends", async () => {
    const [last] = await leaf("desc")
    await house.rows("update trail_leaf set index = 9000000 where index = $1", [last?.index])
    const to = await place()
    await exportTrail(house.database.ownerUrl, to)
    expect((await numbers(to)).at(-1)).toBe(9_000_000)
    expect((await verifyFolder(to)).fault).toMatch(`leaf ${last?.index} is missing: leaf 9000000 stands in its place`)
  })

  it("does not say itself what an event said that is gone", async () => {
    await unchecked()
    const [{ index, event_id: id } = { index: "", event_id: "" }] = await leaf("desc")
    await house.rows(
      `update trail_leaf l set content = leaf_said(event_said(e, sights_said(e)), grants_said(e))::jsonb -> 'said'
       from trail_event e where e.id = l.event_id and l.index = $1`,
      [index],
    )
    await house.rows("delete from trail_sight where event_id = $1", [id])
    await house.rows("delete from trail_event where id = $1", [id])
    expect((await sealed.verdict()).fault).toBe(`what leaf ${index} speaks of is missing`)
  })
})

describe("the look-ups of the trail", () => {
  beforeEach(grow)

  const told = async (): Promise<{ lines: readonly string[]; code: number }> =>
    tellExported(await exportTrail(house.database.ownerUrl, await place()))

  it("say what was seen", async () => {
    expect(await told()).toMatchObject({ code: 0 })
    expect((await examine(house.database.ownerUrl)).lookups).toEqual([])
  })

  it.each([
    [
      "a case that was seen is missing",
      "delete from trail_by_case where (case_id, event_id) = (select case_id, event_id from trail_by_case limit 1)",
      "by case is not what was seen: 1 missing, 0 added",
    ],
    [
      "a case leads to an event that did not see it",
      "insert into trail_by_case select gen_random_uuid(), recorded_at, event_id, '{}', '{}' from trail_by_case limit 1",
      "by case is not what was seen: 0 missing, 1 added",
    ],
    [
      "a person leads to an event that there is not",
      "insert into trail_by_person values (gen_random_uuid(), now(), gen_random_uuid())",
      "by person is not what was seen: 0 missing, 1 added",
    ],
    [
      "a person that was seen is missing",
      "update trail_sight set person_ids = array[gen_random_uuid()] where field = 'cases' and cardinality(case_ids) > 0",
      "by person is not what was seen: 1 missing, 0 added",
    ],
  ])("are told of where %s", async (_what, act, said) => {
    await house.rows(act)
    const { lines, code } = await told()
    expect(code).toBe(3)
    expect(lines.join("\n")).toContain(said)
    expect((await examine(house.database.ownerUrl)).lookups.join("\n")).toContain(said)
  })
})
