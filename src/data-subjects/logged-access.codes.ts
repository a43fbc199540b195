import { registerEnumType } from "type-graphql"
import { type OperatorAction, type TrailActionName, operatorActions } from "../audit/activities"

export enum AccessAct {
  VIEWED = "VIEWED",
  CHANGED = "CHANGED",
  OPENED_TO_OTHERS = "OPENED_TO_OTHERS",
  OPENED_IN_EMERGENCY = "OPENED_IN_EMERGENCY",
  SUPERVISED = "SUPERVISED",
  ATTEMPTED = "ATTEMPTED",
}
registerEnumType(AccessAct, {
  name: "AccessAct",
  description: "What sort of thing was done with a file, in words for whom it is about.",
  valuesConfig: {
    VIEWED: { description: "Looked at, in a list or by itself (ingezien)." },
    CHANGED: { description: "Written in, changed or handed over (gewijzigd)." },
    OPENED_TO_OTHERS: { description: "Decided who may see it, and from when or until when (toegang geregeld)." },
    OPENED_IN_EMERGENCY: { description: "Opened, or tried to, in an emergency (noodprocedure)." },
    SUPERVISED: { description: "Checked who looked at it, or answered who did (toezicht)." },
    ATTEMPTED: {
      description: "Tried to change it, which was refused (poging); with VIEWED where the answer showed it.",
    },
  },
})

const ofOperators = Object.fromEntries(operatorActions.map((action) => [action, AccessAct.CHANGED])) as Readonly<
  Record<OperatorAction, AccessAct>
>

/** What each action of the trail is to whom it is about. One that is not here does not compile: it is to be thought of. */
const acts: Readonly<Record<TrailActionName, AccessAct>> = {
  "case.listed": AccessAct.VIEWED,
  "case.viewed": AccessAct.VIEWED,
  "case.opened": AccessAct.CHANGED,
  "case.updated": AccessAct.CHANGED,
  "case.assigned": AccessAct.CHANGED,
  "candidate.listed": AccessAct.VIEWED,
  "case.moved": AccessAct.CHANGED,
  "case.closed": AccessAct.CHANGED,
  "case.reopened": AccessAct.CHANGED,
  "case.handed_over": AccessAct.CHANGED,
  "case.hand_over_previewed": AccessAct.VIEWED,
  "case.restricted": AccessAct.OPENED_TO_OTHERS,
  "case.unrestricted": AccessAct.OPENED_TO_OTHERS,
  // What was kept from her for a time is told when it is over: that it was, too.
  "confidentiality.marked": AccessAct.CHANGED,
  "confidentiality.lifted": AccessAct.CHANGED,
  "confidentiality.ended": AccessAct.CHANGED,
  "confidentiality.listed": AccessAct.SUPERVISED,
  "access.listed": AccessAct.SUPERVISED,
  "access.granted": AccessAct.OPENED_TO_OTHERS,
  "access.ended": AccessAct.OPENED_TO_OTHERS,
  "block.listed": AccessAct.VIEWED,
  "block.declared": AccessAct.OPENED_TO_OTHERS,
  "block.ended": AccessAct.OPENED_TO_OTHERS,
  "emergency.asked": AccessAct.OPENED_IN_EMERGENCY,
  "review.listed": AccessAct.SUPERVISED,
  "review.judged": AccessAct.SUPERVISED,
  "notice.listed": AccessAct.VIEWED,
  "notice.read": AccessAct.VIEWED,
  "session.begun": AccessAct.VIEWED,
  "session.ended": AccessAct.CHANGED,
  "party.added": AccessAct.CHANGED,
  "journal.added": AccessAct.CHANGED,
  "task.added": AccessAct.CHANGED,
  "task.completed": AccessAct.CHANGED,
  "registry.searched": AccessAct.VIEWED,
  "registry.viewed": AccessAct.VIEWED,
  "staff.listed": AccessAct.VIEWED,
  "staff.viewed": AccessAct.VIEWED,
  "record.viewed": AccessAct.VIEWED,
  "trail.listed": AccessAct.SUPERVISED,
  "trail.rendered": AccessAct.SUPERVISED,
  "trail.exported": AccessAct.SUPERVISED,
  "trail.downloaded": AccessAct.SUPERVISED,
  "session.denied": AccessAct.ATTEMPTED,
  "request.refused": AccessAct.ATTEMPTED,
  "register.listed": AccessAct.SUPERVISED,
  "settings.changed": AccessAct.CHANGED,
  "settings.listed": AccessAct.SUPERVISED,
  "house.kept": AccessAct.CHANGED,
  ...ofOperators,
  "house.examined": AccessAct.SUPERVISED,
}

/** What was done, each once. What was refused changed nothing, and may have shown as much as what was done. */
export function actsOf(actions: readonly string[], outcome: string, shown: boolean): AccessAct[] {
  const done = outcome === "DONE" ? actions.map((action) => acts[action as TrailActionName]) : [AccessAct.ATTEMPTED]
  return [...new Set([...done, ...(shown ? [AccessAct.VIEWED] : [])])].sort()
}
