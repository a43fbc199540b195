import { activities } from "./audit/activities"
import { type Act, actOf } from "./platform/jobs"

const { version, purpose, legalBasis } = activities["subject-rights"]

/** Every recurring act, one line each. A job is an actor: what it does stands in the trail. */
export const recurring: readonly Act[] = [
  // Emptying the scopes is counted as nothing: they mean nothing once their transactions are over.
  actOf("housekeeping", "house.kept", 300, "select clear_sessions() + end_exports(), clear_scopes()"),
  // What ran out by the clock alone: whoever leaves by a change is followed at once.
  actOf("custody", "house.kept", 60, "select keep_custody_by_the_clock()"),
  // Writes down what the day of review has ended: it was over without this.
  actOf("confidentiality", "house.kept", 3_600, "select lapse_confidentiality($1::int, $2::text, $3::text)", [
    ...[String(version), purpose, legalBasis],
  ]),
  actOf("trail-months", "house.kept", 86_400, "select ensure_trail_partitions(3)"),
]
