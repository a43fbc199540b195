import pg from "pg"
import { readSealed } from "../../src/audit/sealing/handed"
import { Sealer } from "../../src/audit/sealing/sealer"
import { Anchoring } from "../../src/audit/sealing/anchoring"
import { connectedAs } from "../permissions/support"
import type { Colleague, House } from "../support/house"
import { type Sealed, origin, sealedScene } from "./sealed"
import { signerAt } from "./signers"

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
  const opening = (actions: string) =>
    `select open_request('${consultant.id}', 'CONSULTANT', now(), '${actions}', 'DONE', null, null, null, null, null, null, null, null, null)`
  const line = (column: string, value: string) => {
    const lists = ["case_ids", "party_ids", "person_ids", "types", "categories", "grant_ids", "employee_ids"]
    const values = new Map([["field", "'f'"], ...lists.map((list) => [list, "'{}'"] as const), [column, value]])
    return [
      opening("{case.listed}"),
      `insert into trail_sight (event_id, position, action, activity, activity_version, purpose, legal_basis, ${[...values.keys()].join(", ")})
       select event_id, 0, 'case.listed', 'a', 1, 'p', 'l', ${[...values.values()].join(", ")} from scope where xact = pg_current_xact_id()`,
    ]
  }

  it.each([
    ...["case_ids", "party_ids", "person_ids", "types", "categories", "grant_ids", "employee_ids"].map(
      (list) => [`names nothing among ${list}`, list, "'{NULL}'", "row-level security"] as const,
    ),
    [
      "names more cases than any request serves",
      "case_ids",
      "array(select gen_random_uuid() from generate_series(1, 160000))",
      "row-level security",
    ],
    ["writes at any length", "field", "repeat('x', 101)", "too long"],
  ] as const)("%s in vain, so that nothing holds up the seal", async (_what, column, value, refused) => {
    await as("staff", ...line(column, column === "field" ? "'g'" : "'{}'"))
    await expect(as("staff", ...line(column, value))).rejects.toThrow(refused)
    await sealed.seal()
    expect(await sealed.verdict()).toMatchObject({ ok: true, unsealed: 0 })
  })

  it("says no action that is none in vain, so that the officer can read every event", async () => {
    await expect(as("staff", opening("{case.listed,NULL}"))).rejects.toThrow("check constraint")
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
  await house.rows(`create function spec_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.05); return new; end $$;
    create trigger spec_slow before insert on trail_leaf for each row when (new.kind = 'EVENT') execute function spec_slow()`)
  const hurried = new pg.Pool({ connectionString: house.database.urls.keeper, options: "-c statement_timeout=250" })
  hurried.on("error", () => undefined) // a connection that ends with its database
  try {
    const signer = await signerAt(origin, `${sealed.folder}/key.pem`)
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
