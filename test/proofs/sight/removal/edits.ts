import type { Clause } from "../clauses"
import type { Edit } from "./catalogue"

/** How the catalogue writes the scope of a transaction. */
const scope = (column: string): string =>
  `( SELECT s.${column} FROM scope s WHERE (s.xact = pg_current_xact_id_if_assigned()))`
const unblocked = (column: string): string => `(${column} <> ALL (${scope("blocked")}::uuid[]))`
const unblockedOrNone = `((case_id IS NULL) OR ${unblocked("case_id")})`
const granted = (table: string): string =>
  `( SELECT true FROM case_grant g WHERE ((g.case_id = ${table}.case_id) AND (g.level >= 1)) LIMIT 1)`
const unshielded = `((category <> 'REPORTER'::text) OR ('REPORTER'::text = ANY (${scope("categories")}::text[])))`

const policy = (table: string, name: string, find: string | RegExp, put = "true"): Edit => ({
  of: { table, policy: name },
  find,
  put,
})
const grants = (find: string, put = "true"): Edit => policy("case_grant", "in_force", find, put)
const all = /^.*$/s
const inFunction = (name: string, find: string | RegExp, put = ""): Edit => ({ of: { function: name }, find, put })
const opening = (find: RegExp, put: string): Edit => inFunction("open_request", find, put)
const cover = (find: RegExp, put: string): Edit => inFunction("keep_blocks", find, put)
const seeing = (find: RegExp, put: string): Edit => inFunction("grants_at", find, put)
const telling = (find: RegExp, put: string): Edit => inFunction("parts_told", find, put)

const lasts = (row: string, at = "now\\(\\)"): string =>
  ` and \\(${row}\\.valid_until is null or ${row}\\.valid_until > ${at}\\)`
const begun = (row: string, at = "now\\(\\)"): string => `\\s+and ${row}\\.valid_from <= ${at}`
const members = "from team_membership m\\s+where m\\.employee_id = e\\.id"

/** Where each clause stands in the database, and what stands there when it is gone. Two stand elsewhere; `index.ts` has them. */
export const edits: Readonly<Partial<Record<Clause, readonly Edit[]>>> = {
  principal: [grants(`(principal_id = ANY (${scope("principals")}::uuid[]))`)],
  route: [grants(`(route = ANY (${scope("routes")}::text[]))`)],
  from: [grants("(valid_from <= now())")],
  until: [grants("((valid_until IS NULL) OR (valid_until > now()))")],
  clearance: [grants(`((kind = ANY (${scope("kinds")}::text[])) OR (route = 'EMERGENCY'::text))`)],
  emergency: [grants(" OR (route = 'EMERGENCY'::text)", "")],
  restricted: [grants(`((NOT restricted) OR (principal_id = ${scope("actor_id")}))`)],
  personal: [grants(` OR (principal_id = ${scope("actor_id")})`, "")],
  block: [grants(unblocked("case_id"))],
  "member-from": [opening(new RegExp(`(${members})${begun("m")}`), "$1")],
  "member-until": [opening(new RegExp(`(${members}${begun("m")})${lasts("m")}`), "$1")],
  "member-role": [opening(/case when v_role in \([^)]*\) then (array_prepend\(p_actor, v_teams\)) else array\[p_actor\] end/, "$1")], // prettier-ignore
  "clearance-from": [opening(new RegExp(`(c\\.kind is not null)${begun("c")}`), "$1")],
  "clearance-until": [opening(new RegExp(`(c\\.kind is not null${begun("c")})${lasts("c")}`), "$1")],
  "category-from": [opening(new RegExp(`(c\\.opens is not null)${begun("c")}`), "$1")],
  "category-until": [opening(new RegExp(`(c\\.opens is not null${begun("c")})${lasts("c")}`), "$1")],
  category: [opening(/array\['CONTACT', 'CONDUCT', 'FINANCIAL'\]/, "array['CONTACT', 'CONDUCT', 'FINANCIAL', 'HEALTH', 'CRIMINAL', 'POLICE']")], // prettier-ignore
  "category-emergency": [opening(/where (g\.principal_id = e\.id and g\.route = 'EMERGENCY')/, "where false and $1")],
  "emergency-from": [opening(/(g\.route = 'EMERGENCY') and g\.valid_from <= now\(\)/, "$1")],
  "emergency-until": [opening(/ and g\.valid_until > now\(\)/, "")],
  "block-ended": [opening(/(from case_block b where b\.employee_id = e\.id) and b\.valid_until is null/, "$1")],
  "block-person": [cover(/on b\.person_id = p\.person_id/, "$& and false")],
  "block-address": [cover(/b\.home_id = v_home/, "$& and b.against <> 'ADDRESS'")],
  "block-household": [cover(/b\.home_id = v_home/, "$& and b.against <> 'HOUSEHOLD'")],
  "block-resident": [cover(/on b\.home_id = r\.home_id/, "$& and false")],
  "case-rule": [policy("case_file", "seen", all)],
  "party-rule": [policy("party", "seen", granted("party"))],
  "journal-rule": [policy("journal_entry", "seen", granted("journal_entry"))],
  "task-rule": [policy("task", "seen", granted("task"))],
  "restriction-rule": [policy("case_restriction", "seen", all)],
  "party-shielded": [policy("party", "seen", unshielded)],
  "journal-shielded": [policy("journal_entry", "seen", unshielded)],
  "confidentiality-rule": [policy("case_confidentiality", "seen", all)],
  "officer-confidentiality-block": [policy("case_confidentiality", "metadata", unblocked("case_id"))],
  "officer-block": [policy("case_file", "metadata", unblocked("id"))],
  "officer-grant-block": [policy("case_grant", "metadata", unblocked("case_id"))],
  "officer-restriction-block": [policy("case_restriction", "metadata", unblocked("case_id"))],
  "officer-emergency-block": [policy("emergency", "reviewed", unblockedOrNone)],
  "review-block": [policy("review_item", "reviewed", unblockedOrNone)],
  "review-access-block": [policy("review_access", "reviewed", unblockedOrNone)],
  "sight-block": [policy("trail_sight", "traced", `(NOT (case_ids && ${scope("blocked")}))`)],
  "event-block": [policy("trail_event", "traced", "(NOT about_blocked(id, recorded_at))")],
  "export-own": [policy("export_job", "own", `(employee_id = ${scope("actor_id")})`)],
  "reach-block": [policy("trail_by_case", "traced", unblocked("case_id"))],
  "notice-own": [policy("notice", "own", `(employee_id = ${scope("actor_id")})`)],
  "notice-block": [policy("notice", "own", unblockedOrNone)],
  "block-known": [policy("block", "known", all)],
  "block-coordinator": [policy("block", "known", ` OR (${scope("role")} = 'PRIVACY_COORDINATOR'::text)`, "")],
  "block-lead": [policy("block", "known", "'TEAM_LEAD'::text", "'NOBODY'::text")],
  "clearance-own": [policy("clearance", "own", all)],
  "home-handlers": [policy("home", "handlers", all)],
  "person-handlers": [policy("person", "handlers", all)],
  "access-manages": [inFunction("case_access", "manages(p_case)", "true")],
  "access-lead": [inFunction("manages", "'TEAM_LEAD'", "'NOBODY'")],
  "access-block": [inFunction("case_access", / and p_case <> all \((?:s\.blocked|\(select s\.blocked[^)]*\(\)\)::uuid\[\])\)/)], // prettier-ignore
  "access-from": [seeing(new RegExp(`(where g\\.case_id = p_case)${begun("g", "p_at")}`), "$1")],
  "access-until": [seeing(new RegExp(lasts("g", "p_at")), "")],
  "access-member": [seeing(new RegExp(`${begun("m", "p_at")}${lasts("m", "p_at")}`), "")],
  "access-role": [seeing(/ and g\.route = any \(routes_of\(t\.role\)\)/, "")],
  "access-clearance": [seeing(/or (exists \(select from clearance k)/, "or true or $1")],
  "access-restricted": [seeing(/or (not exists \(select from case_restriction r)/, "or true or $1")],
  "access-kept": [seeing(/(not exists \(select from case_block b where) /, "$1 false and ")],
  "log-request": [
    telling(/\(select true from case_grant g where g\.case_id = c\.id and g\.route = 'REQUEST'.*? limit 1\)/s, "true"),
  ],
  "log-block": [telling(/and c\.id <> all \(v_scope\.blocked\)/, "")],
  "log-confidential": [telling(/k\.ended_at is null and /, "$&false and ")],
  "log-shielded": [telling(/'REPORTER' = any \(v_scope\.categories\)/g, "true")],
  "log-since": [inFunction("access_log", "p.is_about or e.recorded_at >= p.since", "true")],
  "log-reporter": [
    inFunction("access_log", /\(s\.categories = '\{REPORTER\}' and 'REPORTER' <> all \(p\.told\)\)/, "false"),
  ],
  "log-asked": [
    inFunction("access_log", /and \(s\.action <> 'trail\.rendered' or v_reference = any \(s\.person_ids\)\)/),
  ],
  active: [opening(/and e\.active /, ""), inFunction("admit", /e\.active and /)],
  "employee-until": [
    opening(/and \(e\.until is null or e\.until > now\(\)\)/, ""),
    inFunction("admit", / and \(e\.until is null or e\.until > now\(\)\)/),
  ],
}
