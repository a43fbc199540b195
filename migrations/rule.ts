/** The scope of this transaction. As a sub-select it is read once a statement, not once a row; without a header there is none. */
export const scope = (column: string) =>
  `(select s.${column} from scope s where s.xact = pg_current_xact_id_if_assigned())`

/** No conflict of interest stands between the actor and the case: it beats every grant, and the officer's right to metadata too. */
export const unblocked = (caseId: string) => `${caseId} <> all (${scope("blocked")}::uuid[])`

/** Of a row with a term: it has begun, and has not ended. */
export const inForce = (row: string, at = "now()") =>
  `${row}.valid_from <= ${at} and (${row}.valid_until is null or ${row}.valid_until > ${at})`

/**
 * The rule: which grants count for the actor, now. One counts when it names the actor or a team of hers, by a route that reaches her
 * role, and is in force; when she is cleared for the kind of case, or opened it in an emergency; when it names her personally, if the
 * case is restricted; and when no conflict of interest keeps the case from her.
 */
export const counts = (grant: string, at = "now()") => `
  ${grant}.principal_id = any (${scope("principals")}::uuid[])
  and ${grant}.route = any (${scope("routes")}::text[])
  and ${inForce(grant, at)}
  and (${grant}.kind = any (${scope("kinds")}::text[]) or ${grant}.route = 'EMERGENCY')
  and (not ${grant}.restricted or ${grant}.principal_id = ${scope("actor_id")})
  and ${unblocked(`${grant}.case_id`)}`

/** The request has written its header. */
export const traced = `(select true from scope s where s.xact = pg_current_xact_id_if_assigned())`

/**
 * A grant of this case exists for the actor: which ones do is said once, by the rule on case_grant. A scalar sub-select with a
 * limit is one probe of an index a row; the planner would turn `exists` into a hash of all the actor's grants (decision 0004).
 */
export const sees = (caseId: string, level = 1) =>
  `(select true from case_grant g where g.case_id = ${caseId} and g.level >= ${level} limit 1)`
