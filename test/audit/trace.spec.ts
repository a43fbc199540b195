import { scene } from "../cases/support"
import { House } from "../support/house"
import { newTrace, trailOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("the trace of a caller", () => {
  const known = (id: string, span = "00f067aa0ba902b7") => `00-${id}-${span}-01`
  it("goes on, and comes back in the answer", async () => {
    const { consultant } = await scene(house)
    const trace = newTrace()
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${consultant.token}`,
        traceparent: known(trace),
      },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    })
    expect(response.headers.get("traceparent")).toContain(trace)
    expect((await trailOf(house, trace)).events).toHaveLength(1)
  })

  const id = "4bf92f3577b34da6a3ce929d0e0e4736"
  it.each([
    ...["kapot", known(id.toUpperCase()), known("0".repeat(32)), known(id, "0".repeat(16)), known(id.slice(1))],
    ...[`ff-${id}-00f067aa0ba902b7-01`, `00-${id}-00f067aa0ba902b7-01-extra`, `00-${id}-00f067aa0ba902b7`],
  ])("is a new one when its header is malformed: %s", async (traceparent) => {
    const { consultant } = await scene(house)
    await house.ask("{ viewer { id } }", {}, consultant.token, { traceparent })
    const [event] = await house.rows<any>("select trace_id, span_id from trail_event where actor_id = $1", [
      consultant.id,
    ])
    expect(event.trace_id).toMatch(/^(?!0+$)[0-9a-f]{32}$/)
    expect(event.span_id).toMatch(/^(?!0+$)[0-9a-f]{16}$/)
    expect(event.trace_id).not.toBe(id)
  })

  it("comes back also where the answer is a refusal, and a new one where none was sent", async () => {
    const { consultant } = await scene(house)
    const answered = async (headers: Record<string, string>, query: string): Promise<string | null> => {
      const response = await fetch(`${house.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      })
      return response.headers.get("traceparent")
    }
    const authorization = `Bearer ${consultant.token}`
    for (const [headers, query] of [
      [{}, "{ viewer { id } }"],
      [{ authorization }, "{ nobody }"],
      [{ authorization, "x-look-reason": "?" }, "{ viewer { id } }"],
      [{ authorization }, "{ viewer { id } }"],
    ] as const) {
      const trace = newTrace()
      expect(await answered({ ...headers, traceparent: known(trace) }, query)).toBe(known(trace))
      const own = await answered(headers, query)
      expect(own).toMatch(/^00-(?!0+-)[0-9a-f]{32}-(?!0+-)[0-9a-f]{16}-01$/)
      expect((await trailOf(house, own?.split("-")[1] ?? "")).events).toHaveLength(1)
    }
  })

  it("brings nothing else with it: what a caller puts into tracestate or baggage is neither kept nor answered", async () => {
    const { consultant } = await scene(house)
    const trace = newTrace()
    const headers = { traceparent: known(trace), tracestate: "huurder=Jansen", baggage: "huurder=Jansen" }
    const { text } = await house.ask("{ viewer { id } }", {}, consultant.token, headers)
    expect(text).not.toContain("Jansen")
    const { events, sights } = await trailOf(house, trace)
    expect(events).toHaveLength(1)
    expect(JSON.stringify([events, sights])).not.toContain("Jansen")
  })
})
