import type { Compared, Difference } from "./bytes"
import { injectedMs } from "./injection"
import { intervalOf } from "./interval"
import { type Timed, thresholdMs } from "./timing"

export interface Outcome {
  readonly proof: "silence"
  readonly holds: boolean
  readonly verdict: Timed["verdict"]
  readonly [fact: string]: unknown
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000
const told = ({ key, median, from, to, differences }: Timed) => ({
  ...{ field: key, medianMs: round(median), fromMs: round(from), toMs: round(to), pairs: differences.length },
})

/** What the run says, in one line. It holds only where it found what was injected, and could judge every group. */
export function outcomeOf({ fields, compared, differences }: Compared, injected: Timed[], timed: Timed[]): Outcome {
  const verdict = verdictOf(differences, injected, timed)
  const all = timed.flatMap((group) => group.differences)
  const worst = [...timed].sort((one, other) => Math.abs(other.median) - Math.abs(one.median))[0]
  const by = (wanted: Timed["verdict"]): Timed[] => timed.filter((group) => group.verdict === wanted)
  return {
    ...{ proof: "silence", holds: verdict === "holds", verdict, fields, compared, bytesDiffer: differences.length },
    ...{ pairs: all.length, groups: timed.length, medianDifferenceMs: round(intervalOf(all).median) },
    worst: worst && told(worst),
    ...{ injectedMs, injectedFoundMs: round(Math.min(...injected.map(({ median }) => median))) },
    ...{
      thresholdMs,
      undecided: by("inconclusive").length,
      open: by("inconclusive").slice(0, 5).map(told),
      slower: by("differs").map(told),
    },
    differing: told5(differences),
  }
}

function verdictOf(
  differences: readonly Difference[],
  injected: readonly Timed[],
  timed: readonly Timed[],
): Timed["verdict"] {
  if (differences.length) return "differs"
  const finds = injected.length > 0 && injected.every(({ verdict, median }) => verdict === "differs" && median > 0)
  if (!finds) return "inconclusive"
  if (timed.some(({ verdict }) => verdict === "differs")) return "differs"
  return timed.every(({ verdict }) => verdict === "holds") ? "holds" : "inconclusive"
}

/** The first difference at each of five places, to begin with; the document and its variable repeat it. */
function told5(differences: readonly Difference[]) {
  const first = [...new Map(differences.toReversed().map((each) => [each.key, each])).values()].slice(0, 5)
  return first.map(({ key, role, reason, asked, document, variable }) => ({
    key,
    role,
    reason,
    asked,
    document,
    variable,
  }))
}
