import { Agent, type IncomingMessage, request } from "node:http"
import { auditorOf, guestOf, letting } from "../access/support"
import { based, done } from "../cases/support"
import { type Colleague, House, type Variables } from "../support/house"
import { type Dossier, dossierOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

interface Told {
  status: number
  data: any
  errors: any
  /** It went over the connection of the request before. */
  reused: boolean
}

/** One connection that is kept, and everything that a colleague asks over it with her one token. */
class Line {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(private readonly who: Colleague) {}

  async ask(query: string, variables: Variables = {}): Promise<Told> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.who.token}` }
    const asked = request(`${house.url}/graphql`, { method: "POST", agent: this.agent, headers })
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      asked.on("response", resolve).on("error", reject),
    )
    asked.end(JSON.stringify({ query, variables }))
    const response = await answered
    let text = ""
    for await (const piece of response) text += String(piece)
    const { data, errors } = JSON.parse(text) as Pick<Told, "data" | "errors">
    return { status: response.statusCode ?? 0, data, errors, reused: asked.reusedSocket }
  }

  async sees(id: string): Promise<boolean> {
    const { data, errors } = await this.ask("query Looking($id: ID!) { case(id: $id) { id title } }", { id })
    expect(errors).toBeUndefined()
    return data.case !== null
  }

  close(): void {
    this.agent.destroy()
  }
}

/** She sees the case; something changes; the very next request on the same connection no longer shows it. */
async function expectGoneAfter(who: Colleague, dossier: Dossier, change: () => Promise<unknown>): Promise<void> {
  const line = new Line(who)
  expect(await line.sees(dossier.case.id)).toBe(true)
  await change()
  const { status, data, reused } = await line.ask("query Looking($id: ID!) { case(id: $id) { id title } }", {
    id: dossier.case.id,
  })
  line.close()
  expect({ status, data, reused }).toEqual({ status: 200, data: { case: null }, reused: true })
}

const colleague = ({ team }: Dossier): Promise<Colleague> => house.employee({ name: "Mila Hermans", team })

describe("from the very next request on, with the same token on the same connection, nothing is left for", () => {
  it("a colleague who has left the team", async () => {
    const dossier = await dossierOf(house)
    const mila = await colleague(dossier)
    await expectGoneAfter(mila, dossier, () =>
      house.rows("update team_membership set valid_until = now() where employee_id = $1", [mila.id]),
    )
  })

  it("a colleague who is no longer cleared", async () => {
    const dossier = await dossierOf(house)
    const mila = await colleague(dossier)
    await expectGoneAfter(mila, dossier, () =>
      house.rows("update clearance set valid_until = now() where employee_id = $1 and kind = 'NUISANCE'", [mila.id]),
    )
  })

  it("a colleague who has become the administrator, the privacy coordinator", async () => {
    for (const role of ["ADMINISTRATOR", "PRIVACY_COORDINATOR"]) {
      const dossier = await dossierOf(house)
      const mila = await colleague(dossier)
      await expectGoneAfter(mila, dossier, () =>
        house.rows("update employee set role = $2 where id = $1", [mila.id, role]),
      )
    }
  })

  it("a consultant whose case was handed to another team", async () => {
    const dossier = await dossierOf(house)
    const other = await house.team()
    const hugo = await house.employee({ name: "Hugo Prins", team: other })
    await expectGoneAfter(dossier.consultant, dossier, () =>
      done(dossier.consultant, "assignCase", { ...based(dossier.case), assigneeId: hugo.id, teamId: other }),
    )
  })

  it("a colleague of whom it was said that she has a conflict of interest", async () => {
    const dossier = await dossierOf(house)
    const mila = await colleague(dossier)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: dossier.team })
    const input = { employeeId: mila.id, against: "ADDRESS", homeId: dossier.home, reason: "NEIGHBOUR" }
    await expectGoneAfter(mila, dossier, () => done(lead, "blockAccess", input, "block { id }"))
  })

  it("a colleague of the team of a case that was restricted", async () => {
    const dossier = await dossierOf(house)
    const input = { ...based(dossier.case), deputyId: (await guestOf(house)).id, reason: "Dreiging." }
    await expectGoneAfter(await colleague(dossier), dossier, () => done(dossier.consultant, "restrictCase", input))
  })

  it("a guest whose term is over", async () => {
    const dossier = await dossierOf(house)
    const wim = await guestOf(house)
    await done(dossier.consultant, "grantAccess", letting(dossier, wim))
    await expectGoneAfter(wim, dossier, () =>
      house.rows("update case_grant set valid_until = now() where principal_id = $1", [wim.id]),
    )
  })
})

describe("from the very next request on, with the same token on the same connection, she is nobody who", () => {
  const leaving: [string, string][] = [
    ["was disabled", "update employee set active = false where id = $1"],
    ["was there for a term that is over", "update employee set until = now() where id = $1"],
    ["had her sessions ended", "update employee set sessions_since = now() + interval '1 second' where id = $1"],
  ]

  it.each(leaving)("%s", async (_what, statement) => {
    const dossier = await dossierOf(house)
    const line = new Line(await colleague(dossier))
    expect(await line.sees(dossier.case.id)).toBe(true)
    const [row] = await house.rows<any>("select employee_id from team_membership where team_id = $1 and employee_id <> $2", [dossier.team, dossier.consultant.id]) // prettier-ignore
    await house.rows(statement, [row.employee_id])
    const { status, errors, data, reused } = await line.ask("{ viewer { id } }")
    line.close()
    expect({ status, reused, data: data ?? null }).toEqual({ status: 401, reused: true, data: null })
    expect(errors[0].extensions.code).toBe("UNAUTHENTICATED")
  })

  it("is an auditor after her term", async () => {
    const paul = await auditorOf(house)
    const line = new Line(paul)
    expect((await line.ask("{ trailEvents { totalCount } }")).status).toBe(200)
    await house.rows("update employee set until = now() where id = $1", [paul.id])
    const { status, reused } = await line.ask("{ trailEvents { totalCount } }")
    line.close()
    expect({ status, reused }).toEqual({ status: 401, reused: true })
    const events = await house.rows<any>("select outcome, reason from trail_event where actor_id = $1 order by recorded_at desc limit 1", [paul.id]) // prettier-ignore
    expect(events).toEqual([{ outcome: "DENIED", reason: "DISABLED_EMPLOYEE" }])
  })
})

describe("what somebody becomes counts from the very next request on:", () => {
  it("who has become the privacy officer sees every case, and no content", async () => {
    const dossier = await dossierOf(house)
    const line = new Line(await house.employee({ name: "Noor Bakx", team: dossier.team }))
    const looking = "query Looking($id: ID!) { case(id: $id) { id title } }"
    expect((await line.ask(looking, { id: dossier.case.id })).data.case.title).not.toBeNull()
    const [row] = await house.rows<any>("select id from employee where name = 'Noor Bakx'")
    await house.rows("update employee set role = 'PRIVACY_OFFICER' where id = $1", [row.id])
    const { data, reused } = await line.ask(looking, { id: dossier.case.id })
    line.close()
    expect({ data, reused }).toEqual({ data: { case: { id: dossier.case.id, title: null } }, reused: true })
  })

  it("who has come to the team, and who was cleared, sees its cases", async () => {
    const dossier = await dossierOf(house)
    const wim = await house.employee({ name: "Wim Schouten", cleared: [] })
    const line = new Line(wim)
    expect(await line.sees(dossier.case.id)).toBe(false)
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [wim.id, dossier.team])
    expect(await line.sees(dossier.case.id)).toBe(false)
    await house.rows("insert into clearance (employee_id, kind) values ($1, 'NUISANCE')", [wim.id])
    expect(await line.sees(dossier.case.id)).toBe(true)
    line.close()
  })
})
