import type { Random } from "./random"
import type { TeamFacts } from "./teams"
import type { Kind } from "./texts/subject"

export const everyKind: readonly Kind[] = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]

/** For what a consultant is cleared. The first two of a team of a district can together handle every kind. */
export function usualKinds({ subject }: TeamFacts, number: number, random: Random): Kind[] {
  const kinds: Kind[] = subject ? [subject] : ["NUISANCE"]
  const sometimes = (kind: Kind, probability: number) => {
    if (random.chance(probability) && !kinds.includes(kind)) kinds.push(kind)
  }
  if (subject === "FRAUD") sometimes("NUISANCE", 0.7)
  else if (subject === "ADAPTATION") sometimes("NUISANCE", 0.3)
  else if (subject === "SAFETY") {
    sometimes("NUISANCE", 1)
    sometimes("FRAUD", 0.4)
  } else if (number === 0) kinds.push("ADAPTATION")
  else if (number === 1) kinds.push("FRAUD", "SAFETY")
  else {
    sometimes("FRAUD", 0.45)
    // The third may have had it, and lost it.
    sometimes("ADAPTATION", number === 2 ? 0 : 0.3)
    sometimes("SAFETY", 0.5)
  }
  return kinds
}
