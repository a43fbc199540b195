import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type CapacityFacts, usualCapacity } from "../../src/platform/capacity/capacity"
import { placesOf } from "../../src/platform/capacity/shares"
import type { ServerParts } from "../../src/server"
import { addCases } from "../records/support"
import { type Answer, type Colleague, House } from "../support/house"

const endless = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 }
const limits = (given: Partial<CapacityFacts>): Partial<ServerParts> => ({
  limits: { share: { places: 2, line: 2 }, documents: endless, answers: endless, ...given },
})

let house: House
let sanne: Colleague
let mila: Colleague
let caseId: string
beforeAll(async () => {
  house = await House.open()
  const team = await house.team()
  sanne = await house.employee({ team })
  mila = await house.employee({ name: "Mila Hermans", team })
  ;[caseId] = (await addCases(house, 1, { team, by: sanne })) as [string]
})
afterAll(() => house.close())

const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).sort()

/** Until it is taken away nobody's question about a case is answered. */
async function held(): Promise<() => Promise<void>> {
  const client = await house.database.admin.connect()
  await client.query("begin; lock table case_file in access exclusive mode")
  return async () => {
    await client.query("rollback")
    client.release()
  }
}
const waiting = async (): Promise<number> =>
  Number((await house.rows<{ count: string }>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))[0]?.count) // prettier-ignore

const question = "query($id: ID!) { case(id: $id) { id } }"

describe("of the places of a node one actor", () => {
  it("has a quarter of the connections, and one at least", () => {
    expect([1, 3, 4, 8, 15, 64].map(placesOf)).toEqual([1, 1, 1, 2, 3, 16])
    expect(usualCapacity.share.places).toBeUndefined()
  })

  it("has a share: what is more waits in a line of its own, and past its end is told when to come again", async () => {
    await house.restart(limits({}))
    const release = await held()
    const asked = Array.from({ length: 6 }, () => sanne.ask(question, { id: caseId }))
    const early = await Promise.race(asked)
    expect(early).toMatchObject({ status: 429, errors: [{ extensions: { code: "RATE_LIMITED", retryAfter: 1 } }] })
    expect(await waiting()).toBe(2)
    await release()
    expect(statuses(await Promise.all(asked))).toEqual([200, 200, 200, 200, 429, 429])
  })

  it("takes none of another's: she is answered meanwhile", async () => {
    await house.restart(limits({}))
    const release = await held()
    const asked = Array.from({ length: 4 }, () => sanne.ask(question, { id: caseId }))
    while ((await waiting()) < 2) await sleep(5)
    expect(await mila.get("{ viewer { name } }")).toEqual({ viewer: { name: "Mila Hermans" } })
    await release()
    expect(statuses(await Promise.all(asked))).toEqual([200, 200, 200, 200])
  })

  it("has no more of them for hanging up: a place is taken until what was asked in it is done", async () => {
    await house.restart(limits({ share: { places: 1, line: 9 } }))
    const release = await held()
    for (let nth = 0; nth < 3; nth++) {
      const gone = await send(sanne, question, { id: caseId })
      while ((await waiting()) < 1) await sleep(5)
      gone.destroy()
    }
    await sleep(200)
    expect(await waiting()).toBe(1)
    await release()
    expect((await sanne.ask("{ viewer { id } }")).status).toBe(200)
  })

  it("loses the place in the line by hanging up: what was asked there is not done", async () => {
    await house.restart(limits({ share: { places: 1, line: 9 } }))
    const release = await held()
    const first = sanne.ask(question, { id: caseId })
    while ((await waiting()) < 1) await sleep(5)
    const mark = "mutation { endSessions(input: {}) { done } }"
    const gone = await send(sanne, mark, {})
    await sleep(100)
    gone.destroy()
    await sleep(100)
    await release()
    expect((await first).status).toBe(200)
    expect((await sanne.ask("{ viewer { id } }")).data).toEqual({ viewer: { id: sanne.id } })
  })

  it("gives back the place of whoever went away without waiting for the answer", async () => {
    await house.restart(limits({ share: { places: 1, line: 0 } }))
    const release = await held()
    const gone = await send(sanne, question, { id: caseId })
    while ((await waiting()) < 1) await sleep(5)
    gone.destroy()
    await release()
    let answer: Answer
    do answer = await sanne.ask("{ viewer { id } }")
    while (answer.status === 429)
    expect(answer.data).toEqual({ viewer: { id: sanne.id } })
  })

  it("is kept waiting for her own place by a body that she does not send to its end", async () => {
    await house.restart(limits({ share: { places: 1, line: 0 } }))
    const slow = await send(sanne, question, {}, { cut: 5 })
    let answer: Answer
    do answer = await sanne.ask("{ viewer { id } }")
    while (answer.status !== 429)
    expect((await mila.ask("{ viewer { id } }")).status).toBe(200)
    slow.destroy()
  })
})

/** By a bare socket, that can go away, or fall silent before the end. */
async function send(who: Colleague, query: string, variables: object, { cut = 0 } = {}) {
  const body = JSON.stringify({ query, variables })
  const socket = connect(Number(new URL(house.url).port), "127.0.0.1")
  await new Promise((resolve) => socket.once("connect", resolve))
  const head = ["POST /graphql HTTP/1.1", "Host: x", "Content-Type: application/json", `Authorization: Bearer ${who.token}`, `Content-Length: ${body.length}`] // prettier-ignore
  socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, body.length - cut)}`)
  return socket
}

describe("new documents", () => {
  const few = { documents: { burst: 400, perSecond: 0.001 } }
  const fields = (count: number, name: string): string => Array.from({ length: count }, (_, nth) => `${name}${nth}: id`).join(" ") // prettier-ignore
  const large = (name: string): string => `{ viewer { ${fields(29, name)} cases(first: 1) { nodes { id title } } } }`
  const all = async (who: Colleague, documents: readonly string[]): Promise<number[]> => {
    const answers: number[] = []
    for (const document of documents) answers.push((await who.ask(document)).status)
    return answers
  }

  it("are counted against who sends them: past her ration she is told when to come again, and the others are not", async () => {
    await house.restart(limits(few))
    const sent = await all(
      sanne,
      Array.from({ length: 12 }, (_, nth) => large(`a${nth}x`)),
    )
    expect(sent[0]).toBe(200)
    expect(sent.at(-1)).toBe(429)
    const answer = await sanne.ask("{ viewer { name role } }")
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) })
    expect(await all(mila, [large("b")])).toEqual([200])
  })

  it("that are known already cost nothing, whoever sent them first", async () => {
    await house.restart(limits(few))
    await all(mila, [large("known")])
    await all(
      sanne,
      Array.from({ length: 12 }, (_, nth) => large(`c${nth}x`)),
    )
    expect(await all(sanne, [large("new"), large("known")])).toEqual([429, 200])
  })

  it("that are refused are counted too", async () => {
    await house.restart(limits(few))
    const wrong = (nth: number): string => `{ viewer { ${fields(29, `w${nth}x`)} nobody } ${"# ".repeat(2000)} }`
    const sent = await all(
      sanne,
      Array.from({ length: 12 }, (_, nth) => wrong(nth)),
    )
    expect(new Set(sent)).toEqual(new Set([400, 429]))
  })

  it("under another name of the operation are compiled once", async () => {
    await house.restart(limits(few))
    const named = (name: string): string => `query ${name} ${large("n")}`
    expect(
      await all(
        sanne,
        Array.from({ length: 30 }, (_, nth) => named(`Q${nth}`)),
      ),
    ).not.toContain(429)
  })

  it("that select alike under several aliases share a statement", async () => {
    const inner = `{ id title description status team { id name district } assignee { id name role } openedBy { id name role } }`
    const aliases = (selection: (nth: number) => string): string =>
      `query(${Array.from({ length: 12 }, (_, nth) => `$i${nth}: ID!`).join(" ")}) { ${Array.from({ length: 12 }, (_, nth) => `c${nth}: case(id: $i${nth}) ${selection(nth)}`).join(" ")} }`
    const ids = Object.fromEntries(Array.from({ length: 12 }, (_, nth) => [`i${nth}`, caseId]))
    const left = async (document: string): Promise<boolean> => {
      await house.restart(limits({ documents: { burst: 330, perSecond: 0.001 } }))
      expect((await sanne.ask(document, ids)).status).toBe(200)
      return (await sanne.ask("{ viewer { name role } }")).status === 200
    }
    expect(await left(aliases(() => inner))).toBe(true)
    expect(await left(aliases((nth) => inner.replace("{ id", `{ tasks(first: ${nth + 1}) { id } id`)))).toBe(false)
  })
})

describe("a document is refused before it is looked at in full", () => {
  const each = (count: number, text: (nth: number) => string): string => Array.from({ length: count }, (_, nth) => text(nth)).join(" ") // prettier-ignore

  it.each([
    ["one field too many times", `{ ${each(250, () => "viewer { id }")} }`],
    [
      "too many fragments",
      `{ viewer { ${each(101, (f) => `...F${f}`)} } } ${each(101, (f) => `fragment F${f} on Employee { id }`)}`,
    ],
    ["too many directives", `{ viewer { id ${each(101, () => "@include(if: true)")} } }`],
    [
      "fragments that double at each level",
      `{ viewer { ...F0 } } ${each(12, (f) => `fragment F${f} on Employee { cases { nodes { assignee { ...F${f + 1} } openedBy { ...F${f + 1} } } } }`)} fragment F12 on Employee { id }`,
    ],
    [
      "more fields than are compiled for one request",
      `{ ${each(10, (a) => `a${a}: viewer { ...F }`)} } fragment F on Employee { cases(first: 1) { nodes { ${each(120, () => "id title reference")} } } }`,
    ],
    [
      "many types at once",
      `{ ${each(12, (a) => `a${a}: node(id: "${a}") { ...N }`)} } fragment N on Node { ${each(15, () => "id ...O")} } fragment O on Node { id }`,
    ],
  ])("that holds %s", async (_what, document) => {
    await house.restart()
    expect(await sanne.ask(document)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "TOO_EXPENSIVE" } }],
    })
  })

  it("with one error, however many there are", async () => {
    const answer = await sanne.ask(`{ viewer { id ${each(10, (d) => `@d${d}`)} ${each(10, (f) => `nobody${f}`)} } }`)
    expect(answer.status).toBe(400)
    expect(answer.errors).toHaveLength(1)
  })
})

describe("answers", () => {
  it("are counted in bytes: whoever was answered much waits, and is sent away where that would be long", async () => {
    await house.restart(limits({ answers: { burst: 50_000, perSecond: 100 } }))
    const sent: number[] = []
    for (let nth = 0; nth < 4; nth++) sent.push((await sanne.ask("{ viewer { id } }")).status)
    expect(sent).toEqual([200, 200, 200, 429])
    await house.rows("update case_file set description = repeat('lang ', 3000) where id = $1", [caseId])
    const long: number[] = []
    const document = "query($id: ID!) { case(id: $id) { description } }"
    for (let nth = 0; nth < 3; nth++) long.push((await mila.ask(document, { id: caseId })).status)
    expect(long).toEqual([200, 200, 429])
  })

  it("come late, and are not refused, where the wait is short", async () => {
    await house.restart(limits({ answers: { burst: 20_000, perSecond: 200_000 } }))
    for (let nth = 0; nth < 5; nth++) expect((await sanne.ask("{ viewer { id } }")).status).toBe(200)
  })
})

it("whoever is told to come again is told so in the header too", async () => {
  await house.restart(limits({ share: { places: 1, line: 0 } }))
  const release = await held()
  const [first, second] = [sanne.ask(question, { id: caseId }), fetchHeader()]
  expect(await second).toBe("1")
  await release()
  await first
})

async function fetchHeader(): Promise<string | null> {
  while ((await waiting()) < 1) await sleep(5)
  const headers = { "content-type": "application/json", authorization: `Bearer ${sanne.token}` }
  const response = await fetch(`${house.url}/graphql`, {
    method: "POST",
    headers,
    body: `{"query":"{ viewer { id } }"}`,
  })
  return response.headers.get("retry-after")
}
