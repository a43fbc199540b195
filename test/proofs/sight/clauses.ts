/**
 * The conditions of the rule, each by a name and as a sentence. A clause is proven to count: with it alone taken from the model some
 * verdict turns, and with it taken from the database the proof fails.
 */
export const clauses = {
  // A grant counts when …
  principal: "a grant names the actor or a team of hers",
  "member-from": "she belongs to that team already",
  "member-until": "she belongs to that team still",
  "member-role": "memberships count for those who handle cases alone",
  route: "the grant came about by a route that reaches her role",
  from: "the grant is in force already",
  until: "the grant is in force still",
  clearance: "she is cleared for the kind of case",
  "clearance-from": "she is cleared already",
  "clearance-until": "she is cleared still",
  emergency: "in an emergency no clearance is asked",
  restricted: "a restricted case is not for whole teams",
  personal: "a restricted case is for those who are named",
  block: "no conflict of interest keeps the case from her",
  "block-person": "a conflict with a person covers the cases in which that person is a party",
  "block-address": "a conflict with an address covers the cases about the home",
  "block-household": "a conflict with a household covers the cases about its home",
  "block-resident": "a conflict with a household covers the cases in which somebody who lives there is a party",
  "block-ended": "a conflict that ended covers nothing",
  // What hangs on it.
  "case-rule": "a case exists for whom a grant counts",
  "party-rule": "a party exists where its case does",
  "journal-rule": "a journal entry exists where its case does",
  "task-rule": "a task exists where its case does",
  "restriction-rule": "a restriction is told where its case exists",
  "confidentiality-rule": "a mark of confidentiality is told where its case exists",
  "party-shielded": "a shielded reporter exists for those who are cleared for it alone",
  "journal-shielded": "an entry that tells who reported exists for those who are cleared for it alone",
  category: "what an item says is read by whom its category is open to",
  "category-from": "the category is open to her already",
  "category-until": "the category is open to her still",
  "category-emergency": "in an emergency no content is withheld",
  "emergency-from": "the emergency that opens content has begun",
  "emergency-until": "the emergency that opens content is not over",
  involvements: "a person's parts in cases are listed where their category may be read alone",
  // Those who supervise.
  "officer-block": "who supervises sees no case that a conflict keeps away",
  "officer-grant-block": "who supervises sees no grants of such a case",
  "officer-restriction-block": "who supervises sees no restriction of such a case",
  "officer-confidentiality-block": "who supervises sees no mark of confidentiality of such a case",
  "officer-emergency-block": "who supervises sees no emergency about such a case",
  "review-block": "who supervises judges no access to such a case",
  "review-access-block": "who supervises sees no single access of those to such a case",
  "sight-block": "who supervises sees no line of the trail that names such a case",
  "export-own": "an export of the trail is for who asked for it",
  "reach-block": "who supervises does not see how such a case was reached",
  "event-block": "who supervises sees no event in which such a case was seen",
  // What else is known of cases and people.
  "notice-own": "a notice is for whom it is meant",
  "notice-block": "nobody is told of a case that a conflict keeps away",
  "block-known": "conflicts of others are not known",
  "block-coordinator": "the privacy coordinator knows all conflicts",
  "block-lead": "a lead knows the conflicts of those in her team",
  "clearance-own": "clearances of others are not known",
  "home-handlers": "homes are known to those who look up tenants",
  "person-handlers": "persons are known to those who look up tenants",
  // Who can see a case, asked of the database.
  "access-manages": "who sees a case is told to those who manage it",
  "access-lead": "and to the lead of its team",
  "access-block": "not to a supervisor whom a conflict keeps away",
  "access-from": "nobody sees by a grant that is yet to begin",
  "access-until": "nobody sees by a grant that is over",
  "access-member": "nobody sees as a member who left",
  "access-role": "nobody sees by a route that does not reach her role at that moment",
  "access-clearance": "nobody sees a kind of case that she is not cleared for",
  "access-restricted": "nobody sees a restricted case as a member of a team",
  "access-kept": "nobody sees what a conflict keeps from her",
  // Who looked at a person's file, as she may be told.
  "log-request": "the coordinator tells of cases that were opened to her for a request alone",
  "log-block": "nobody tells of a case that a conflict keeps from her",
  "log-confidential": "what is confidential towards those whom it is about is not told",
  "log-shielded": "a shielded part is known to whom its category is open to alone",
  "log-since": "who joined a case is told of it from that day",
  "log-reporter": "what showed nothing but who reported is not told",
  "log-asked": "that a log was asked for is told to whose log it was alone",
  // Who is there at all.
  active: "a disabled employee is nobody",
  "employee-until": "an employee whose term is over is nobody",
  header: "a transaction without its line in the trail sees nothing",
} as const

export type Clause = keyof typeof clauses
export const clauseNames = Object.keys(clauses) as Clause[]

/** @throws Error for a name that is none */
export function clauseOf(name: string): Clause {
  const found = clauseNames.find((each) => each === name)
  if (!found) throw new Error(`there is no clause ${name}; --list-clauses names them`)
  return found
}
