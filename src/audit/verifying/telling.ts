import type { Exported } from "./export"
import { clockMs } from "./fault"
import { type LookupFindings, lookupsAgree } from "./lookups"
import type { Verdict } from "./verify"

/** What a command says, and the code it ends with. */
export interface Told {
  readonly lines: readonly string[]
  readonly code: number
}

const codes = { asSealed: 0, notAsSealed: 1, unusable: 2, restored: 3, lookupsDiffer: 3 } as const

/** @param vouched whether the keys are known from elsewhere */
export function tellVerdict(verdict: Verdict, vouched: boolean): Told {
  const { ok, fault, ...counts } = verdict
  const lines = [
    JSON.stringify({ ok, ...counts }),
    ...(ok ? found(verdict) : [`It is not as it was sealed: ${fault}.`]),
  ]
  const key = verdict.keys[0]
  if (key !== undefined)
    lines.push(
      vouched
        ? `Believed is the key ${key}, which was given, and each that was signed for by the one before it.`
        : `Believed is the key ${key}, for no other reason than that the export names it: give --key as it was known at first.`,
    )
  lines.push(
    "Not shown by this: events of the last seconds before the export, and what was changed before it was sealed.",
  )
  return { lines, code: codeOf(verdict) }
}

function codeOf({ ok, lost }: Verdict): number {
  if (!ok) return codes.notAsSealed
  return lost.length ? codes.restored : codes.asSealed
}

function found({ lost, made, outside, newer, leaves, pruned, termMonths, unsealed }: Verdict): string[] {
  const lines = lost.length
    ? ["What is there is as it was sealed, but events were lost:", ...lost.map(tellLost)]
    : ["The trail is as it was sealed."]
  lines.push(
    made === undefined
      ? `${leaves} leaves, up to the last head.`
      : `${leaves} leaves. This holds up to ${new Date(Date.parse(made) - clockMs).toISOString()}: the export says of itself that it was made two minutes after. Later leaves may be elsewhere.`,
  )
  lines.push(
    outside
      ? `Of ${outside} heads that were kept outside ${outside - newer} were held against it, and ${newer} are newer than this export.`
      : "No head that was kept outside was held against it: a tail that was cut is not found so.",
  )
  if (pruned) lines.push(`${pruned} events went after a term of ${termMonths} months or more.`)
  if (unsealed) lines.push(`${unsealed} events are not sealed yet: of these nothing is shown.`)
  return lines
}

function tellLost({ from, until, epoch }: Verdict["lost"][number]): string {
  const gone =
    until > from
      ? `${until - from} leaves, from ${from} until ${until}, of what was before`
      : "all that was sealed between"
  return `A restore from a backup began epoch ${epoch} at leaf ${from}; lost are ${gone}.`
}

export function tellExported({ leaves, loose, made, lookups }: Exported): Told {
  const agree = lookupsAgree(lookups)
  const lines = [`${leaves} leaves, ${loose} events without one, up to ${made}`]
  return agree
    ? { lines, code: codes.asSealed }
    : { lines: [...lines, ...tellLookups(lookups)], code: codes.lookupsDiffer }
}

/** Nothing where they agree with what was seen. */
export const tellLookups = (lookups: LookupFindings): string[] =>
  differing(lookups).map(([what, { missing, added }]) => `${what}: ${missing} missing, ${added} added`)

/** What is not as it was sealed, by what it is called. */
function differing(lookups: LookupFindings) {
  const each = {
    "the look-up of the trail by case is not what was seen": lookups.byCase,
    "the look-up of the trail by person is not what was seen": lookups.byPerson,
    "the settings that were noted are not what the trail says": lookups.settings,
  }
  return Object.entries(each).filter(([, { missing, added }]) => missing > 0 || added > 0)
}
