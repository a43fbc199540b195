import type { ServingRole } from "../platform/database/roles"

/** What an employee is at the association. */
export const roles = [
  "CONSULTANT",
  "TEAM_LEAD",
  "PRIVACY_OFFICER",
  "PRIVACY_COORDINATOR",
  "ADMINISTRATOR",
  "EXTERNAL_AUDITOR",
] as const
export type Role = (typeof roles)[number]

/** Who is asking: an employee whose token was verified. Teams and clearances are not kept here: the database reads them at each request. */
export interface Employee {
  readonly kind: "EMPLOYEE"
  readonly id: string
  readonly role: Role
  /** The subject of the token, by which the employee is found again when the role has changed. */
  readonly subject: string
}

/** Which role of the database serves an employee. */
export const servedBy = (role: Role): ServingRole =>
  role === "PRIVACY_OFFICER" || role === "EXTERNAL_AUDITOR" ? "woonrust_officer" : "woonrust_staff"

/** Why somebody looks, where she says so: a closed list, sent with any request and kept in the trail. It is never asked for. */
export const lookReasons = [
  "COVERING_FOR_COLLEAGUE",
  "TENANT_ON_THE_TELEPHONE",
  "PREPARING_A_VISIT",
  "CONNECTED_CASE",
  "QUALITY_CHECK",
  "HANDING_OVER",
] as const
export type LookReason = (typeof lookReasons)[number]

/** By what means somebody asks: what the trail tells of the way, apart from who it was. */
export interface Means {
  /** The token's id (jti), or the hash of a token that has none; null before a token was verified. */
  readonly tokenId: string | null
  /** By this a token is told from every other; null before one was verified. */
  readonly session: string | null
  /** How surely the issuer knew who it was (acr), and by which means (amr), where the token says so. */
  readonly assurance: string | null
  /** When the token was issued, where it says so. */
  readonly issuedAt: Date | null
  readonly expiresAt: Date | null
  /** The client application that the token was given to. */
  readonly client: string | null
  readonly address: string | null
  /** W3C trace context: 32 and 16 hexadecimal digits. */
  readonly traceId: string
  readonly spanId: string
  readonly lookReason: LookReason | null
}

export interface Asking {
  readonly actor: Employee
  readonly means: Means
}
