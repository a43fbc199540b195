import type pg from "pg"
import { OperatorError } from "../operator-error"
import { scramVerifier } from "./scram"

/** The roles of the database that serve. The owner never does. */
export const servingRoles = ["woonrust_staff", "woonrust_officer", "woonrust_keeper"] as const
export type ServingRole = (typeof servingRoles)[number]
export const ownerRole = "woonrust_owner"

export class RoleError extends OperatorError {}

/** The URL with another user, and another password where one is given. */
export function urlAs(url: string, user: string, password?: string): string {
  const changed = new URL(url)
  changed.username = user
  if (password !== undefined) changed.password = password
  return changed.toString()
}

export interface ServingUrls {
  staff: string
  officer: string
  keeper: string
}

/** The three serving connections from that of staff; the others differ by their user, and by more where settings say so. */
export function servingUrls(staff: string, officer?: string, keeper?: string): ServingUrls {
  return {
    staff,
    officer: officer ?? urlAs(staff, "woonrust_officer"),
    keeper: keeper ?? urlAs(staff, "woonrust_keeper"),
  }
}

/** The passwords that the serving connections are configured with, by role. @throws RoleError for a URL of another user */
export function passwordsOf(urls: ServingUrls): Record<string, string> {
  const given = [urls.staff, urls.officer, urls.keeper].map((url) => new URL(url))
  if (!given.every(({ username }, index) => username === servingRoles[index])) {
    throw new RoleError(`The serving connections must name the users ${servingRoles.join(", ")}.`)
  }
  return Object.fromEntries(given.map(({ username, password }) => [username, decodeURIComponent(password)]))
}

/** The role that partners will be served by, once there are covenants. It cannot sign in, and reaches nothing. */
const partnerRole = "woonrust_partner"

/** Serving roles: the row rules make planning dear, and every statement is prepared, so plans are generic. */
const settings = [
  "plan_cache_mode = 'force_generic_plan'",
  "jit = off",
  "row_security = on",
  "statement_timeout = '15s'",
  "idle_in_transaction_session_timeout = '30s'",
  "lock_timeout = '5s'",
]

/**
 * Makes the roles that serve, or brings their settings and passwords up to date. Needs the right to create roles.
 * @param keeps whether a role that there is has that password already
 */
export async function ensureRoles(
  admin: pg.ClientBase,
  passwords: Record<string, string>,
  keeps: (role: string) => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  if (!(await isThere(admin, partnerRole))) await admin.query(`create role ${partnerRole} nologin`)
  for (const [role, password] of Object.entries(passwords)) {
    const name = admin.escapeIdentifier(role)
    const known = await isThere(admin, role)
    if (!known) await admin.query(`create role ${name} login`)
    if (password !== "" && !(known && (await keeps(role)))) await setPassword(admin, name, password)
    await admin.query(`alter role ${name} set timezone = 'UTC'`)
    if (role === ownerRole) continue
    for (const setting of settings) await admin.query(`alter role ${name} set ${setting}`)
  }
}

async function isThere(admin: pg.ClientBase, role: string): Promise<boolean> {
  return (await admin.query("select from pg_roles where rolname = $1", [role])).rowCount === 1
}

/** A statement that fails, or every one, may be logged by the server: so it holds no password. */
async function setPassword(admin: pg.ClientBase, name: string, password: string): Promise<void> {
  // PostgreSQL 15 has no such setting, and takes as many.
  const { rows } = await admin.query<{ iterations: string }>(
    "select coalesce(current_setting('scram_iterations', true), '4096') as iterations",
  )
  const verifier = scramVerifier(password, Number(rows[0]?.iterations))
  await admin.query(`alter role ${name} with login password ${admin.escapeLiteral(verifier)}`)
}

/**
 * Refuses a connection that the row rules do not bind: a role that bypasses them, owns a table, or belongs to a role that does.
 * @throws RoleError
 */
export async function refuseMightyRole(database: pg.Pool, expected: ServingRole): Promise<void> {
  const { rows } = await database.query<{ role: string; mighty: boolean; owns: boolean }>(`
    select current_user as role,
      exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member')) as mighty,
      exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and pg_has_role(current_user, c.relowner, 'member')) as owns`)
  const [found] = rows
  if (found?.role !== expected) throw new RoleError(`The database must be reached as ${expected}.`)
  if (found.mighty || found.owns) {
    throw new RoleError(
      `${expected} owns tables or may bypass the row rules; the service does not start as such a role.`,
    )
  }
}
