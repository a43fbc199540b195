import { grant } from "../cases/support"
import { type Colleague, House } from "../support/house"
import { addCases, staffed } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const orders = ["NEWEST", "OLDEST", "LAST_CHANGED", "REFERENCE"] as const

/** Every title of a list, a page of `size` at a time, from its start or from its end. */
async function leafed(who: Colleague, orderBy: string, size: number, backward = false): Promise<string[]> {
  const document = `query($first: Int, $after: String, $last: Int, $before: String, $orderBy: CaseOrder) {
    cases(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const titles: string[] = []
  let cursor: string | null = null
  for (let more = true; more;) {
    const asked = backward ? { last: size, before: cursor } : { first: size, after: cursor }
    const { cases } = await who.get(document, { ...asked, orderBy })
    const page = cases.nodes.map(({ title }: { title: string }) => title)
    if (backward) titles.unshift(...page)
    else titles.push(...page)
    more = backward ? cases.pageInfo.hasPreviousPage : cases.pageInfo.hasNextPage
    cursor = backward ? cases.pageInfo.startCursor : cases.pageInfo.endCursor
  }
  return titles
}

/** Sanne in two teams; some cases come to her by a team, some because she handles them, some both ways, and one by four grants. */
async function scene(): Promise<{ sanne: Colleague; titles: string[] }> {
  const { team, sanne } = await staffed(house)
  const second = await house.team()
  await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [sanne.id, second])
  const elsewhere = await house.team()
  const ids = [
    ...(await addCases(house, 4, { team, by: sanne, assignee: sanne.id })),
    ...(await addCases(house, 3, { team: second, by: sanne })),
    ...(await addCases(house, 3, { team: elsewhere, by: sanne, assignee: sanne.id })),
  ]
  // What exists for others lies in between.
  await addCases(house, 5, { team: elsewhere, by: sanne })
  for (const [index, id] of ids.entries()) {
    await house.rows("update case_file set title = $2, changed_at = $3 where id = $1", [
      id,
      `zaak ${index}`,
      new Date(Date.UTC(2026, 5, ((index * 7) % 10) + 1)),
    ])
  }
  for (let times = 0; times < 2; times++) await grant(house, { id: ids[0] ?? "" }, sanne.id)
  return { sanne, titles: ids.map((_, index) => `zaak ${index}`) }
}

describe("all that exists for somebody", () => {
  it.each(orders)(
    "comes once each in the order %s, by whatever grants, from the start and from the end",
    async (order) => {
      const { sanne, titles } = await scene()
      const whole = await leafed(sanne, order, 100)
      expect([...whole].sort()).toEqual(titles)
      for (const size of [1, 2, 3, 7]) {
        expect(await leafed(sanne, order, size)).toEqual(whole)
        expect(await leafed(sanne, order, size, true)).toEqual(whole)
      }
    },
  )

  it("is counted once each, narrowed or not", async () => {
    const { sanne } = await scene()
    await house.rows("update case_file set status = 'IN_TREATMENT' where title = 'zaak 0' and assignee_id = $1", [
      sanne.id,
    ])
    const document = `{ all: cases { totalCount } some: cases(filter: { statuses: [IN_TREATMENT] }) { totalCount nodes { title } }
      none: cases(filter: { kinds: [FRAUD] }) { totalCount nodes { title } } }`
    expect(await sanne.get(document)).toEqual({
      all: { totalCount: 10 },
      some: { totalCount: 1, nodes: [{ title: "zaak 0" }] },
      none: { totalCount: 0, nodes: [] },
    })
  })

  it("leaves out what has ended, is not in force, is not cleared for, is restricted or is blocked, and still fills the page", async () => {
    const { team, sanne } = await staffed(house)
    const [one, two, three, four, five] = await addCases(house, 5, { team, by: sanne })
    await house.rows("update case_grant set valid_until = now(), ended_at = now() where case_id = $1", [five])
    await house.rows("update case_grant set valid_from = now() + interval '1 day' where case_id = $1", [four])
    await house.rows("update case_file set restricted = true where id = $1", [three])
    const home = await house.home()
    await house.rows("update case_file set home_id = $2 where id = $1", [two, home])
    await house.rows(
      "insert into block (employee_id, against, home_id, reason, declared_by) values ($1, 'ADDRESS', $2, 'NEIGHBOUR', $1)",
      [sanne.id, home],
    )
    expect((await sanne.get("{ cases(first: 1) { totalCount nodes { id } } }")).cases).toEqual({
      totalCount: 1,
      nodes: [{ id: one }],
    })
  })
})

describe("for whom thousands of cases exist", () => {
  it("each list begins with the same cases as for whom only those exist", async () => {
    const { team, sanne } = await staffed(house)
    await house.rows(
      `insert into case_file (id, reference, kind, title, description, purpose, legal_basis, status, team_id, assignee_id, opened_by,
         opened_at, changed_at)
       select gen_random_uuid(), 'WR-' || upper(substr(md5(n::text), 1, 4)) || '-' || lpad(n::text, 4, '0'), 'NUISANCE', n, '-', 'TENANCY',
         'AGREEMENT', 'REPORTED', $1, $2, $2, '2025-01-01'::timestamptz + n * interval '1 minute',
         '2026-01-01'::timestamptz + (n * 7919 % 2100) * interval '1 minute' from generate_series(1, 2100) n`,
      [team, sanne.id],
    )
    const by = {
      NEWEST: "opened_at desc",
      OLDEST: "opened_at",
      LAST_CHANGED: "changed_at desc",
      REFERENCE: "reference",
    }
    const document = "query($orderBy: CaseOrder) { cases(first: 60, orderBy: $orderBy) { nodes { title } } }"
    for (const orderBy of orders) {
      const anja = await house.employee({ name: "Anja Post", team: await house.team() })
      await house.rows(
        `insert into case_grant (case_id, principal_id, level, route)
         select id, $2, 1, 'ASSIGNMENT' from case_file where team_id = $1 order by ${by[orderBy]} limit 60`,
        [team, anja.id],
      )
      const many = await sanne.get(document, { orderBy })
      expect(many.cases.nodes).toHaveLength(60)
      expect(await anja.get(document, { orderBy })).toEqual(many)
    }
    expect((await sanne.get("{ cases { totalCount } }")).cases.totalCount).toBe(1000)
  })
})
