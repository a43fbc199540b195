import { csv, fieldOf } from "../../src/exports/csv"

describe("a field of a CSV", () => {
  it.each(["=1+1", "+31", "-1", "@SUM(A1)", " =1", "\u00a0=1", "\uff1d1"])(
    "that a spreadsheet would work out is text: %j",
    (cell) => {
      expect(fieldOf(cell)).toBe(`"'${cell}"`)
    },
  )

  it.each(["\t=1", "\r=1", "\n@x"])("that begins where no text does is text: %j", (cell) => {
    expect(fieldOf(cell)).toBe(`"'${cell}"`)
  })

  it.each([
    ["x;=1+1;y", "x;'=1+1;y"],
    ["x; -1", "x;' -1"],
  ])("that would be worked out where a semicolon divides fields is text there too: %j", (cell, text) => {
    expect(fieldOf(cell)).toBe(`"${text}"`)
  })

  it("is put between quotation marks where it holds what divides fields, and its own are doubled", () => {
    expect(fieldOf('zij zei: "nee", en ging')).toBe('"zij zei: ""nee"", en ging"')
    expect(fieldOf("regel\r\nregel")).toBe('"regel\r\nregel"')
    expect(fieldOf("a;b")).toBe('"a;b"')
  })

  it("is written as it is where nothing is the matter with it", () => {
    expect([null, undefined, 3, "2026-03-02T09:00:00+00:00", ["a", "b"], []].map(fieldOf)).toEqual([
      "",
      "",
      "3",
      "2026-03-02T09:00:00+00:00",
      "a b",
      "",
    ])
  })
})

describe("a CSV of the trail", () => {
  const sight = { position: 0, field: "cases", action: "case.listed", activity: "case-handling", activity_version: 1, purpose: "p", legal_basis: "l", case_ids: [] as string[], party_ids: [], person_ids: [], types: [], categories: [], employee_ids: [] } // prettier-ignore
  const event = { id: "e", recorded_at: "2026-10-25T00:30:00.123456+00:00", actor_kind: "EMPLOYEE", actions: [], outcome: "DONE", sights: [sight], reached: [], settings: null } // prettier-ignore
  const written = (given: object): string => csv.event(given as never, true)
  const columns = csv.start.slice(1, -2).split(";")
  const cell = (line: string, name: string): string => line.split(";")[columns.indexOf(name)] ?? ""

  it("divides its fields by semicolons, as a spreadsheet that speaks Dutch expects", () => {
    expect(columns.slice(0, 3)).toEqual(["event", "recorded_at", "recorded_at_utc"])
    expect(written(event).split(";")).toHaveLength(columns.length)
  })

  it.each([
    ["2026-10-25T00:30:00.123456+00:00", "2026-10-25 02:30:00"],
    ["2026-10-25T01:30:00.123456+00:00", "2026-10-25 02:30:00"],
    ["2026-12-31T23:30:00+00:00", "2027-01-01 00:30:00"],
    ["2026-07-01T09:05:07+00:00", "2026-07-01 11:05:07"],
  ])("says the time of Amsterdam as a spreadsheet reads it, and the moment itself beside it: %s", (moment, local) => {
    const line = written({ ...event, recorded_at: moment })
    expect([cell(line, "recorded_at"), cell(line, "recorded_at_utc")]).toEqual([local, moment])
  })

  it("has no cell that a spreadsheet would cut off: a long list goes on in the next line", () => {
    const cases = Array.from({ length: 2_000 }, (_, nth) => `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`)
    const lines = written({ ...event, sights: [{ ...sight, case_ids: cases }] })
      .split("\r\n")
      .slice(0, -1)
    expect(lines).toHaveLength(3)
    for (const line of lines) for (const each of line.split(";")) expect(each.length).toBeLessThan(32_767)
    expect(lines.flatMap((line) => cell(line, "cases").split(" "))).toEqual(cases)
    expect(new Set(lines.map((line) => cell(line, "field")))).toEqual(new Set(["cases"]))
  })
})
