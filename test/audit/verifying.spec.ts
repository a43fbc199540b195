import type { Signer } from "../../src/audit/sealing/signer"
import { MalformedExport, tellVerdict } from "../../src/audit/verifying"
import { type Evidence, type Verdict, verify } from "../../src/audit/verifying/verify"
import { scene } from "../cases/support"
import { House } from "../support/house"
import { textOf } from "../../src/audit/sealing/leaves"
import { Frontier, commitmentOf, leafHash } from "../../src/audit/sealing/merkle"
import { writeLeaf } from "../../src/audit/verifying/line"
import { type Line, append, headOver, lineOf, read, write } from "./forging"
import { type Copy, Sealed, origin } from "./sealed"
import { signerAt } from "./signers"

let house: House
let sealed: Sealed
let signer: Signer
let whole: Copy
let kept: string[]
beforeAll(async () => {
  house = await House.open()
  sealed = await Sealed.of(house)
  const { consultant } = await scene(house)
  for (let round = 0; round < 3; round++) {
    await consultant.get("{ cases { nodes { id title } } }")
    await sealed.seal()
  }
  signer = await signerAt(origin, `${sealed.folder}/key.pem`)
  whole = await sealed.copy()
  kept = await sealed.anchors.all()
})
afterAll(async () => {
  await sealed.close()
  await house.close()
})

/** A copy of what was sealed, to be changed. */
const copyOf = (): Copy => ({ lines: [...whole.lines], notes: [...whole.notes] })
const verdictOf = (copy: Copy, more: Partial<Evidence> = {}): Promise<Verdict> => verify({ ...copy, ...more })
const faultOf = async (copy: Copy, more: Partial<Evidence> = {}): Promise<string | undefined> =>
  (await verdictOf(copy, more)).fault

const now = (): string => new Date().toISOString()
const years = (count: number): string => {
  const date = new Date()
  date.setUTCFullYear(date.getUTCFullYear() + count)
  return date.toISOString()
}
const later = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

describe("what was sealed and left alone", () => {
  it("is found to be as it was, with the key that is believed and why", async () => {
    const verdict = await verdictOf(copyOf(), { outside: kept, made: now() })
    expect(verdict).toMatchObject({ ok: true, newer: 0, outside: kept.length, keys: [signer.key] })
    const told = tellVerdict(verdict, false)
    expect(told.code).toBe(0)
    expect(told.lines.join("\n")).toMatch(/for no other reason than that the export names it/)
    expect(tellVerdict(verdict, true).lines.join("\n")).toMatch(/which was given/)
  })

  it("says up to which moment this holds, and that no head from outside was held against it", async () => {
    const { lines } = tellVerdict(await verdictOf(copyOf(), { made: "2036-11-23T12:00:00.000Z" }), true)
    expect(lines.join("\n")).toContain("up to 2036-11-23T11:58:00.000Z")
    expect(lines.join("\n")).toContain("No head that was kept outside")
  })
})

describe("an epoch", () => {
  it("cannot begin without a leaf that says so, though the head is signed", async () => {
    const copy = copyOf()
    copy.lines.splice(-1)
    const raised = headOver(copy, signer, { epoch: 2, madeAt: now() })
    expect(await faultOf({ ...copy, notes: [raised] })).toMatch(/of epoch 2, and no leaf before it says/)
  })

  it("that a restore began is told in words, and is never a plain yes", async () => {
    const copy = copyOf()
    const leaves = copy.lines.length
    append(copy, "RESTORED", { epoch: 2, from: leaves, until: leaves + 7, root: "" })
    copy.notes.push(headOver(copy, signer, { epoch: 2, madeAt: now() }))
    const { code, lines } = tellVerdict(await verdictOf(copy), true)
    expect(code).toBe(3)
    expect(lines.join("\n")).toContain(
      `epoch 2 at leaf ${leaves}; lost are 7 leaves, from ${leaves} until ${leaves + 7}`,
    )
    expect(lines.join("\n")).not.toContain("The trail is as it was sealed.")
  })

  it("accounts for the heads of what was lost, of another branch too, and for no other", async () => {
    const copy = copyOf()
    const leaves = copy.lines.length
    const [root, madeAt] = [Buffer.alloc(32), now()]
    const strange = (size: number, epoch: number): string => signer.sign({ size, root, epoch, madeAt })
    append(copy, "RESTORED", { epoch: 3, from: leaves, until: leaves + 7, root: "" })
    copy.notes.push(headOver(copy, signer, { epoch: 3, madeAt }))
    const lost = [strange(leaves + 1, 1), strange(leaves + 7, 1), strange(2, 2), strange(leaves + 7, 2)]
    expect(await faultOf(copy, { reached: lost })).toBeUndefined()
    for (const more of [strange(leaves + 8, 1), strange(leaves + 8, 2)])
      expect(await faultOf(copy, { reached: [...lost, more] })).toMatch(/^the tail is cut/)
    expect(await faultOf(copy, { reached: [strange(leaves, 1)] })).toMatch(/are not those/)
    expect(await faultOf(copy, { reached: [strange(2, 4)] })).toMatch(/of epoch 4/)
    const foreign = await signerAt(origin, `${sealed.folder}/foreign.pem`)
    const forged = foreign.sign({ size: leaves + 1, root, epoch: 1, madeAt })
    expect(await faultOf(copy, { reached: [forged] })).toMatch(/is not signed by the key/)
  })

  it.each([
    ["that was there before", { epoch: 1 }],
    ["of leaves elsewhere", { from: 1 }],
    ["that says no number", { epoch: "2" }],
  ])("cannot be one %s", async (_what, said) => {
    const copy = copyOf()
    const leaves = copy.lines.length
    append(copy, "RESTORED", { epoch: 2, from: leaves, until: leaves + 7, root: "", ...said })
    copy.notes.push(headOver(copy, signer, { epoch: 2, madeAt: now() }))
    expect(await faultOf(copy)).toMatch(new RegExp(`^leaf ${leaves} `))
  })
})

describe("events that went", () => {
  /** The last event goes, and a leaf that the sealer signed for says that its term was over. */
  function withPrune(said: { before: string; months: number }, madeAt: string, ranges?: number[][]): Copy {
    const copy = copyOf()
    const at = copy.lines.length - 1
    if (!ranges) {
      const { leaf, commitment } = read(copy, at)
      write(copy, at, { leaf, commitment, nonce: null, sealed: null })
    }
    append(copy, "PRUNED", { ...said, ranges: ranges ?? [[at, at + 1]] })
    copy.notes.push(headOver(copy, signer, { epoch: 1, madeAt }))
    return copy
  }

  it("today cannot have gone because a leaf says so", async () => {
    const before = years(-5)
    expect(await faultOf(withPrune({ before, months: 60 }, now()))).toMatch(/before their term of 60 months was over/)
  })

  it("after a shorter term than is kept are told of, and the term can be another", async () => {
    const copy = withPrune({ before: now(), months: 0 }, now())
    expect(await faultOf(copy)).toMatch(/after 0 months, and their term is 60/)
    expect(await faultOf(withPrune({ before: years(-5), months: 60 }, now()), { termMonths: 61 })).toMatch(
      /their term is 61/,
    )
  })

  it("cannot go after a term so long that no calendar holds it", async () => {
    const copy = withPrune({ before: now(), months: Number.MAX_SAFE_INTEGER }, now())
    expect(await faultOf(copy)).toMatch(/before their term of \d+ months was over/)
  })

  it("after one of a day that there is not cannot have gone", async () => {
    const copy = copyOf()
    const first = copy.lines.findIndex((line) => line.includes('{"kind":"EVENT"'))
    // Sealed before any head: only the event before them tells how old they are.
    copy.lines.splice(first)
    copy.lines.push(lineOf(first, "EVENT", { event: { recorded_at: "9999-99-99T00:00:00+00:00" }, grants: [] }))
    copy.lines.push(lineOf(first + 1, "EVENT", { event: { recorded_at: now() }, grants: [] }))
    const { leaf, commitment } = read(copy, first + 1)
    write(copy, first + 1, { leaf, commitment, nonce: null, sealed: null })
    append(copy, "PRUNED", { before: years(-5), months: 60, ranges: [[first + 1, first + 2]] })
    expect(await faultOf({ ...copy, notes: [headOver(copy, signer, { epoch: 1, madeAt: now() })] })).toMatch(
      /before their term of 60 months was over/,
    )
  })

  it("cannot go by a clock that was put forward", async () => {
    expect(await faultOf(withPrune({ before: now(), months: 60 }, years(5)))).toMatch(/which is still to come/)
  })

  it("cannot go by a clock that was put forward and back", async () => {
    const copy = copyOf()
    append(copy, "PRUNED", { before: years(-6), months: 60, ranges: [] })
    copy.notes.push(headOver(copy, signer, { epoch: 1, madeAt: later(60) }))
    expect(await faultOf(copy)).toBeUndefined()
    append(copy, "PRUNED", { before: years(-6), months: 60, ranges: [] })
    copy.notes.push(headOver(copy, signer, { epoch: 1, madeAt: now() }))
    expect(await faultOf(copy)).toMatch(/is dated .*, and one before it/)
  })

  it("are not there any more", async () => {
    const there = withPrune({ before: years(-5), months: 60 }, now(), [[1, 2]])
    expect(await faultOf(there)).toBe("leaf 1 is there, and a later leaf says that its term was over")
  })
})

describe("a leaf that the owner of the database made up", () => {
  /** A leaf of an event that says what it commits to, sealed like any other. */
  function withEvent(sealed: string): Copy {
    const copy = copyOf()
    const nonce = Buffer.alloc(16, 7)
    const commitment = commitmentOf(nonce, sealed)
    const tree = Frontier.empty()
    for (const line of copy.lines) {
      const { sealed: said, commitment: own } = JSON.parse(line) as Line
      tree.add(leafHash(said?.kind ?? "EVENT", Buffer.from(own, "base64")))
    }
    tree.add(leafHash("EVENT", commitment))
    const bytes = { nonce: nonce.toString("base64"), commitment: commitment.toString("base64") }
    copy.lines.push(writeLeaf({ leaf: copy.lines.length, ...bytes, sealed }))
    copy.notes.push(signer.sign({ size: tree.size, root: tree.root(), epoch: 1, madeAt: now() }))
    return copy
  }
  const eventOf = (recorded: string): string => textOf("EVENT", { event: { recorded_at: recorded }, grants: [] })

  it.each(["2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00.1+00:00", "2026-11-20T10:00:00.123456+00:00"])(
    "can be of %s",
    async (recorded) => {
      expect(await faultOf(withEvent(eventOf(recorded)))).toBeUndefined()
    },
  )

  it.each([
    "zzz",
    "",
    "infinity+00:00",
    "2026-11-20T10:00:00",
    "2026-11-20T10:00:00+01:00",
    "2026-11-20T10:00:00.1234567+00:00",
    "12026-11-20T10:00:00+00:00",
  ])("is not of no time, such as %p", async (recorded) => {
    expect(await faultOf(withEvent(eventOf(recorded)))).toMatch(/^leaf \d+ does not say when its event was recorded$/)
  })

  it("says when it was recorded", async () => {
    expect(await faultOf(withEvent(textOf("EVENT", { event: {}, grants: [] })))).toMatch(/does not say when/)
  })

  it.each([
    "no text of an object",
    '{"kind":"KEY"',
    '"KEY"',
    '{"kind":"OTHER","said":{}}',
    '{"kind":"KEY","said":null}',
    '{"said":{},"kind":"EVENT"}',
  ])("says something that is known, and not %s", async (sealed) => {
    expect(await faultOf(withEvent(sealed))).toMatch(/^leaf \d+ says nothing that is known$/)
  })

  it("names a key in letters", async () => {
    const said = { key: { toString: 1, valueOf: 1 }, endorsement: null }
    expect(await faultOf(withEvent(textOf("KEY", said)))).toMatch(/^leaf \d+ names no key$/)
  })
})

describe("a line", () => {
  it.each<[string, (line: string) => string]>([
    ["with a name twice", (line) => line.replace('"outcome":', '"outcome":"REFUSED","outcome":')],
    [
      "with what was sealed twice",
      (line) => line.replace('"sealed":', '"sealed":{"kind":"EVENT","said":{}},"sealed":'),
    ],
    ["with a name more", (line) => line.replace('{"leaf"', '{"comment":"seen","leaf"')],
    ["with a space more", (line) => line.replace('"outcome":', '"outcome": ')],
    ["with a letter written otherwise", (line) => line.replace('"outcome"', '"\\u006futcome"')],
    ["with a number that no event holds", (line) => line.replace('"activity_version":1', '"activity_version":1.5')],
    [
      "nested without end",
      (line) => line.replace('"sights":[', `"sights":${"[".repeat(50_000)}${"]".repeat(50_000)},"x":[`),
    ],
    ["that is no text", () => "\u0000\u0001"],
    ["that is empty", () => ""],
  ])("%s is not taken for the one that was sealed", async (_what, change) => {
    const copy = copyOf()
    const at = copy.lines.findLastIndex((line) => line.includes('"activity_version":1'))
    const before = copy.lines[at] as string
    copy.lines[at] = change(before)
    expect(copy.lines[at]).not.toBe(before)
    const outcome = await verdictOf(copy).catch((error: unknown) => error)
    if (!(outcome instanceof MalformedExport)) expect(outcome).toMatchObject({ ok: false })
    else expect(outcome.message).toMatch(new RegExp(`^line ${at + 1} `))
  })

  it("that cannot be read is named, and is another thing than one that says something else", async () => {
    const copy = copyOf()
    const last = copy.lines.pop() as string
    await expect(verdictOf({ ...copy, lines: [...copy.lines, last.slice(0, -5)] })).rejects.toThrow(
      `line ${copy.lines.length + 1} is not whole`,
    )
    const fraction = last.replace('"activity_version":1', '"activity_version":1.5')
    await expect(verdictOf({ ...copy, lines: [...copy.lines, fraction] })).rejects.toThrow("holds what no event holds")
  })

  it("is not one where there is none", async () => {
    await expect(verdictOf({ lines: [], notes: [] })).rejects.toThrow("holds no leaf")
  })
})

describe("an event that no leaf speaks of", () => {
  const event = (recorded: string): string =>
    `{"loose":{"actor_kind":"JOB","id":"x","recorded_at":"${recorded}","sights":[]},"sealable":true}`

  it("is of the last seconds", async () => {
    const copy = copyOf()
    copy.lines.push(event(now()))
    expect(await verdictOf(copy)).toMatchObject({ ok: true, unsealed: 1 })
  })

  it.each<[string, (copy: Copy) => void, RegExp]>([
    ["of years ago", (copy) => copy.lines.push(event("2021-01-01T00:00:00Z")), /event of 2021-01-01T.* was added/],
    ["without a time", (copy) => copy.lines.push(event("")), /does not say when/],
    ["between the leaves", (copy) => copy.lines.splice(3, 0, event(now())), /was added: it stands before leaf 3/],
  ])("%s was put there by somebody", async (_what, change, fault) => {
    const copy = copyOf()
    change(copy)
    expect(await faultOf(copy)).toMatch(fault)
  })

  it("stands there as an export writes it, and nothing beside it", async () => {
    for (const line of [event(now()).replace('"x"', ' "x"'), event(now()).replace("{", '{"a":1,')])
      await expect(verdictOf({ ...copyOf(), lines: [...whole.lines, line] })).rejects.toThrow(MalformedExport)
  })
})

describe("a head that was kept outside, over more leaves than there are", () => {
  /** A copy without the last leaf, and the head over all of them. */
  function shorter(): { copy: Copy; outside: string[] } {
    const head = headOver(whole, signer, { epoch: 1, madeAt: now() })
    const copy = copyOf()
    copy.lines.splice(-1)
    copy.notes = [headOver(copy, signer, { epoch: 1, madeAt: now() })]
    return { copy, outside: [head] }
  }

  it("is newer than the export where it was made after it, and the words say so", async () => {
    const { copy, outside } = shorter()
    const verdict = await verdictOf(copy, { outside, made: now() })
    expect(verdict).toMatchObject({ ok: true, newer: 1, outside: 1 })
    expect(tellVerdict(verdict, true).lines.join("\n")).toContain("1 are newer than this export")
  })

  it("shows that the tail was cut where it was made before", async () => {
    const { copy, outside } = shorter()
    expect(await faultOf(copy, { outside, made: later(10) })).toMatch(/^the tail is cut/)
  })

  it("shows it in any case where the export has to reach it", async () => {
    const { copy, outside } = shorter()
    expect(await faultOf(copy, { reached: outside, made: now() })).toMatch(/^the tail is cut/)
    expect(await faultOf(copy, { outside, atLeast: whole.lines.length, made: now() })).toMatch(/^the tail is cut/)
    expect(await faultOf(copy, { outside, atLeast: new Date(later(1)), made: now() })).toMatch(/^the tail is cut/)
    expect(await faultOf(copy, { outside, atLeast: new Date(later(-1)), made: now() })).toBeUndefined()
  })

  it("shows it where the export itself holds it", async () => {
    const { copy, outside } = shorter()
    expect(await faultOf({ ...copy, notes: [...copy.notes, ...outside] }, { made: now() })).toMatch(/^the tail is cut/)
  })

  it("is not newer because an export says that it was made before its own last head", async () => {
    const { copy, outside } = shorter()
    expect(await faultOf(copy, { outside, made: later(-60) })).toMatch(/made before its last head/)
  })

  it("is of a restore that came after the export, where its epoch is later", async () => {
    const copy = copyOf()
    copy.lines.splice(-2)
    append(copy, "RESTORED", { epoch: 2, from: copy.lines.length, until: 99, root: "" })
    const outside = [headOver(copy, signer, { epoch: 2, madeAt: later(5) })]
    expect(await verdictOf(copyOf(), { outside, made: now() })).toMatchObject({ ok: true, newer: 1 })
    expect(await faultOf(copyOf(), { outside, made: later(10) })).toMatch(/of epoch 2/)
  })
})
