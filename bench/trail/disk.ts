import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { ENVIRONMENT } from "../../src/platform/database/embedded/account"
import { figuresOf, quotient, spreadOf, table } from "../report"
import type { Side } from "../servers"
import { type Stage, where } from "../stage"

const delayUs = 1_000
const folder = resolve(__dirname, "../../.data/bench/slow-disk")
const library = join(folder, "slow-disk.so")
/** While it is there, each flush takes longer. */
const sign = join(folder, "slow")

const source = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slowly(const char *name, int file) {
  int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  if (access("${sign}", F_OK) == 0) usleep(${delayUs});
  return flush(file);
}
int fdatasync(int file) { return slowly("fdatasync", file); }
int fsync(int file) { return slowly("fsync", file); }
`

/** Before PostgreSQL starts: it is to flush through a library of ours. Answers why it cannot, where there is no C compiler. */
export function slowDown(): string | undefined {
  mkdirSync(folder, { recursive: true })
  rmSync(sign, { force: true })
  writeFileSync(join(folder, "slow-disk.c"), source)
  try {
    execFileSync("gcc", ["-shared", "-fPIC", "-o", library, join(folder, "slow-disk.c"), "-ldl"], { stdio: "pipe" })
  } catch {
    return "a slow disk needs gcc, to make the library that slows it down; it is not here, or fails"
  }
  Object.assign(ENVIRONMENT, { LD_PRELOAD: library })
  return undefined
}

/** Our server with each flush slowed by a millisecond, and without: commits that wait together are flushed together. */
export async function slowDisk(stage: Stage): Promise<object> {
  try {
    const server = await stage.start("ours")
    const turn = (slow: boolean) => (): Promise<void> => {
      if (slow) writeFileSync(sign, "")
      else rmSync(sign, { force: true })
      return Promise.resolve()
    }
    const sides: [Side, Side] = [
      { ...server, label: "slow", turn: turn(true) },
      { ...server, label: "as it is", turn: turn(false) },
    ]
    await assertSlower(stage, sides)
    return {
      ...stage.about(),
      delayUs,
      list: await over("list", stage, sides),
      detail: await over("detail", stage, sides),
    }
  } finally {
    rmSync(sign, { force: true })
  }
}

async function over(bench: "list" | "detail", stage: Stage, sides: [Side, Side]) {
  await stage.load.prepare({ is: "reads", requests: await stage.requests(bench, stage.people, sides[0]) })
  const pair = await stage.measured(sides, stage.pins)
  stage.say(table(`${bench}, ${where(stage.pins)}`, pair))
  const [slow, asItIs] = pair
  return {
    throughput: quotient(pair, "rps"),
    slow: { ...figuresOf(slow), spread: spreadOf(slow, "rps") },
    asItIs: { ...figuresOf(asItIs), spread: spreadOf(asItIs, "rps") },
  }
}

/** So often it is looked whether a commit takes longer: beside other work the quickest of some may be slow on both sides. */
const looks = 10

/** The quickest of some commits must be slower by the delay, or the library was not taken up. */
async function assertSlower({ database }: Stage, [slow, asItIs]: [Side, Side]): Promise<void> {
  const quickest = async (side: Side): Promise<number> => {
    await side.turn?.()
    let least = Infinity
    for (let commit = 0; commit < 30; commit++) {
      const begun = performance.now()
      await database.admin.query("select pg_logical_emit_message(true, 'bench', '')")
      least = Math.min(least, performance.now() - begun)
    }
    return least
  }
  for (let look = 0; look < looks; look++)
    if ((await quickest(slow)) - (await quickest(asItIs)) >= (0.8 * delayUs) / 1000) return
  throw new Error("the disk is no slower: the library was not taken up")
}
