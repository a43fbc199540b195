import type { Group, Pair } from "../timing"
import { beyond, isSame } from "./follows"
import type { Measuring, Work } from "./measuring"

export interface Judged {
  readonly key: string
  readonly verdict: "holds" | "differs" | "inconclusive"
  /** In what they differ. */
  readonly differences: readonly string[]
  /** How often it was asked again, because something else came between. */
  readonly again: number
}

/** The service polls and remembers things for a while: a question is asked again where that came between, so often at most. */
const tries = 24
/** And so often where the hidden one differs: what comes between does not come each time. */
const enough = 3

/** Asks about all that is hidden in one place from one person. The worst of it counts. */
export async function compareWork(measuring: Measuring, { key, pairs }: Group): Promise<Judged> {
  const [first] = pairs
  if (!first) return { key, verdict: "holds", differences: [], again: 0 }
  const ask = (pair: Pair, variable: unknown): Promise<Work> =>
    measuring.of(() => pair.wire.ask(pair.document, variable))
  // What a question needs once is made before.
  for (let warm = 0; warm < 2; warm++) await first.wire.ask(first.document, first.absent())
  const judged: Judged[] = []
  let before = await ask(first, first.absent())
  for (const pair of pairs) {
    const [told, last] = await compared(before, measuring, pair, key)
    judged.push(told)
    before = last
  }
  const again = judged.reduce((sum, each) => sum + each.again, 0)
  const worst = judged.find(({ verdict }) => verdict === "differs") ?? judged.find(({ verdict }) => verdict !== "holds")
  return { ...(worst ?? (judged[0] as Judged)), again }
}

/** What is absent, what is hidden, and what is absent again: only where the first and the last are the same, is the one between compared. */
async function compared(before: Work, measuring: Measuring, pair: Pair, key: string): Promise<[Judged, Work]> {
  const ask = (variable: unknown): Promise<Work> => measuring.of(() => pair.wire.ask(pair.document, variable))
  const found: string[][] = []
  let last = before
  for (let again = 0; again < tries && found.length < enough; again++) {
    const [first, hidden, second] = [last, await ask(pair.hidden), await ask(pair.absent())]
    last = second
    if (!isAlike(first, second)) continue
    const differences = differencesOf(first, hidden, measuring)
    if (!differences.length) return [{ key, verdict: "holds", differences, again }, last]
    found.push(differences)
  }
  const [differences = []] = found
  return [{ key, verdict: found.length ? "differs" : "inconclusive", differences, again: tries }, last]
}

const isAlike = (one: Work, other: Work): boolean => !apart(one, other).length && isSame(one.counted, other.counted)

const differencesOf = (absent: Work, hidden: Work, { most }: Measuring): string[] => [
  ...apart(absent, hidden),
  ...beyond(absent.counted, hidden.counted, most),
]

/** In what the service says to its database, and in the way through its code; there nothing may differ. */
function apart(one: Work, other: Work): string[] {
  const places = [...new Set([...one.ran.keys(), ...other.ran.keys()])]
  const ran = places.filter((place) => one.ran.get(place) !== other.ran.get(place))
  const said =
    one.said.join("; ") === other.said.join("; ") ? [] : [`said: ${one.said.join("; ")} | ${other.said.join("; ")}`]
  return [...said, ...ran.map((place) => `ran: ${place}: ${one.ran.get(place) ?? 0} | ${other.ran.get(place) ?? 0}`)]
}
