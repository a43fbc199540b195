import { registerEnumType } from "type-graphql"
import { lookReasons } from "../permissions/actor"
import { actionDescriptions } from "./action-descriptions"
import { type ActivityName, activities, trailActions } from "./activities"

/** The enum of the schema for the closed list of actions: case.closed is CASE_CLOSED there. */
export const nameOfAction = (action: string): string => action.toUpperCase().replaceAll(".", "_")

export const TrailAction = Object.fromEntries(trailActions.map((action) => [nameOfAction(action), action]))
registerEnumType(TrailAction, {
  name: "TrailAction",
  description: "What a request did, as a past fact.",
  valuesConfig: Object.fromEntries(
    trailActions.map((action) => [nameOfAction(action), { description: actionDescriptions[action] }]),
  ),
})

/** The enum of the schema for the register of processing activities: case-handling is CASE_HANDLING there. */
export const nameOfActivity = (activity: string): string => activity.toUpperCase().replaceAll("-", "_")

export const ActivityCode = Object.fromEntries(
  Object.keys(activities).map((activity) => [nameOfActivity(activity), activity]),
)
registerEnumType(ActivityCode, {
  name: "ActivityCode",
  description: "A processing activity of the register (verwerkingsregister, GDPR art. 30).",
  valuesConfig: Object.fromEntries(
    Object.entries(ActivityCode).map(([name, activity]) => [
      name,
      { description: `${activities[activity as ActivityName].purpose}.` },
    ]),
  ),
})

export const LookReason = Object.fromEntries(lookReasons.map((reason) => [reason, reason]))
registerEnumType(LookReason, {
  name: "LookReason",
  description: "Why somebody looked, as she said with the header X-Look-Reason of any request. It is never asked for.",
  valuesConfig: {
    COVERING_FOR_COLLEAGUE: { description: "Covering for a colleague (waarneming)." },
    TENANT_ON_THE_TELEPHONE: { description: "The tenant is on the telephone, or at the desk." },
    PREPARING_A_VISIT: { description: "Preparing a visit or a talk." },
    CONNECTED_CASE: { description: "Connected with another case." },
    QUALITY_CHECK: { description: "A check of the work (dossiercontrole)." },
    HANDING_OVER: { description: "Handing over, or taking over." },
  },
})

export enum TrailOutcome {
  DONE = "DONE",
  REFUSED = "REFUSED",
  DENIED = "DENIED",
  FAILED = "FAILED",
}
registerEnumType(TrailOutcome, {
  name: "TrailOutcome",
  description: "How a request ended.",
  valuesConfig: {
    DONE: { description: "Done: what the trail names was served or changed." },
    REFUSED: { description: "A change was refused with a reason; nothing was changed." },
    DENIED: { description: "The actor may not ask this, or there was no valid actor." },
    FAILED: { description: "It failed; nothing was served or changed." },
  },
})

export enum ActorKind {
  EMPLOYEE = "EMPLOYEE",
  JOB = "JOB",
  OPERATOR = "OPERATOR",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(ActorKind, {
  name: "ActorKind",
  description: "What sort of actor asked.",
  valuesConfig: {
    EMPLOYEE: { description: "An employee of the association." },
    JOB: { description: "A job of the service itself." },
    OPERATOR: {
      description: "Whoever runs the service, by a command. Which person it was the operator's own records must say.",
    },
    UNKNOWN: { description: "Somebody without a valid token." },
  },
})
