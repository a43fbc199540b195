import type { Compared, Difference } from "./bytes"
import type { Clocked } from "./clock"
import { injectedMs } from "./injection"
import { intervalOf } from "./interval"
import { type Timed, thresholdMs } from "./timing"
import type { Worked } from "./work"

type Found = "holds" | "differs" | "inconclusive"

export interface Outcome {
  readonly proof: "silence"
  readonly holds: boolean
  readonly verdict: Found
  readonly [fact: string]: unknown
}

/**
 * What the run says, in one line. Bytes and work decide, on any machine: it holds only where there is no difference of either, all could
 * be judged, and what was injected was found. A difference that the clock finds counts besides; that it can tell nothing does not.
 */
export function outcomeOf(worked: Worked, compared: Compared, clocked: Clocked): Outcome {
  const { fields, differences } = compared
  const [work, clock] = [workOf(worked), clockOf(clocked)]
  const verdict: Found = differences.length || clock.verdict === "differs" ? "differs" : work.verdict
  return {
    ...{ proof: "silence", holds: verdict === "holds", verdict },
    ...{ fields, compared: compared.compared, bytesDiffer: differences.length, differing: told5(differences) },
    ...{ work, clock },
  }
}

function workOf({ judged, injected }: Worked) {
  const differs = judged.filter(({ verdict }) => verdict === "differs")
  const unsettled = judged.filter(({ verdict }) => verdict === "inconclusive")
  const teeth = Object.values(injected).every((found) => found)
  const isSure = teeth && judged.length > 0 && !unsettled.length
  const verdict: Found = differs.length ? "differs" : isSure ? "holds" : "inconclusive"
  return {
    ...{ verdict, groups: judged.length, again: judged.reduce((sum, { again }) => sum + again, 0), injected },
    differing: differs
      .slice(0, 5)
      .map(({ key, differences }) => ({ field: key, differences: differences.slice(0, 5) })),
    unsettled: unsettled.map(({ key }) => key).slice(0, 5),
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000
const told = ({ key, median, from, to, differences }: Timed) => ({
  ...{ field: key, medianMs: round(median), fromMs: round(from), toMs: round(to), pairs: differences.length },
})

function clockOf({ injected, timed }: Clocked) {
  const all = timed.flatMap((group) => group.differences)
  const worst = [...timed].sort((one, other) => Math.abs(other.median) - Math.abs(one.median))[0]
  const by = (wanted: Found): Timed[] => timed.filter((group) => group.verdict === wanted)
  return {
    ...{
      verdict: verdictOf(injected, timed),
      pairs: all.length,
      groups: timed.length,
      undecided: by("inconclusive").length,
    },
    ...{ medianDifferenceMs: round(intervalOf(all).median), worst: worst && told(worst), thresholdMs },
    ...{ injectedMs, injectedFoundMs: round(Math.min(...injected.map(({ median }) => median))) },
    ...{ open: by("inconclusive").slice(0, 5).map(told), slower: by("differs").map(told) },
  }
}

/** A clock that does not find what was injected says nothing. */
function verdictOf(injected: readonly Timed[], timed: readonly Timed[]): Found {
  const finds = injected.length > 0 && injected.every(({ verdict, median }) => verdict === "differs" && median > 0)
  if (!finds) return "inconclusive"
  if (timed.some(({ verdict }) => verdict === "differs")) return "differs"
  return timed.every(({ verdict }) => verdict === "holds") ? "holds" : "inconclusive"
}

/** The first difference at each of five places, to begin with; the document and its variable repeat it. */
function told5(differences: readonly Difference[]) {
  const first = [...new Map(differences.toReversed().map((each) => [each.key, each])).values()].slice(0, 5)
  return first.map(({ key, role, reason, asked, document, variable }) => ({ key, role, reason, asked, document, variable })) // prettier-ignore
}
