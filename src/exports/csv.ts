import type { ExportedEvent, ExportedSight, Writing } from "./line"

type Cell = string | number | null | undefined | readonly string[]

/** As a spreadsheet takes it for a moment, whatever its language: 2026-11-22 15:05:09. */
const amsterdam = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short", timeStyle: "medium" }) // prettier-ignore

const ofEvent: Readonly<Record<string, (event: ExportedEvent) => Cell>> = {
  event: ({ id }) => id,
  recorded_at: (event) => amsterdam.format(new Date(event.recorded_at)),
  recorded_at_utc: (event) => event.recorded_at,
  actor_kind: (event) => event.actor_kind,
  actor_id: (event) => event.actor_id,
  actor_name: (event) => event.actor_name,
  actor_name_then: (event) => event.actor_name_then,
  actor_role: (event) => event.actor_role,
  job: ({ job }) => job,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  look_reason: (event) => event.look_reason,
  assurance: ({ assurance }) => assurance,
  client: ({ client }) => client,
  address: ({ address }) => address,
  operation_name: (event) => event.operation_name,
  document_hash: (event) => event.document_hash,
  trace_id: (event) => event.trace_id,
  actions: ({ actions }) => actions,
  settings: ({ settings }) => settings?.join("; "),
}
const ofSight: Readonly<Record<string, (sight: ExportedSight, event: ExportedEvent) => Cell>> = {
  position: ({ position }) => position,
  field: ({ field }) => field,
  action: ({ action }) => action,
  activity: ({ activity }) => activity,
  activity_version: (sight) => sight.activity_version,
  purpose: ({ purpose }) => purpose,
  legal_basis: (sight) => sight.legal_basis,
  cases: (sight) => sight.case_ids,
  routes: (sight, { reached }) => [
    ...new Set(reached.flatMap(({ case_id, routes }) => (sight.case_ids.includes(case_id) ? routes : []))),
  ],
  parties: (sight) => sight.party_ids,
  persons: (sight) => sight.person_ids,
  employees: (sight) => sight.employee_ids,
  types: ({ types }) => types,
  categories: ({ categories }) => categories,
}
const columns = [...Object.keys(ofEvent), ...Object.keys(ofSight)]

const textOf = (cell: Cell): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? cell.join(" ") : String(cell)

/**
 * A field of RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe, which it takes for "this is text"; that
 * is so for full-width signs too, for what stands behind blanks, and behind a semicolon, where some take that for the end of a field.
 */
export function fieldOf(cell: Cell): string {
  const text = textOf(cell)
  const formula = /(^|;)(?=[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/g
  const safe = text.replaceAll(formula, "$1'")
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Semicolons, because a spreadsheet that speaks Dutch divides fields by them: its commas stand in numbers. */
const lineOf = (cells: readonly Cell[]): string => `${cells.map(fieldOf).join(";")}\r\n`

/** So many ids stand in one cell: a spreadsheet cuts off what is longer than 32,767 characters, and says nothing. */
const longestList = 800

const isList = (cell: Cell): cell is readonly string[] => typeof cell === "object" && cell !== null

/** The cells of a line, and of as many more as its longest list needs; what is no list stands in each of them. */
function linesOf(cells: readonly Cell[]): string {
  const longest = Math.max(1, ...cells.filter(isList).map(({ length }) => length))
  const parts = Array.from({ length: Math.ceil(longest / longestList) }, (_, nth) => nth * longestList)
  return parts
    .map((from) => lineOf(cells.map((cell) => (isList(cell) ? cell.slice(from, from + longestList) : cell))))
    .join("")
}

/**
 * A line for each thing that a request looked at, or several where it is too much for one; a request that looked at nothing has a line
 * too.
 */
export const csv: Writing = {
  type: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  start: `\ufeff${lineOf(columns)}`,
  event: (event) => {
    const left = Object.values(ofEvent).map((read) => read(event))
    const rights = event.sights.map((sight) => Object.values(ofSight).map((read) => read(sight, event)))
    const none = [Object.keys(ofSight).map(() => null)]
    return (rights.length ? rights : none).map((right) => linesOf([...left, ...right])).join("")
  },
  end: "",
}
