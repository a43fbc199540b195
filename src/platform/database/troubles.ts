/** What can keep an answer back that may come later, mostly of the database: a closed list, by which logs and operators know it. */
export const troubles = {
  "disk-full": "the disk of the database is full",
  "too-many-connections": "the database gives no more connections",
  "out-of-memory": "the database has no memory left",
  "read-only": "the database takes no changes",
  "starting-or-stopping": "the database is starting or stopping",
  unreachable: "the database cannot be reached",
  "connection-lost": "the connection to the database was lost",
  "too-slow": "the database did not answer in time",
  locked: "others hold what was needed for too long",
  "clocks-apart": "the clocks of this node and of the database differ",
  "issuer-away": "the issuer of the tokens cannot be reached, and its keys are not known",
} as const

export type Trouble = keyof typeof troubles

/** PostgreSQL's states, and the codes of the network. The first that fits counts. */
const byState: readonly (readonly [RegExp, Trouble])[] = [
  [/^53100/, "disk-full"],
  [/^53300/, "too-many-connections"],
  [/^53/, "out-of-memory"],
  [/^25006/, "read-only"],
  [/^57P/, "starting-or-stopping"],
  [/^57014/, "too-slow"],
  [/^(55P03|40001|40P01)/, "locked"],
  [/^(08001|08004|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)/, "unreachable"],
  [/^(08|25P0[34]|ECONN|EPIPE)/, "connection-lost"],
]

/** pg has no state for a connection that ends under a query, or a pool that gives none in time. */
const byMessage: readonly (readonly [RegExp, Trouble])[] = [
  [/^(Query read timeout|timeout exceeded when trying|timeout expired)/, "too-slow"],
  [/^(Connection terminated|Client has encountered|Client was closed)/, "connection-lost"],
]

const found = (list: typeof byState, text: string): Trouble | undefined => list.find(([form]) => form.test(text))?.[1]

/** Undefined for whatever a later attempt would not mend. */
export const troubleOf = (state: string | undefined, message: string): Trouble | undefined =>
  state === undefined ? found(byMessage, message) : found(byState, state)
