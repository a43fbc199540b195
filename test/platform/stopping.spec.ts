import { once } from "node:events"
import { type Socket, connect } from "node:net"
import pg from "pg"
import { until } from "../records/support"
import type { Running } from "../../src/server"
import { type Colleague, House } from "../support/house"

let house: House
let sanne: Colleague
let node: Running
let lock: pg.Client
beforeEach(async () => {
  house = await House.open()
  sanne = await house.employee()
  lock = new pg.Client({ connectionString: house.database.ownerUrl })
  await lock.connect()
})
afterEach(async () => {
  await lock.end()
  await house.close()
})

const ask = (): Promise<Response> =>
  fetch(`http://127.0.0.1:${node.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${sanne.token}` },
    body: JSON.stringify({ query: "{ cases { totalCount } }" }),
  })

/** A request that the node has begun with, and that does not end before the lock is let go. */
async function held(): Promise<{ answer: Promise<Response> }> {
  await lock.query("begin; lock table case_file in access exclusive mode")
  const answer = ask()
  answer.catch(() => undefined)
  await until(house, "exists (select from pg_locks where relation = 'case_file'::regclass and not granted)")
  return { answer }
}

/** A connection on which nothing is said. */
async function silent(): Promise<Socket> {
  const socket = connect(node.port, "127.0.0.1")
  await once(socket, "connect")
  return socket
}

/** Until nobody is let in any more. */
async function closed(): Promise<void> {
  for (;;) {
    const refused = await silent().then((socket) => (socket.destroy(), false), () => true) // prettier-ignore
    if (refused) return
  }
}

describe("a service that is told to stop", () => {
  it("lets what is in flight end with its answer, and says that the connection ends with it", async () => {
    node = await house.another({ stopping: { pause: 0, drain: 60 } })
    const { answer } = await held()
    const stopped = node.stop()
    await closed()
    await lock.query("rollback")
    const { status, headers } = await answer
    expect([status, headers.get("connection")]).toEqual([200, "close"])
    await stopped
  })

  it("cuts off what takes longer than it is given", async () => {
    node = await house.another({ stopping: { pause: 0, drain: 0 } })
    const { answer } = await held()
    const stopped = node.stop()
    await expect(answer).rejects.toThrow("fetch failed")
    await lock.query("rollback")
    await stopped
  })

  it("waits for no connection on which nobody waits for an answer", async () => {
    node = await house.another({ stopping: { pause: 0, drain: 60 } })
    const never = await silent()
    const before = connect(node.port, "127.0.0.1")
    before.write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
    await once(before, "data")
    await node.stop()
    for (const socket of [never, before]) socket.destroy()
  })
})
