import { cp, mkdtemp, readFile } from "node:fs/promises"
import { join } from "node:path"
import { exportTrail, tellExported, verifyFolder } from "../../src/audit/verifying"
import { examine } from "../../src/doctor"
import { openCase, scene } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { Sealed } from "./sealed"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeEach(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
  consultant = (await scene(house)).consultant
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
