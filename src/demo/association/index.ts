import { type DemoActor, curated } from "./actors"
import { teamFacts } from "./teams"

export type { DemoActor } from "./actors"
export { type DemoCounts, type DemoOptions, loadDemo } from "./load"

/** Whom one can be: they are there whatever the size, and always with the same id. */
export const demoActors: readonly DemoActor[] = curated
  .filter(({ disabled }) => !disabled)
  .map(({ id, subject, name, role, teams, clearances, description }) => {
    return { id, subject, name, role, team: teams.length ? teams.join(", ") : null, clearances, description }
  })

export interface BenchActor {
  readonly id: string
  readonly subject: string
  readonly teamId: string
}

/** Whom the benches ask as: who sees the most, who sees five cases, and somebody in between. */
export const benchActors = {
  dense: benchActor("Fatma Yıldız"),
  sparse: benchActor("Agnieszka Wrona"),
  usual: benchActor("Joost van Vliet"),
} as const

function benchActor(name: string): BenchActor {
  const actor = curated.find((one) => one.name === name)
  const team = teamFacts.find((one) => one.name === actor?.teams[0])
  if (!actor || !team) throw new RangeError(`${name} is not in the demo, or has no team`)
  return { id: actor.id, subject: actor.subject, teamId: team.id }
}
