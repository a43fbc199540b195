import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { ensureKey } from "../../src/audit/sealing"
import { exportTrail, verifyFolder } from "../../src/audit/verifying"
import { scene } from "../cases/support"
import { type Service, inPlainText, startService } from "../life/service"
import { build } from "../proofs/crash"
import { until } from "../records/support"
import { type Colleague, House } from "../support/house"
import { Sealed } from "./sealed"

jest.setTimeout(120_000)

let house: House
let folder: string
beforeAll(async () => {
  build()
  folder = await mkdtemp(join(tmpdir(), "woonrust-takeover-"))
  await mkdir(join(folder, "heads"))
  await ensureKey("woonrust/spec", join(folder, "key.pem"))
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  house = await House.open()
})
afterEach(() => house.close())

/** A node with the key and the folder of heads that all nodes share. */
const node = (name: string): Promise<Service> =>
  startService({
    ...{
      DATABASE_URL: inPlainText(house.database.urls.staff),
      OIDC_ISSUER: "http://127.0.0.1:1",
      NODE_ENV: "production",
    },
    ...{ DATA_DIR: join(folder, name), TRAIL_ORIGIN: "woonrust/spec" },
    ...{ TRAIL_KEY_FILE: join(folder, "key.pem"), TRAIL_ANCHORS: join(folder, "heads") },
  })

/** What a client has seen stands in the tree. */
async function looksAndIsSealed(who: Colleague): Promise<void> {
  await who.get("{ cases { nodes { id } } }")
  await until(
    house,
    `not exists (select from trail_event e where e.actor_id = '${who.id}'
      and not exists (select from trail_leaf l where l.event_id = e.id))`,
  )
}

describe("when a node is killed", () => {
  it("the other one seals what comes after, and no event is left out or in twice", async () => {
    const { consultant } = await scene(house)
    const [first, second] = await Promise.all([node("first"), node("second")])
    await looksAndIsSealed(consultant)
    await first.kill()
    await looksAndIsSealed(consultant)
    await second.stop()
    const to = await mkdtemp(join(folder, "export-"))
    await exportTrail(house.database.ownerUrl, to)
    const verdict = await verifyFolder(to, { heads: join(folder, "heads") })
    expect(verdict).toMatchObject({ ok: true, fault: undefined, epochs: 1, unsealed: 0 })
  })
})

describe("when a sealer's connection ends while it has the tree", () => {
  it("others left it alone until then, and the next one seals what it had taken", async () => {
    const { consultant } = await scene(house)
    await consultant.get("{ cases { nodes { id } } }")
    const sealed = await Sealed.of(house)
    const dying = new pg.Client({ connectionString: house.database.urls.keeper })
    dying.on("error", () => undefined)
    await dying.connect()
    try {
      await dying.query("begin")
      await dying.query("select take_tree()")
      expect(await sealed.sealer.round()).toBeUndefined()
      const socket = (dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream
      socket.destroy()
      await until(house, "not exists (select from pg_stat_activity where state = 'idle in transaction')")
      expect(await sealed.seal()).toBeGreaterThan(0)
    } finally {
      await sealed.close()
    }
  })
})
