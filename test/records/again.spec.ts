import { type Colleague, House } from "../support/house"
import { addCase, addCases, addParty, atEachSight, expectExactTrail, expectFault, sorted, staffed, trailOf, watched } from "./support" // prettier-ignore

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Sanne has looked at her list once and at each of her two cases once. */
const scene = async () => {
  const { team, sanne } = await staffed(house)
  const ids = await addCases(house, 2, { team, by: sanne })
  await addParty(house, { of: ids[0] ?? "", by: sanne, person: await house.person() })
  await sanne.get("{ cases { nodes { title } } }")
  for (const id of ids) await sanne.get("query($id: ID!) { case(id: $id) { title parties { name } } }", { id })
  return { team, sanne, ids, marijke: await house.officer() }
}

const trail = `query($who: ID!) { trailEvents(filter: { actorId: $who }, first: 10) {
  nodes { id sights { field cases { __typename id reference } } }
} }`

describe("the cases that a line of the trail names", () => {
  it("are looked at again by the privacy officer: once for all lines, and that look is a line of its own in her event", async () => {
    const { sanne, ids, marijke } = await scene()
    const { data, event } = await watched(house, marijke, trail, { who: sanne.id })
    const { nodes } = data.trailEvents
    expect(nodes.map(({ sights }: any) => sights[0].field)).toEqual(["case", "case", "cases"])
    expect(nodes.map(({ sights }: any) => sights[0].cases.map(({ id }: any) => id).sort())).toEqual([
      [ids[1]],
      [ids[0]],
      sorted(ids),
    ])
    expect(event.sights.map(({ field, position, cases, types }) => [field, position, cases, types])).toEqual([
      ["trailEvents", 0, [], ["TrailEvent", "TrailSight"]],
      ["trailEvents", 1, sorted(ids), ["Case"]],
    ])
    expect(new Set(event.sights.map(({ transaction }) => transaction)).size).toBe(1)
    expectExactTrail(data, event)
  })

  it("are without their content", async () => {
    const { sanne, marijke } = await scene()
    const document = `query($who: ID!) { trailEvents(filter: { actorId: $who }) {
      nodes { sights { cases { title description parties { name } status allowedMoves assignee { name } } } }
    } }`
    const { data, event } = await watched(house, marijke, document, { who: sanne.id })
    const [one] = data.trailEvents.nodes[0].sights[0].cases
    expect(one).toMatchObject({ title: null, description: null, parties: [], status: "REPORTED", assignee: null })
    expect(event.sights.flatMap(({ parties, persons, categories }) => [parties, persons, categories].flat())).toEqual(
      [],
    )
  })

  it("are not looked at when nobody asks for them", async () => {
    const { sanne, marijke } = await scene()
    const document =
      "query($who: ID!) { trailEvents(filter: { actorId: $who }) { nodes { sights { field caseIds } } } }"
    const { data, event } = await watched(house, marijke, document, { who: sanne.id })
    expect(data.trailEvents.nodes).toHaveLength(3)
    expect(event.sights).toHaveLength(1)
    expect(event.sights[0]?.cases).toEqual([])
  })

  it("are one look when no line names any", async () => {
    const { sanne } = await staffed(house)
    await sanne.get("{ cases { totalCount } }")
    const marijke = await house.officer()
    const { data, event } = await watched(house, marijke, trail, { who: sanne.id })
    expect(data.trailEvents.nodes[0].sights).toEqual([{ field: "cases", cases: [] }])
    expect(event.sights.flatMap(({ cases }) => cases)).toEqual([])
  })

  it("may be asked under two names and beside other root fields, still in one event", async () => {
    const { sanne, ids, marijke } = await scene()
    const document = `query($who: ID!) {
      viewer { name }
      log: trailEvents(filter: { actorId: $who }, first: 1) { nodes { sights { a: cases { __typename id } b: cases { kind team { name } } } } }
      cases(first: 0) { nodes { id } }
    }`
    const { data, event } = await watched(house, marijke, document, { who: sanne.id })
    const [sight] = data.log.nodes[0].sights
    expect(sight).toMatchObject({ a: [{ id: ids[1] }], b: [{ kind: "NUISANCE" }] })
    expect(event.sights.map(({ field }) => field).sort()).toEqual(["cases", "trailEvents", "trailEvents", "trailEvents", "viewer"]) // prettier-ignore
    expectExactTrail(data, event)
  })

  it("are found where the same name leads elsewhere on another type", async () => {
    const { sanne, marijke } = await scene()
    const [event] = await house.rows<{ id: string }>(
      "select e.id from trail_event e join trail_sight s on s.event_id = e.id where e.actor_id = $1 and s.case_ids <> '{}' limit 1",
      [sanne.id],
    )
    for (const other of ["Team", "Employee"]) {
      const document = `query($id: ID!) { node(id: $id) {
        ... on ${other} { s: memberships { startsAt } } ... on TrailEvent { s: sights { cases { id reference } } } } }`
      const { node }: any = await marijke.get(document, { id: event?.id })
      expect(node.s[0].cases[0].reference).toMatch(/^WR-/)
    }
  })

  it("are not handed out when the line of the second look cannot be written, and nothing of the first is either", async () => {
    const { sanne, marijke } = await scene()
    const refuse = "if array_length(new.case_ids, 1) > 0 then raise exception 'no'; end if;"
    await atEachSight(house, refuse, async () => {
      expectFault(await marijke.ask(trail, { who: sanne.id }), "INTERNAL")
    })
    const events = await trailOf(house, marijke)
    expect(events).toMatchObject([{ outcome: "FAILED", reason: "INTERNAL", sights: [] }])
    expect((await marijke.get(trail, { who: sanne.id })).trailEvents.nodes).toHaveLength(3)
  })

  it("are not handed out when only the commit fails, and the failure is in the trail", async () => {
    const { sanne, marijke } = await scene()
    const refuse = "if array_length(new.case_ids, 1) > 0 then raise exception 'no'; end if;"
    await atEachSight(
      house,
      refuse,
      async () => {
        expectFault(await marijke.ask(trail, { who: sanne.id }), "INTERNAL")
      },
      { atCommit: true },
    )
    expect((await marijke.get(trail, { who: sanne.id })).trailEvents.nodes).toHaveLength(3)
    const events = await trailOf(house, marijke)
    expect(events.map(({ outcome }) => outcome)).toEqual(["FAILED", "DONE"])
  })

  it("come to two officers at once, and to more than there are connections for them", async () => {
    const { sanne, ids } = await scene()
    const officers: Colleague[] = []
    for (let nth = 0; nth < 6; nth++) officers.push(await house.officer())
    const answers = await Promise.all(officers.map((officer) => officer.get(trail, { who: sanne.id })))
    for (const { trailEvents } of answers) expect(trailEvents.nodes[1].sights[0].cases).toMatchObject([{ id: ids[0] }])
  })

  it("are refused to several officers at once when they ask too large a list of them, and each refusal is in the trail", async () => {
    const { sanne } = await scene()
    const document = `query($who: ID!) { trailEvents(filter: { actorId: $who }) { nodes { sights { cases { access(first: 101) { level } } } } } }`
    const officers: Colleague[] = []
    for (let nth = 0; nth < 4; nth++) officers.push(await house.officer())
    const answers = await Promise.all(officers.map((officer) => officer.ask(document, { who: sanne.id })))
    for (const answer of answers) expectFault(answer, "BAD_REQUEST", "PAGE_SIZE")
    for (const officer of officers)
      expect(await trailOf(house, officer)).toMatchObject([{ outcome: "FAILED", reason: "BAD_REQUEST", sights: [] }])
  })
})

describe("a field that is computed from columns", () => {
  it("leaves the columns it needs out of the answer", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne, status: "FINISHED" })
    const { text } = await sanne.ask("query($id: ID!) { case(id: $id) { allowedMoves access { level } } }", { id })
    expect(text).toBe(`{"data":{"case":{"allowedMoves":["IN_TREATMENT"],"access":[{"level":"CONTRIBUTE"}]}}}\n`)
  })

  it("stands beside those columns, and beside aliases that have their names", async () => {
    const { team, sanne } = await staffed(house)
    const id = await addCase(house, { team, by: sanne })
    const document = "query($id: ID!) { case(id: $id) { status: title allowedMoves x: status m: allowedMoves } }"
    const { case: dossier } = await sanne.get(document, { id })
    const moves = ["IN_TREATMENT", "CANCELLED"]
    expect(dossier).toEqual({ status: "Geluidsoverlast", allowedMoves: moves, x: "REPORTED", m: moves })
  })

  it("of the trail names its actions as the schema does", async () => {
    const { team, sanne } = await staffed(house)
    await addCase(house, { team, by: sanne })
    await sanne.get("{ cases { nodes { id } } viewer { name } }")
    const marijke = await house.officer()
    const document =
      "query($who: ID!) { trailEvents(filter: { actorId: $who, action: CASE_LISTED }) { nodes { actions sights { action } } } }"
    const { trailEvents } = await marijke.get(document, { who: sanne.id })
    expect(trailEvents.nodes).toHaveLength(1)
    expect(trailEvents.nodes[0].actions.sort()).toEqual(["CASE_LISTED", "STAFF_VIEWED"])
    expect(trailEvents.nodes[0].sights.map(({ action }: any) => action).sort()).toEqual(["CASE_LISTED", "STAFF_VIEWED"])
  })
})
