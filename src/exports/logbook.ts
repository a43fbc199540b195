import { createHash } from "node:crypto"
import type { ExportedEvent, ExportedSight, Writing } from "./line"

/** What stands for a span where the standard asks for eight bytes: of what names it, so that it is the same in every export. */
const spanOf = (...names: readonly (string | number)[]): string =>
  createHash("sha256").update(names.join("/")).digest("hex").slice(0, 16)

/** Failing inside is an error; what was refused or denied was dealt with as it should be. */
const statusOf = (outcome: string): string => (outcome === "DONE" ? "Ok" : outcome === "FAILED" ? "Error" : "Unset")

const activityOf = ({ activity, activity_version: version }: ExportedSight): string =>
  `urn:woonrust:processing-activity:${activity}:${version}`

/** Whom it concerns: parties by the reference that belongs to their case alone, persons by their own; nobody knows either outside. */
function subjectsOf({ party_ids: parties, person_ids: persons }: ExportedSight): { id: string; type: string }[] {
  const subjects = [
    ...parties.map((id) => ({ id, type: "urn:woonrust:party" })),
    ...persons.map((id) => ({ id, type: "urn:woonrust:person" })),
  ]
  return subjects.length ? subjects : [{ id: "", type: "" }]
}

/**
 * The lines of the Logboek Dataverwerkingen for an event (Logius; decision 0019): one for each thing that a request looked at and each
 * person it concerned, below one span for the request itself.
 */
function linesOf(event: ExportedEvent): object[] {
  const common = {
    trace_id: event.trace_id ?? "",
    status: statusOf(event.outcome),
    start_time: event.recorded_at,
    end_time: event.recorded_at,
    resource: { attributes: { name: "Woonrust", actor_kind: event.actor_kind, actor_id: event.actor_id, actor_role: event.actor_role } }, // prettier-ignore
  }
  const own = {
    ...{ ...common, span_id: spanOf(event.id), name: event.actions.join(" "), parent_span_id: event.span_id ?? "" },
    attributes: event.reason === null ? {} : { "exception.type": event.reason },
  }
  const below = event.sights.flatMap((sight, at) =>
    subjectsOf(sight).map((subject, nth) => ({
      ...common,
      ...{
        span_id: spanOf(event.id, at, nth),
        name: sight.action,
        parent_span_id: own.span_id,
      },
      attributes: {
        "dpl.core.processing_activity_id": activityOf(sight),
        "dpl.core.data_subject_id": subject.id,
        "dpl.core.data_subject_id_type": subject.type,
      },
    })),
  )
  return [own, ...below]
}

export const logbook: Writing = {
  type: "application/json; charset=utf-8",
  extension: "json",
  start: "[",
  event: (event, first) => linesOf(event).map((line, nth) => `${first && nth === 0 ? "\n" : ",\n"}${JSON.stringify(line)}`).join(""), // prettier-ignore
  end: "\n]\n",
}
