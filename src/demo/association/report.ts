import type { CasePurpose, LegalBasis } from "../../cases"
import type { Association } from "./association"
import { addressOf } from "./homes"
import { type Random, Stream, shares } from "./random"
import { adaptation } from "./texts/adaptation"
import { fraud } from "./texts/fraud"
import { nuisance } from "./texts/nuisance"
import { safety } from "./texts/safety"
import type { Kind, Manner, Subject } from "./texts/subject"
import { template, templates } from "./texts/template"

/** What was reported, for what purpose it is handled, on which ground. */
interface Report {
  readonly title: string
  readonly description: string
  readonly vera: Subject["vera"]
  readonly purpose: `${CasePurpose}`
  readonly legalBasis: `${LegalBasis}`
  readonly balancingNote: string | null
  /** About a place, not about a home. */
  readonly homeless: boolean
}

const prepared = ({ subjects, asides, wishes, balances }: Manner) => ({
  balances,
  subjects: shares(
    subjects.map(({ vera, share, stories, ...own }) => {
      const ready = {
        vera,
        stories: stories.map(([title, fact]) => [template(title), template(fact)] as const),
        asides: templates(own.asides ?? asides),
        wishes: templates(own.wishes ?? wishes),
      }
      return [ready, share] as const
    }),
  ),
})

const manners = {
  NUISANCE: prepared(nuisance),
  FRAUD: prepared(fraud),
  ADAPTATION: prepared(adaptation),
  SAFETY: prepared(safety),
} satisfies Record<Kind, unknown>

export function reportOf(a: Association, { index, kind, home }: { index: number; kind: Kind; home: number }): Report {
  const random = a.random(Stream.REPORT, index)
  const scene = { random, address: addressOf(a, home) }
  const { vera, stories, asides, wishes } = random.weighed(manners[kind].subjects)
  const [title, fact] = random.pick(stories)
  const sentences = [fact(scene)]
  if (random.chance(0.8)) sentences.push(random.pick(asides)(scene))
  if (random.chance(0.75)) sentences.push(random.pick(wishes)(scene))
  const homeless = (vera[0] === "OMG" || vera[0] === "LEE") && random.chance(0.6)
  return { title: title(scene), description: sentences.join(" "), vera, homeless, ...groundOf(kind, vera, random) }
}

function groundOf(
  kind: Kind,
  vera: Subject["vera"],
  random: Random,
): Pick<Report, "purpose" | "legalBasis" | "balancingNote"> {
  const interest = () => {
    return { legalBasis: "LEGITIMATE_INTEREST", balancingNote: random.pick(manners[kind].balances) } as const
  }
  const agreement = { legalBasis: "AGREEMENT", balancingNote: null } as const
  switch (kind) {
    case "NUISANCE":
      if (vera[0] === "LEE" || vera[0] === "OMG") return { purpose: "ORGANISATION", ...interest() }
      return { purpose: "TENANCY", ...agreement }
    case "FRAUD":
      return { purpose: "TENANCY", ...(random.chance(0.7) ? interest() : agreement) }
    case "ADAPTATION":
      // Health: the tenant asks for it and consents, or the municipality has decided and the association must let it be done.
      return { purpose: "TENANCY", legalBasis: random.chance(0.85) ? "CONSENT" : "LEGAL_DUTY", balancingNote: null }
    case "SAFETY":
      if (random.chance(0.2)) return { purpose: "SAFETY_OF_PEOPLE", legalBasis: "LEGAL_DUTY", balancingNote: null }
      return { purpose: "SAFETY_OF_PEOPLE", ...interest() }
  }
}
