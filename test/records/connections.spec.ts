import { statementsPerConnection } from "../../src/platform/database/statements"
import { type Colleague, House } from "../support/house"
import { addCase, addCases, atEachSight, staffed, trailOf, until } from "./support"

/** One connection for all of the staff. */
let house: House
beforeAll(async () => {
  house = await House.open({ pool: 1 })
})
afterAll(() => house.close())

const backends = "from pg_stat_activity where datname = current_database() and usename = 'woonrust_staff'"

describe("many colleagues on one connection", () => {
  it("each get their own rows and nobody else's, while every third of them fails", async () => {
    const people: { who: Colleague; dossier: string; refused: boolean }[] = []
    for (let nth = 0; nth < 45; nth++) {
      const refused = nth % 3 === 2
      const { team, sanne: who } = await staffed(house, `${refused ? "Refused" : "Served"} ${nth}`)
      people.push({ who, dossier: await addCase(house, { team, by: who, title: `of ${nth}` }), refused })
    }
    const documents = [
      "{ viewer { id } cases { nodes { id } totalCount } }",
      "{ cases { nodes { id title parties { id } } } }",
      "query($other: ID!) { a: cases { nodes { id } } other: case(id: $other) { id } node(id: $other) { id } }",
    ]
    await atEachSight(house, "if actor like 'Refused%' then raise exception 'no'; end if;", async () => {
      const rounds = documents.map(async (document) =>
        Promise.all(
          people.map(async ({ who, dossier, refused }, nth) => {
            const other = people[(nth + 1) % people.length]?.dossier
            const { data, errors } = await who.ask(document, document.includes("$other") ? { other } : {})
            if (refused) {
              expect(errors?.[0]?.extensions.code).toBe("INTERNAL")
              expect(data ?? null).toBeNull()
              return
            }
            expect(errors).toBeUndefined()
            if (data.viewer) expect(data.viewer.id).toBe(who.id)
            expect((data.cases ?? data.a).nodes.map(({ id }: any) => id)).toEqual([dossier])
            if (document.includes("$other")) expect([data.other, data.node]).toEqual([null, null])
          }),
        ),
      )
      await Promise.all(rounds)
    })
    for (const { who, dossier, refused } of people) {
      const events = await trailOf(house, who)
      expect(events).toHaveLength(documents.length)
      const named = new Set(events.flatMap(({ sights }) => sights.flatMap(({ cases }) => cases)))
      expect([...named]).toEqual(refused ? [] : [dossier])
    }
  })
})

describe("when connections to the database are lost", () => {
  /** Asks until there is an answer; what comes before may only be a refusal without data. */
  const healed = async (colleague: Colleague): Promise<any> => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const { data, errors } = await colleague.ask("{ cases { nodes { title } } }")
      if (!errors) return data
      expect(["UNAVAILABLE", "INTERNAL"]).toContain(errors[0]?.extensions.code)
      expect(data ?? null).toBeNull()
    }
    throw new Error("the service did not heal")
  }

  it.each([
    ["a single root field", "{ cases { nodes { title } } }"],
    ["several root fields", "{ viewer { name } cases { nodes { title } } teams { totalCount } }"],
  ])("midway through %s, there is no data, and the service heals", async (_, document) => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    const lock = await house.database.admin.connect()
    try {
      await lock.query("select pg_advisory_lock(11)")
      await atEachSight(house, "perform pg_advisory_xact_lock_shared(11);", async () => {
        const asked = sanne.ask(document)
        await until(house, "exists (select from pg_locks where locktype = 'advisory' and not granted)")
        await house.rows(`select pg_terminate_backend(pid) ${backends}`)
        const { data, errors, status } = await asked
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAVAILABLE"])
        expect(data ?? null).toBeNull()
        expect(status).toBe(503)
      })
    } finally {
      lock.release(true)
    }
    expect(await healed(sanne)).toEqual({ cases: { nodes: [{ title: "1" }] } })
    expect((await trailOf(house, sanne)).filter(({ outcome }) => outcome === "DONE")).toHaveLength(1)
  })

  it("between requests, the next is answered or refused without data, and then the service has healed", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    for (let nth = 0; nth < 5; nth++) {
      await house.rows(`select pg_terminate_backend(pid) ${backends}`)
      expect(await healed(sanne)).toEqual({ cases: { nodes: [{ title: "1" }] } })
    }
  })

  it("under many requests at once, each is answered with its own rows or refused without data", async () => {
    const people: { who: Colleague; dossier: string }[] = []
    for (let nth = 0; nth < 20; nth++) {
      const { team, sanne: who } = await staffed(house, `Colleague ${nth}`)
      people.push({ who, dossier: await addCase(house, { team, by: who }) })
    }
    const asked = people.map(({ who }) => who.ask("{ viewer { id } cases { nodes { id } } }"))
    await house.rows(`select pg_terminate_backend(pid) ${backends}`)
    const answers = await Promise.all(asked)
    answers.forEach(({ data, errors }, nth) => {
      if (errors) expect(data ?? null).toBeNull()
      else
        expect(data).toEqual({ viewer: { id: people[nth]?.who.id }, cases: { nodes: [{ id: people[nth]?.dossier }] } })
    })
    for (const { who, dossier } of people.slice(0, 3))
      expect((await who.get("{ cases { nodes { id } } }")).cases.nodes).toEqual([{ id: dossier }])
  })
})

describe("the statements that a connection has prepared", () => {
  const columns = ["id", "reference", "kind", "title", "status", "version", "openedAt", "changedAt"]
  /** Documents of ten root fields each, of which no two have the same statement. */
  const documents = (statements: number, field: string): string[] =>
    Array.from({ length: statements / 10 }, (_, tens) => {
      const fields = Array.from({ length: 10 }, (__, ones) => {
        const asked = columns.filter((___, bit) => ((tens * 10 + ones + 1) >> bit) & 1)
        return `f${ones}: ${field} { nodes { ${asked.join(" ")} } }`
      })
      return `{ ${fields.join(" ")} }`
    })

  /** How many a connection has, each time it writes to the trail. */
  const counting = async (act: () => Promise<void>): Promise<number[]> => {
    await house.rows("create table spec_prepared (n int)")
    try {
      await atEachSight(house, "insert into spec_prepared select count(*) from pg_prepared_statements;", act)
      return (await house.rows<{ n: number }>("select n from spec_prepared")).map(({ n }) => n)
    } finally {
      await house.rows("drop table spec_prepared")
    }
  }

  it("stay bounded, however many documents there are, and each document keeps its answer", async () => {
    const { team, sanne } = await staffed(house)
    const [id] = await addCases(house, 1, { team, by: sanne })
    const [row] = await house.rows<{ reference: string }>("select reference from case_file where id = $1", [id])
    const truth: Record<string, unknown> = { id, reference: row?.reference, kind: "NUISANCE", title: "1", status: "REPORTED", version: 1, openedAt: "2026-01-01T09:00:00+00:00", changedAt: "2026-01-01T09:00:00+00:00" } // prettier-ignore
    const all = documents(statementsPerConnection + 40, "cases(first: 3)")
    const counts = await counting(async () => {
      for (const document of [...all, ...all.slice(0, 2)]) {
        for (const { nodes } of Object.values<any>(await sanne.get(document)))
          for (const [field, value] of Object.entries(nodes[0])) expect(value).toEqual(truth[field])
      }
    })
    expect(Math.max(...counts)).toBeGreaterThan(statementsPerConnection / 2)
    expect(Math.max(...counts)).toBeLessThanOrEqual(statementsPerConnection)
  })

  it("stay bounded when many requests fail before their statement is reached", async () => {
    const { team, sanne } = await staffed(house)
    await addCases(house, 1, { team, by: sanne })
    for (const document of documents(statementsPerConnection, "cases(first: 4)")) await sanne.get(document)
    await house.rows("alter table trail_event add constraint spec_full check (actor_kind <> 'EMPLOYEE') not valid")
    try {
      for (const document of documents(40, "cases(orderBy: OLDEST)"))
        expect((await sanne.ask(document)).errors?.[0]?.extensions.code).toBe("INTERNAL")
    } finally {
      await house.rows("alter table trail_event drop constraint spec_full")
    }
    const counts = await counting(async () => {
      for (const document of documents(statementsPerConnection, "cases(orderBy: REFERENCE)")) await sanne.get(document)
    })
    expect(Math.max(...counts)).toBeLessThanOrEqual(statementsPerConnection)
  })
})
