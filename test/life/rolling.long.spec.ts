import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { Balancer } from "./balancer"
import { Postgres } from "./postgres"
import { type Service, startIssuer, startService, woonrust } from "./service"

jest.setTimeout(180_000)

let given: Postgres
let issuer: Awaited<ReturnType<typeof startIssuer>>
beforeAll(async () => {
  given = await Postgres.start()
  await given.database("casework")
  await mkdir(join(given.folder, "heads"))
  const owner = { DATABASE_OWNER_URL: given.owner("casework") }
  await woonrust(["migrate"], { ...owner, DATABASE_URL: given.staff("casework") })
  await woonrust(["keys", "make", "--origin", "example.org/trail", "--key-file", join(given.folder, "trail.key")], {})
  await woonrust(["enrol", "--subject", "s-1", "--name", "Joris Kuiper", "--role", "CONSULTANT"], owner)
  issuer = await startIssuer()
})
afterAll(async () => {
  await issuer.stop()
  await given.stop()
})

const node = (port = "0"): Promise<Service> =>
  startService({
    ...{ PORT: port, DATABASE_URL: given.staff("casework"), OIDC_ISSUER: issuer.url, STOP_PAUSE_SECONDS: "1" },
    ...{ TRAIL_ORIGIN: "example.org/trail", TRAIL_KEY_FILE: join(given.folder, "trail.key") },
    ...{ TRAIL_ANCHORS: join(given.folder, "heads") },
  })

describe("two nodes behind a balancer that asks whether they are ready", () => {
  it("are stopped and started one after the other while people work, and no request fails", async () => {
    const nodes = [await node(), await node()]
    const balancer = new Balancer(nodes.map(({ url }) => url))
    const token = await issuer.tokenFor("s-1", "1h")
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ viewer { name } cases(first: 5) { totalCount } }" }),
    }
    const failed: string[] = []
    const answered = new Map<string, number>()
    let over = false
    const person = async (): Promise<void> => {
      while (!over) {
        const outcome = await balancer.send("/graphql", init).catch((error: unknown) => String(error))
        if (typeof outcome === "string") failed.push(outcome)
        else if (outcome.status !== 200 || outcome.text.includes("errors")) failed.push(outcome.text)
        else answered.set(outcome.node, (answered.get(outcome.node) ?? 0) + 1)
      }
    }
    await balancer.whole()
    const people = Array.from({ length: 8 }, person)
    for (let nth = 0; nth < 4; nth++) {
      const service = nodes[nth % 2] as Service
      expect(await service.stop()).toBe(0)
      nodes[nth % 2] = await node(new URL(service.url).port)
      await balancer.whole()
    }
    over = true
    await Promise.all(people)
    await balancer.stop()
    for (const service of nodes) expect(await service.stop()).toBe(0)
    expect(failed).toEqual([])
    for (const { url } of nodes) expect(answered.get(url)).toBeGreaterThan(100)
  })
})
