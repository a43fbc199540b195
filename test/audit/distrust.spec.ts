import { mkdir, rm } from "node:fs/promises"
import { verify } from "../../src/audit/verifying/verify"
import type { Colleague, House } from "../support/house"
import { Owner } from "./owner"
import { type Sealed, sealedScene } from "./sealed"

// What the owner of the database can hand to the sealer, and the sealer does not sign.

let house: House
let sealed: Sealed
let owner: Owner
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
  owner = new Owner(house, sealed)
  await sealed.expired(1)
  await looked()
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

async function looked(): Promise<void> {
  await consultant.get("{ cases { nodes { id title } } }")
  await sealed.seal()
}

describe("the sealer", () => {
  it("signs nothing over a tree that was cut back and given another epoch, and the head outside stays", async () => {
    const size = await owner.size()
    await looked()
    const outside = await sealed.anchors.all()
    await owner.claim(size, 2)
    await expect(sealed.sealer.round()).rejects.toThrow("no head was signed over the tree")
    expect(await sealed.anchors.all()).toEqual(outside)
  })

  it("signs nothing over leaves that it did not append", async () => {
    const size = await owner.size()
    await owner.append("PRUNED", { ranges: [[1, 2]], before: "2021-01-01T00:00:00Z", months: 60 })
    await house.rows("update trail_tree set size = $1, frontier = $2", [
      size + 1,
      (await owner.frontierOver(size + 1)).hashes,
    ])
    await expect(sealed.sealer.round()).rejects.toThrow("no head was signed over the tree")
  })

  it("signs nothing over a state that was signed once, where another one of that size has left", async () => {
    const before = await sealed.backup()
    await consultant.get("{ cases { nodes { id title } } }")
    let round = await sealed.sealer.round()
    while (!round?.events) round = await sealed.sealer.round()
    const query = "select epoch, key, note, frontier from trail_tree"
    const [other] = await house.rows<{ epoch: number; key: string; note: string; frontier: Buffer[] }>(query)
    await before()
    await looked()
    expect(await owner.size()).toBe(round.size)
    await house.rows("update trail_tree set note = $1, frontier = $2", [other?.note, other?.frontier])
    await expect(sealed.sealer.round()).rejects.toThrow("does not continue the head over")
  })
})

describe("what the database makes a leaf of", () => {
  const said = "create or replace function leaf_said(p_event text, p_grants text) returns text language sql stable as"
  const forged = `'{"kind":"PRUNED","said":{"before":"2020-01-01T00:00:00Z","months":60,"ranges":[[1,2]]}}'`

  it("is an event, whatever the owner of the database has it say", async () => {
    const [own] = await house.rows<{ text: string }>("select prosrc as text from pg_proc where proname = 'leaf_said'")
    const text = String(own?.text)
    await house.rows(`${said} $$ select case when p_event like '%"job":"forged"%' then ${forged} else (${text}) end $$`)
    try {
      await house.rows(
        "insert into trail_event (actor_kind, job, actions, outcome) values ('JOB', 'forged', '{house.kept}', 'DONE')",
      )
      await sealed.seal()
      const { lines, notes } = await sealed.copy()
      expect(lines.at(-1)).toContain('"kind":"PRUNED"')
      // But for the kind each leaf says what it commits to, and the heads are signed by the key of the tree.
      expect(await verify({ lines, notes })).toMatchObject({
        ok: false,
        fault: expect.stringContaining("are not those that the head over them was signed for") as string,
      })
    } finally {
      await house.rows(`${said} $$ ${text} $$`)
    }
  })
})

describe("when the heads outside are gone", () => {
  beforeEach(async () => {
    await rm(`${sealed.folder}/heads`, { recursive: true })
    await mkdir(`${sealed.folder}/heads`)
  })

  it("a node that knew of them signs nothing", async () => {
    await expect(sealed.sealer.round()).rejects.toThrow("the heads that were kept there are gone")
  })

  it("a node that starts anew goes on, and tells of it", async () => {
    expect((await (await sealed.another()).round())?.notices).toEqual([{ what: "no-head-outside" }])
  })
})

describe("a head of a later epoch", () => {
  it("does not leave without a leaf that tells of a restore", async () => {
    const outside = await sealed.anchors.all()
    const note = await owner.signed(await owner.frontierOver(await owner.size()), 2)
    await expect(sealed.anchor(note)).rejects.toThrow("no leaf says that epoch 2 began with a restore")
    expect(await sealed.anchors.all()).toEqual(outside)
  })

  it("does not leave where the leaf names another head than the last one outside", async () => {
    const size = await owner.size()
    const root = Buffer.alloc(32).toString("base64")
    await owner.append("RESTORED", { epoch: 2, after: 1, from: size, until: size, size, root })
    const note = await owner.signed(await owner.frontierOver(size + 1), 2)
    await expect(sealed.anchor(note)).rejects.toThrow("no leaf says that epoch 2 began with a restore")
  })

  it("leaves once the sealer has said that the tables were restored, also when that head was not kept at first", async () => {
    const backup = await sealed.backup()
    await looked()
    await backup()
    await consultant.get("{ cases { nodes { id title } } }")
    let round = await sealed.sealer.round()
    expect(round?.notices).toContainEqual({ what: "restored", count: 1 })
    // The head of that round never left. The next one goes on in its epoch.
    while (!round?.events) round = await sealed.sealer.round()
    expect(round.epoch).toBe(2)
    await looked()
    expect((await sealed.anchors.last())?.epoch).toBe(2)
    expect(await sealed.verdict()).toMatchObject({ ok: true, fault: undefined })
  })
})

describe("that events went", () => {
  const forged = async (from: string, to: string): Promise<void> => {
    const query = "select pg_get_functiondef(oid) as text from pg_proc where proname = 'expire_events'"
    const [{ text } = { text: "" }] = await house.rows<{ text: string }>(query)
    expect(text).toContain(from)
    await house.rows(text.replace(from, to))
  }

  it.each([
    ["before their term was over", "make_interval(months => p_months)", "make_interval(months => -1)"],
    ["after another term than the sealer was given", "'months', p_months", "'months', 1"],
    [
      "that are newer than the term, by the heads outside",
      "'ranges', v_ranges",
      "'ranges', jsonb_build_array(jsonb_build_array(v_tree.size - 1, v_tree.size))",
    ],
  ])("is not signed where the database removes events %s, and they stay", async (_what, from, to) => {
    await looked()
    const count = "select count(*) from trail_event"
    const before = await house.rows(count)
    await forged(from, to)
    await expect(sealed.sealer.prune(60)).rejects.toThrow("events were removed before their term was over")
    expect(await house.rows(count)).toEqual(before)
  })
})
