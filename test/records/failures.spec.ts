import pg from "pg"
import { House } from "../support/house"
import { addCases, atEachSight, expectFault, staffed, trailOf, watched } from "./support"

/** One connection for staff: whatever a failure leaves behind, the next request meets. */
let house: House
beforeAll(async () => {
  house = await House.open({ pool: 1 })
})
afterAll(() => house.close())

const scene = async () => {
  const { team, sanne } = await staffed(house)
  const ids = await addCases(house, 2, { team, by: sanne })
  const fatima = await house.employee({ name: "Fatima Aydin", team: await house.team() })
  /** The connection works, is in no transaction, and holds nothing of the one before. */
  const healthy = async (): Promise<void> => {
    const open =
      "select from pg_stat_activity where datname = current_database() and usename = 'woonrust_staff' and state <> 'idle'"
    expect(await house.rows(open)).toEqual([])
    expect(await fatima.get("{ viewer { name } cases { nodes { id } } }")).toEqual({
      viewer: { name: "Fatima Aydin" },
      cases: { nodes: [] },
    })
    const { data, sight } = await watched(house, sanne, "{ cases { nodes { title } } }")
    expect(data.cases.nodes).toEqual([{ title: "2" }, { title: "1" }])
    expect(sight.cases).toHaveLength(2)
  }
  return { team, sanne, ids, healthy }
}

const refuse = (field: string): string => `if new.field = '${field}' then raise exception 'the trail is full'; end if;`

describe("when the trail cannot be written", () => {
  it("there is no answer, and the trail says that it failed", async () => {
    const { sanne, healthy } = await scene()
    await atEachSight(house, refuse("cases"), async () => {
      const answer = await sanne.ask("{ cases { nodes { title } } }")
      expectFault(answer, "INTERNAL")
      expect(answer.text).not.toContain("trail")
    })
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", reason: "INTERNAL", sights: [] }])
    await healthy()
  })

  it.each(["viewer", "cases", "teams"])("for the root field %s, none of the others answers either", async (field) => {
    const { sanne, healthy } = await scene()
    const document = "{ viewer { name } cases { nodes { title } } teams { nodes { name } } }"
    await atEachSight(house, refuse(field), async () => {
      const answer = await sanne.ask(document)
      expectFault(answer, "INTERNAL")
      expect(answer.text).not.toContain("Sanne")
    })
    const [event, ...others] = await trailOf(house, sanne)
    expect(others).toEqual([])
    expect(event).toMatchObject({ outcome: "FAILED", sights: [] })
    await healthy()
  })

  it("at the commit, there is no answer to a single root field", async () => {
    const { sanne, healthy } = await scene()
    await atEachSight(
      house,
      refuse("cases"),
      async () => {
        expectFault(await sanne.ask("{ cases { nodes { title } } }"), "INTERNAL")
      },
      { atCommit: true },
    )
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", sights: [] }])
    await healthy()
  })

  it("at the commit, there is no answer to several root fields", async () => {
    const { sanne, healthy } = await scene()
    await atEachSight(
      house,
      refuse("viewer"),
      async () => {
        expectFault(await sanne.ask("{ cases { nodes { title } } viewer { name } teams { totalCount } }"), "INTERNAL")
      },
      { atCommit: true },
    )
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", sights: [] }])
    await healthy()
  })

  it("not even its header, nobody is told anything", async () => {
    const { sanne, healthy } = await scene()
    await house.rows("alter table trail_event add constraint spec_full check (actor_kind <> 'EMPLOYEE') not valid")
    try {
      expectFault(await sanne.ask("{ cases { nodes { title } } }"), "INTERNAL")
      expectFault(await sanne.ask("{ viewer { name } cases { nodes { title } } }"), "INTERNAL")
    } finally {
      await house.rows("alter table trail_event drop constraint spec_full")
    }
    expect(await trailOf(house, sanne)).toEqual([])
    await healthy()
  })
})

describe("when a statement fails", () => {
  const document = "{ viewer { name } teams { nodes { name } } cases { nodes { title } } }"

  it("that was prepared before, for the lack of a privilege, nothing is answered; with the privilege it works again", async () => {
    const { sanne, healthy } = await scene()
    await sanne.get(document)
    await house.rows("revoke select on team from woonrust_staff")
    try {
      expectFault(await sanne.ask(document), "INTERNAL")
      expectFault(await sanne.ask("{ teams { nodes { name } } }"), "INTERNAL")
    } finally {
      await house.rows("grant select on team to woonrust_staff")
    }
    expect((await sanne.get(document)).cases.nodes).toHaveLength(2)
    await healthy()
  })

  it("at its first use, what was prepared before it and after it works the next time", async () => {
    const { sanne, healthy } = await scene()
    const fresh = `{ a: employees(first: 3) { nodes { name } } teams(first: 7) { nodes { name district } } b: cases(first: 9) { nodes { title kind } } }`
    await house.rows("alter table team rename column district to quarter")
    try {
      for (let nth = 0; nth < 3; nth++) expectFault(await sanne.ask(fresh), "INTERNAL")
    } finally {
      await house.rows("alter table team rename column quarter to district")
    }
    for (let nth = 0; nth < 2; nth++) expect((await sanne.get(fresh)).b.nodes).toHaveLength(2)
    await healthy()
  })

  it("on a statement that exists already under its name, it is prepared anew and answers", async () => {
    const { sanne, healthy } = await scene()
    // Two statements came through before the third failed: the service cannot know which of them the connection has now.
    const both =
      "{ x: cases(first: 4) { nodes { reference } } y: cases(first: 4, orderBy: OLDEST) { nodes { reference } } }"
    await atEachSight(house, refuse("cases"), async () => {
      for (let nth = 0; nth < 3; nth++) expectFault(await sanne.ask(both), "INTERNAL")
    })
    const { x, y } = await sanne.get(both)
    expect(x.nodes).toEqual([...y.nodes].reverse())
    await healthy()
  })

  it("by a lock that does not come free in time, the service says that it cannot answer now", async () => {
    const { sanne, healthy } = await scene()
    const body = "raise exception 'canceled' using errcode = '57014';"
    await atEachSight(house, body, async () => {
      const answer = await sanne.ask(document)
      expectFault(answer, "UNAVAILABLE")
      expect(answer.status).toBe(503)
    })
    expect(await trailOf(house, sanne)).toMatchObject([{ outcome: "FAILED", reason: "UNAVAILABLE" }])
    await healthy()
  })
})

describe("without the header of a request", () => {
  it("the role that serves sees no row of anything, and may write no line of the trail", async () => {
    await scene()
    const client = new pg.Client({ connectionString: house.database.urls.staff })
    await client.connect()
    try {
      for (const table of [
        "case_file",
        "case_grant",
        "party",
        "journal_entry",
        "task",
        "person",
        "home",
        "team",
        "scope",
      ]) {
        expect((await client.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 0 }])
      }
      const forged = `insert into trail_sight (event_id, position, field, action, activity, activity_version, purpose, legal_basis, case_ids,
        party_ids, person_ids, types, categories, grant_ids)
        values (gen_random_uuid(), 0, 'x', 'x', 'x', 1, 'x', 'x', '{}', '{}', '{}', '{}', '{}', '{}')`
      await expect(client.query(forged)).rejects.toThrow(/row-level security/)
      await expect(client.query("select * from trail_event")).rejects.toThrow(/permission denied/)
    } finally {
      await client.end()
    }
  })
})
