import { AbilityBuilder, createMongoAbility } from "@casl/ability"
import type { Role } from "./actor"
import { administrator } from "./roles/administrator"
import { consultant } from "./roles/consultant"
import { externalAuditor } from "./roles/external-auditor"
import { privacyCoordinator } from "./roles/privacy-coordinator"
import { privacyOfficer } from "./roles/privacy-officer"
import { teamLead } from "./roles/team-lead"
import type { Ability, Sentences } from "./sentences"

const sentences: Record<Role, Sentences> = {
  CONSULTANT: consultant,
  TEAM_LEAD: teamLead,
  PRIVACY_OFFICER: privacyOfficer,
  PRIVACY_COORDINATOR: privacyCoordinator,
  ADMINISTRATOR: administrator,
  EXTERNAL_AUDITOR: externalAuditor,
}

const abilities = new Map<Role, Ability>()

/** What a role may do with rows that exist for it, and which types and fields it gets. Which rows exist is the row rules' business. */
export function abilityOf(role: Role): Ability {
  let ability = abilities.get(role)
  if (!ability) {
    const { can, build } = new AbilityBuilder<Ability>(createMongoAbility)
    sentences[role](can)
    abilities.set(role, (ability = build()))
  }
  return ability
}
