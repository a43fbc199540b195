import type { AbilityBuilder, MongoAbility } from "@casl/ability"

export type Ability = MongoAbility

/** What a role may do, as sentences that can be read aloud. */
export type Sentences = (can: AbilityBuilder<Ability>["can"]) => void

/** How far a grant lets one go with a case; each level holds the ones before it. */
export const levels = { VIEW: 1, CONTRIBUTE: 2, MANAGE: 3 } as const
