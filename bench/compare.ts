import { assertEqualReads, assertEqualWrites } from "./equal"
import { leftOut, unknownColumns } from "./left"
import { benchBody } from "./load/sources"
import { type Quotient, figuresOf, quotient, spreadOf, table } from "./report"
import type { Side } from "./servers"
import { type Pair, type Stage, speaking, where } from "./stage"
import { choosePairs, demoPeople, running, writeTargets } from "./work"

/** Ours against the limit: a list, or a case with all that hangs under it. */
export async function compareReads(stage: Stage): Promise<object> {
  const sides: [Side, Side] = [await stage.start("ours"), await stage.start("limit")]
  const requests = await stage.requests(stage.args.bench, stage.people, sides[0])
  const others = await stage.requests(stage.args.bench, demoPeople, sides[0])
  const notCompared = await sayWhatIsLeftOut(stage)
  await assertEqualReads(sides, [...sampleOf(requests, 40), ...sampleOf(others, 12)], stage.database.admin)
  await stage.load.prepare({ is: "reads", requests })
  return { ...(await compared(stage, sides)), notCompared }
}

/** The same for changes: an entry in a journal, a case moved to and fro. */
export async function compareWrites(stage: Stage): Promise<object> {
  const { admin } = stage.database
  const sides: [Side, Side] = [await stage.start("ours"), await stage.start("limit")]
  const pairs = await choosePairs(admin, stage.people, 16, running)
  if (pairs.length < 64) throw new Error("the data has too few running cases to write in")
  const targets = (): ReturnType<typeof writeTargets> => writeTargets(admin, pairs, speaking(sides[0].tokens))
  const notCompared = await sayWhatIsLeftOut(stage)
  const prepare = async (): Promise<void> => stage.load.prepare({ is: "writes", targets: await targets() })
  try {
    await assertEqualWrites(sides, (await targets()).slice(0, 10), admin)
    return { ...(await compared(stage, sides, prepare)), notCompared }
  } finally {
    await admin.query("delete from journal_entry where case_id = any($1::uuid[]) and body = $2", [
      pairs.map(({ caseId }) => caseId),
      benchBody,
    ])
  }
}

/** The columns of the trail that were added since: they stand in the result, so that nobody believes them compared. */
async function sayWhatIsLeftOut({ database, say }: Stage): Promise<string[]> {
  const unknown = await unknownColumns(database.admin)
  say(`Both sides must leave the same trail. Not compared: ${leftOut()}.`)
  if (unknown.length) say(`Not compared either, for nobody has said in bench/left.ts: ${unknown.join(", ")}.`)
  return unknown
}

async function compared(stage: Stage, sides: [Side, Side], prepare?: () => Promise<void>): Promise<object> {
  const free = await stage.measured(sides, false, prepare)
  const [ours, limit] = stage.pins ? await stage.measured(sides, true, prepare) : free
  if (stage.pins) stage.say(table(`${stage.args.bench}, ${where(true)}`, [ours, limit]))
  stage.say(table(`${stage.args.bench}, ${where(false)}`, free))
  return {
    ...stage.about(),
    ratios: ratiosOf([ours, limit]),
    ours: figuresOf(ours),
    limit: figuresOf(limit),
    spread: { ours: spreadOf(ours, "rps"), limit: spreadOf(limit, "rps") },
    pgSpread: { ours: spreadOf(ours, "pgUs"), limit: spreadOf(limit, "pgUs") },
    unpinned: { ratios: ratiosOf(free), ours: figuresOf(free[0]), limit: figuresOf(free[1]) },
  }
}

/** Ours over the limit: requests a second, and CPU the other way round. Above one is better than the limit. */
const ratiosOf = ([ours, limit]: Pair): Record<"limit" | "limitCpu", Quotient> => ({
  limit: quotient([ours, limit], "rps"),
  limitCpu: quotient([limit, ours], "totalUs"),
})

/** Spread over all of them. */
const sampleOf = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, index) => index % Math.max(1, Math.floor(all.length / count)) === 0)
