import { type Evidence, verify } from "../../src/audit/verifying/verify"
import { isLeaf } from "../audit/forging"
import { Random } from "./sight/random"
import { type Classes, type Verifying, classNames, tryAll, untouched } from "./trail"
import { type Made, makeTrail } from "./trail/making"

jest.setTimeout(60_000)

/*
 * The proof of the trail, proven itself: it holds on the verifier as it is, and finds what one overlooks that checks less.
 */
let made: Made
beforeAll(async () => {
  made = await makeTrail(20261123, 1_000)
}, 60_000)
afterAll(async () => {
  await made.sealed.close()
  await made.house.close()
})

/** Found of tried, by class. */
async function tried(each: number, verifying: Verifying, names = classNames): Promise<Classes> {
  const classes: Classes = {}
  await tryAll(made, new Random(7), { many: each * names.length, classes, names, verifying })
  return classes
}

const linesOf = (evidence: Evidence): string[] => [...(evidence.lines as string[])]

/** The same to whoever reads JSON. */
function readAndWritten(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line))
  } catch {
    return line
  }
}

const weaker: readonly [string, Verifying, string][] = [
  ["is not given the heads from outside", ({ lines, notes }) => verify({ lines, notes }), "cut-at-head"],
  [
    "passes over events without a leaf",
    (evidence) => verify({ ...evidence, lines: linesOf(evidence).filter(isLeaf) }),
    "loose",
  ],
  ["knows of no term", (evidence) => verify({ ...evidence, termMonths: 0 }), "forged-prune"],
  [
    "reads lines as JSON and not as bytes",
    (evidence) => verify({ ...evidence, lines: linesOf(evidence).map(readAndWritten) }),
    "names",
  ],
]

describe("the proof of the trail", () => {
  it("finds no fault in a trail that went through crashes, a restore and a new key, and any change of it", async () => {
    expect(await verify(untouched(made))).toMatchObject({ ok: true, fault: undefined, epochs: 2 })
    const classes = await tried(4, verify)
    expect(Object.keys(classes).sort()).toEqual([...classNames].sort())
    for (const [name, { tried: many, found }] of Object.entries(classes)) expect([name, found]).toEqual([name, many])
  })

  it.each(weaker)("does not hold where the verifier %s, and holds with it again", async (_what, verifying, name) => {
    expect((await verifying(untouched(made))).ok).toBe(true)
    const { [name]: weakened } = await tried(48, verifying, [name])
    expect(weakened?.tried).toBeGreaterThan(0)
    expect(weakened?.found).toBeLessThan(weakened?.tried ?? 0)
    const { [name]: whole } = await tried(48, verify, [name])
    expect(whole?.found).toBe(whole?.tried)
  })
})
