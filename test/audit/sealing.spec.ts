import { connectedAs } from "../permissions/support"
import { type Json, canonical } from "../../src/audit/sealing/canonical"
import { openCase } from "../cases/support"
import type { Colleague, House } from "../support/house"
import { type Sealed, sealedScene } from "./sealed"
import { signerAt } from "./signers"

let house: House
let sealed: Sealed
let consultant: Colleague
beforeEach(async () => {
  ;({ house, sealed, consultant } = await sealedScene())
})
afterEach(async () => {
  await sealed.close()
  await house.close()
})

const look = (): Promise<unknown> => consultant.get("{ cases { nodes { id title } } }")
/** But for that of the export that is looked at, which is later than what it shows. */
const eventsWritten = async (): Promise<number> =>
  Number((await house.rows<{ count: string }>("select count(*) from trail_event where job is distinct from 'trail export'"))[0]?.count) // prettier-ignore

describe("the trail", () => {
  it("is sealed event by event, and an export of it verifies", async () => {
    await openCase(consultant)
    await sealed.seal()
    await look()
    await sealed.seal()
    const events = await eventsWritten()
    expect(await sealed.verdict()).toMatchObject({
      ok: true,
      fault: undefined,
      events,
      leaves: events + 1,
      epochs: 1,
      unsealed: 0,
    })
  })

  it("says by which grants whoever looked had come to a case", async () => {
    const { id } = await openCase(consultant)
    await look()
    await sealed.seal()
    const found = await house.rows<{ routes: string[]; grants: number }>(
      `select b.routes, cardinality(b.grant_ids) as grants from trail_by_case b join trail_event e on e.id = b.event_id
       where b.case_id = $1 and 'case.listed' = any (e.actions)`,
      [id],
    )
    expect(found).toEqual([{ routes: ["ASSIGNMENT", "TEAM"], grants: 2 }])
  })

  it("says by which grants at the moment of each look, though some ended before it was sealed", async () => {
    const { id } = await openCase(consultant)
    await sealed.seal()
    await look()
    await house.rows("update case_grant set valid_until = now() where case_id = $1 and route = 'TEAM'", [id])
    await look()
    await sealed.seal()
    const found = await house.rows<{ routes: string[] }>(
      `select b.routes from trail_by_case b join trail_event e on e.id = b.event_id
       where b.case_id = $1 and 'case.listed' = any (e.actions) order by e.recorded_at`,
      [id],
    )
    expect(found).toEqual([{ routes: ["ASSIGNMENT", "TEAM"] }, { routes: ["ASSIGNMENT"] }])
  })

  it("is sealed in the one text that RFC 8785 knows, whatever a client calls itself", async () => {
    const client = 'quote " back \\ slash / tab \t line \n bell \u0007 delete \u007f é 😀 \u2028'
    await house.rows(
      "insert into trail_event (actor_kind, job, client, actions, outcome) values ('JOB', 'odd', $1, '{house.kept}', 'DONE')",
      [client],
    )
    await look()
    await sealed.seal()
    const texts = (await sealed.copy()).lines.map((line) => /"sealed":(\{[^]*\})\}$/.exec(line)?.[1] ?? "")
    expect(texts.map((text) => canonical(JSON.parse(text) as Json))).toEqual(texts)
    expect(
      texts.map((text) => (JSON.parse(text) as { said: { event?: { client?: string } } }).said.event?.client),
    ).toContain(client)
  })

  it.each([
    { table: "trail_event", text: "event_said", besides: ["xact"] },
    { table: "trail_sight", text: "sight_said", besides: ["event_id", "recorded_at"] },
  ])("has each column of $table in what is sealed", async ({ table, text, besides }) => {
    const query = `select a.attname as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
      and not exists (select from pg_proc p where p.proname = $2 and p.prosrc like '%"' || a.attname || '":%') order by 1`
    const missing = await house.rows<{ name: string }>(query, [table, text])
    expect(missing.map(({ name }) => name)).toEqual(besides)
  })

  it("does not pass over an event that is committed late", async () => {
    await look()
    await sealed.seal()
    const late = await house.database.admin.connect()
    try {
      await late.query("begin")
      await late.query(
        "insert into trail_event (actor_kind, job, actions, outcome) values ('JOB', 'late', '{house.kept}', 'DONE')",
      )
      await look()
      expect(await sealed.round()).toBe(0)
      await late.query("commit")
    } finally {
      late.release()
    }
    expect(await sealed.seal()).toBe(2)
    expect(await sealed.verdict()).toMatchObject({ ok: true, events: await eventsWritten() })
  })

  it("is sealed once, however many nodes seal it", async () => {
    const nodes = [sealed.sealer, await sealed.another(), await sealed.another()]
    for (let round = 0; round < 10; round++) await Promise.all([look(), look(), ...nodes.map((node) => node.round())])
    await sealed.seal()
    expect(await sealed.verdict()).toMatchObject({ ok: true, events: await eventsWritten(), unsealed: 0 })
  })

  it("is sealed by another node when the connection of the one that seals is cut", async () => {
    await look()
    const stuck = await sealed.keeper.connect()
    stuck.on("error", () => undefined)
    await stuck.query("begin")
    await stuck.query("select take_tree()")
    const other = await sealed.another()
    expect(await other.round()).toBeUndefined()
    const [{ pid } = { pid: 0 }] = (await stuck.query<{ pid: number }>("select pg_backend_pid() as pid")).rows
    await house.rows("select pg_terminate_backend($1, 5000)", [pid])
    stuck.release(true)
    sealed.sealer = other
    expect(await sealed.seal()).toBeGreaterThan(0)
    expect(await sealed.verdict()).toMatchObject({ ok: true, events: await eventsWritten() })
  })

  it("tells of what a restore from a backup lost", async () => {
    await look()
    await sealed.seal()
    const restore = await sealed.backup()
    await look()
    await look()
    await sealed.seal()
    await restore()
    await look()
    await sealed.seal()
    const { leaves, ...verdict } = await sealed.verdict()
    expect(verdict).toMatchObject({ ok: true, fault: undefined, epochs: 2, events: await eventsWritten() })
    const [lost] = verdict.lost
    expect(lost).toEqual({ from: leaves - 2, until: leaves, epoch: 2 })
  })

  it("goes on in another cluster, which counts its transactions anew", async () => {
    await look()
    await sealed.seal()
    await house.rows("update trail_event set xact = '90000000000'")
    await house.rows(
      "update trail_tree set sealed_xact = '90000000000', sealed_id = (select max(id::text)::uuid from trail_event)",
    )
    await look()
    await sealed.seal()
    await look()
    expect(await sealed.seal()).toBe(1)
    expect(await sealed.verdict()).toMatchObject({ ok: true, events: await eventsWritten(), unsealed: 0 })
  })
})

describe("the key of the trail", () => {
  it("signs for the one that follows it", async () => {
    await look()
    await sealed.seal()
    await sealed.rotateKey()
    sealed.sealer = await sealed.another()
    await look()
    expect(await sealed.seal()).toBe(1)
    expect(await sealed.verdict()).toMatchObject({ ok: true, fault: undefined })
  })

  it("cannot be replaced by one that it did not sign for", async () => {
    await look()
    await sealed.seal()
    await look()
    await expect((await sealed.another("foreign.pem")).round()).rejects.toThrow("the key before did not sign for it")
    expect(await sealed.seal()).toBe(1)
  })

  it("is not believed when another one is known", async () => {
    await look()
    await sealed.seal()
    const foreign = await signerAt("woonrust/spec", `${sealed.folder}/foreign.pem`)
    const verdict = await sealed.verdict({ trusted: [foreign.key] })
    expect(verdict).toMatchObject({
      ok: false,
      fault: expect.stringContaining("a key that nobody vouches for") as string,
    })
  })
})

describe("a head of the trail", () => {
  it("does not leave the database when the leaves were rewritten under it", async () => {
    await look()
    await sealed.seal()
    await look()
    let round = await sealed.sealer.round()
    while (!round?.events) round = await sealed.sealer.round()
    await house.rows(
      "update trail_leaf set commitment = sha256('another') where index = (select max(index) from trail_leaf)",
    )
    await expect(sealed.anchor(round.note ?? "")).rejects.toThrow("the leaves do not lead to the new head")
  })

  it("shows, when it was kept outside, that the tail was cut", async () => {
    await look()
    await sealed.seal()
    const cut = await sealed.backup()
    await look()
    await sealed.seal()
    await cut()
    expect(await sealed.verdict()).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/^the tail is cut/) as string,
    })
  })
})

describe("an event", () => {
  it("goes when its term is over, and a leaf says so", async () => {
    await sealed.expired(1)
    await look()
    await sealed.seal()
    const before = await eventsWritten()
    await sealed.sealer.prune(60)
    await sealed.seal()
    expect(await eventsWritten()).toBe(before - 1)
    expect(await sealed.verdict()).toMatchObject({
      ok: true,
      fault: undefined,
      pruned: 1,
      termMonths: 60,
      events: before - 1,
    })
  })

  it.each([-1, 0, 11])("does not go after %d months, whoever has the keeper's password asks for it", async (months) => {
    await sealed.expired(1)
    await sealed.seal()
    const before = await eventsWritten()
    await expect(connectedAs(house, "keeper", (client) => client.query("select expire_events($1)", [months]))).rejects.toThrow("a year at least") // prettier-ignore
    expect(await eventsWritten()).toBe(before)
  })

  it("stays while its term lasts", async () => {
    await sealed.expired(1)
    await sealed.seal()
    const before = await eventsWritten()
    const { size } = (await sealed.sealer.round()) ?? {}
    expect(await sealed.sealer.prune(1200)).toMatchObject({ size })
    expect(await eventsWritten()).toBe(before)
  })

  it("reads the same however its rows come to lie", async () => {
    const sight = (position: number): string =>
      `insert into trail_sight (event_id, recorded_at, position, field, action, activity, activity_version, purpose, legal_basis,
         case_ids, party_ids, person_ids, types, categories)
       select id, recorded_at, ${position}, 'kept', 'house.kept', 'housekeeping', 1, 'p', '6-1-c', '{}', '{}', '{}', '{}', '{}'
       from trail_event where job = 'two'`
    await house.rows(
      "insert into trail_event (actor_kind, job, actions, outcome) values ('JOB', 'two', '{house.kept}', 'DONE')",
    )
    for (const position of [0, 1]) await house.rows(sight(position))
    await sealed.seal()
    await house.rows("delete from trail_sight where position = 0 and field = 'kept'")
    await house.rows(sight(0))
    expect(await sealed.verdict()).toMatchObject({ ok: true, fault: undefined })
  })

  it("that was put there by somebody else is found", async () => {
    await look()
    await sealed.seal()
    await house.rows(
      `insert into trail_event (xact, actor_kind, job, actions, outcome) values ('5', 'JOB', 'forged', '{house.kept}', 'DONE')`,
    )
    expect(await sealed.verdict()).toMatchObject({
      ok: false,
      fault: expect.stringContaining("no leaf speaks of it") as string,
    })
  })
})
