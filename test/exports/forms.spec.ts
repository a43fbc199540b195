import { fieldOf } from "../../src/exports/csv"

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
