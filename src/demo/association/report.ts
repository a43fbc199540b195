import type { CasePurpose, LegalBasis } from "../../cases"
import type { Association } from "./association"
import type { Dossier } from "./cases"
import { addressOf } from "./homes"
import { type Random, Stream, shares } from "./random"
import { adaptation, adaptationAsides, adaptationWishes } from "./texts/adaptation"
import { fraud, fraudAsides, fraudBalance, fraudWishes } from "./texts/fraud"
import { nuisance, nuisanceAsides, nuisanceBalance, nuisanceWishes } from "./texts/nuisance"
import { safety, safetyAsides, safetyBalance, safetyWishes } from "./texts/safety"
import type { Kind, Subject } from "./texts/subject"
import { templates } from "./texts/template"

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

const prepared = (subjects: readonly Subject[], asides: readonly string[], wishes: readonly string[]) => ({
  subjects: shares(
    subjects.map(({ vera, share, titles, facts }) => {
      return [{ vera, titles: templates(titles), facts: templates(facts) }, share] as const
    }),
  ),
  asides: templates(asides),
  wishes: templates(wishes),
})

const told = {
  NUISANCE: prepared(nuisance, nuisanceAsides, nuisanceWishes),
  FRAUD: prepared(fraud, fraudAsides, fraudWishes),
  ADAPTATION: prepared(adaptation, adaptationAsides, adaptationWishes),
  SAFETY: prepared(safety, safetyAsides, safetyWishes),
} satisfies Record<Kind, unknown>

export function reportOf(a: Association, { index, kind, home }: Dossier): Report {
  const random = a.random(Stream.REPORT, index)
  const scene = { random, address: addressOf(a, home) }
  const { subjects, asides, wishes } = told[kind]
  const { vera, titles, facts } = random.weighed(subjects)
  const title = random.pick(titles)(scene)
  const sentences = [random.pick(facts)(scene)]
  if (random.chance(0.8)) sentences.push(random.pick(asides)(scene))
  if (random.chance(0.75)) sentences.push(random.pick(wishes)(scene))
  const homeless = (vera[0] === "OMG" || vera[0] === "LEE") && random.chance(0.6)
  return { title, description: sentences.join(" "), vera, homeless, ...groundOf(kind, vera, random) }
}

function groundOf(kind: Kind, vera: Subject["vera"], random: Random): Pick<Report, "purpose" | "legalBasis" | "balancingNote"> {
  const interest = (notes: readonly string[]) => {
    return { legalBasis: "LEGITIMATE_INTEREST", balancingNote: random.pick(notes) } as const
  }
  const agreement = { legalBasis: "AGREEMENT", balancingNote: null } as const
  switch (kind) {
    case "NUISANCE":
      if (vera[0] === "LEE" || vera[0] === "OMG") return { purpose: "ORGANISATION", ...interest(nuisanceBalance) }
      return { purpose: "TENANCY", ...agreement }
    case "FRAUD":
      return { purpose: "TENANCY", ...(random.chance(0.7) ? interest(fraudBalance) : agreement) }
    case "ADAPTATION":
      // Health: the tenant asks for it and consents, or the municipality has decided and the association must let it be done.
      return { purpose: "TENANCY", legalBasis: random.chance(0.85) ? "CONSENT" : "LEGAL_DUTY", balancingNote: null }
    case "SAFETY":
      if (random.chance(0.2)) return { purpose: "SAFETY_OF_PEOPLE", legalBasis: "LEGAL_DUTY", balancingNote: null }
      return { purpose: "SAFETY_OF_PEOPLE", ...interest(safetyBalance) }
  }
}
