import pg from "pg"
import { readSealed } from "../../src/audit/sealing/handed"
import { Sealer } from "../../src/audit/sealing/sealer"
import { openSigner } from "../../src/audit/sealing/signer"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { connectedAs } from "../permissions/support"
import type { Colleague, House } from "../support/house"
import { type Sealed, origin, sealedScene } from "./sealed"

// Who holds a role of the database, and asks it without the service.

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

const as = (role: "keeper" | "staff", ...statements: readonly string[]): Promise<void> =>
  connectedAs(house, role, async (client) => {
    for (const statement of [...statements, "commit"]) await client.query(statement)
  })

describe("whoever seals by hand", () => {
  it.each([
    ["makes leaves without a head over them", "select seal_events(4000, 0)", "as many leaves as the tree says"],
    ["puts them before the first leaf", "select seal_events(4000, -1000000)", "so much to say"],
    ["puts them far behind the last leaf", "select seal_events(4000, 100000)", "so much to say"],
  ])("%s in vain", async (_what, statement, refused) => {
    await sealed.seal()
    await look()
    await sealed.sealable()
    await expect(as("keeper", statement)).rejects.toThrow(refused)
    await sealed.seal()
    expect(await sealed.verdict()).toMatchObject({ ok: true, unsealed: 0 })
  })

  it("signs for no leaf that is not there", async () => {
    await sealed.seal()
    const [tree] = await house.rows<{ size: string }>("select size from trail_tree")
    const size = Number(tree?.size)
    const grown = (to: number) =>
      `select grow_tree('{"from":${size},"size":${to},"epoch":1,"note":"x","frontier":[],"leaves":[]}')`
    await expect(as("keeper", grown(size + 1))).rejects.toThrow("as many leaves as the tree grows by")
    await expect(as("keeper", grown(size))).rejects.toThrow("does not grow")
  })
})

describe("whoever writes into her own event by hand", () => {
  const line = (cases: string, persons: string, field = "'f'") => [
    `select open_request('${consultant.id}', 'CONSULTANT', now(), '{case.listed}', 'DONE', null, null, null, null, null, null, null, null, null)`,
    `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids, party_ids, person_ids,
       types, categories) select event_id, 0, ${field}, 'case.listed', 'a', 1, 'p', 'l', ${cases}, '{}', ${persons}, '{}', '{}'
     from scope where xact = pg_current_xact_id()`,
  ]

  it.each([
    ["names nobody among persons", "'{}'", "'{NULL}'", undefined],
    ["names no case among cases", "'{NULL}'", "'{}'", undefined],
    [
      "names more cases than any request serves",
      "array(select gen_random_uuid() from generate_series(1, 160000))",
      "'{}'",
      undefined,
    ],
    ["writes at any length", "'{}'", "'{}'", "repeat('x', 101)"],
  ])("%s in vain, so that nothing holds up the seal", async (_what, cases, persons, field) => {
    await expect(as("staff", ...line(cases, persons, field))).rejects.toThrow(/row-level security|too long/)
    await sealed.seal()
    expect(await sealed.verdict()).toMatchObject({ ok: true, unsealed: 0 })
  })
})

it("no event is sealed twice, wherever the tree says that it stands", async () => {
  await look()
  await sealed.seal()
  await house.rows("update trail_tree set sealed_xact = '0'")
  await expect(sealed.sealer.round()).rejects.toThrow("trail_leaf_event")
})

it("a batch that takes longer than the database allows is sealed in smaller ones", async () => {
  for (let nth = 0; nth < 8; nth++) await look()
  await house.rows(`create function spec_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return new; end $$;
    create trigger spec_slow before insert on trail_leaf for each row when (new.kind = 'EVENT') execute function spec_slow()`)
  const hurried = new pg.Pool({ connectionString: house.database.urls.keeper, options: "-c statement_timeout=500" })
  hurried.on("error", () => undefined) // a connection that ends with its database
  try {
    const signer = await openSigner(origin, `${sealed.folder}/key.pem`)
    const sealer = new Sealer(hurried, signer, new Anchoring(hurried, sealed.anchors))
    let [rounds, events] = [0, 0]
    while (events < 8 && rounds++ < 30) events += (await sealer.round().catch(() => undefined))?.events ?? 0
    expect(events).toBeGreaterThanOrEqual(8)
  } finally {
    await hurried.end()
    await house.rows("drop trigger spec_slow on trail_leaf; drop function spec_slow")
  }
})

it.each([
  ["fewer commitments than events", '{"commitments":"","lags":[1]}'],
  [
    "more events than were asked for",
    JSON.stringify({ commitments: Buffer.alloc(96).toString("base64"), lags: [1, 2, 3] }),
  ],
])("an answer of %s is a contradiction", (_what, answer) => {
  expect(() => readSealed(answer, 2)).toThrow("does not fit")
})
