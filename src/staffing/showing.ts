import type pg from "pg"
import { recordOperation } from "../audit"
import { type Account, allAccounts, getAccount } from "./account"
import { linesOf } from "./changes"
import { folded } from "./close-names"
import { oneAtATime } from "./session"
import { tableOf } from "./table"
import { getTeam } from "./team"

export interface Wanted {
  /** Those who may no longer sign in too. */
  readonly all?: boolean
  readonly team?: string
  /** A part of the name, in whatever spelling. */
  readonly name?: string
  readonly json?: boolean
}

/** The staff, as an administrator needs to know it. That it was looked at stands in the trail before anything is told. */
export async function listStaff(ownerUrl: string, { all, team, name = "", json }: Wanted): Promise<string[]> {
  const found = await oneAtATime(ownerUrl, async (database) => {
    const named = team === undefined ? undefined : (await getTeam(database, "--team", team)).name
    const accounts = (await allAccounts(database)).filter(
      (account) =>
        (all || account.there) &&
        (named === undefined || account.teams.includes(named)) &&
        folded(account.name).includes(folded(name)),
    )
    await looked(database, "staff list")
    return accounts
  })
  return json ? [JSON.stringify(found, undefined, 2)] : [...tableOf(headings, found.map(rowOf)), `employees: ${found.length}`] // prettier-ignore
}

/** One employee, with all that a command can change of her. */
export async function showStaff(ownerUrl: string, subject: string, { json }: Pick<Wanted, "json">): Promise<string[]> {
  const found = await oneAtATime(ownerUrl, async (database) => {
    const account = await getAccount(database, subject)
    await looked(database, "staff show", account)
    return account
  })
  return json ? [JSON.stringify(found, undefined, 2)] : [`id: ${found.id}`, ...linesOf(found), `open cases: ${found.openCases}`] // prettier-ignore
}

const looked = (database: pg.Client, command: string, account?: Account): Promise<void> =>
  recordOperation(database, {
    command,
    activity: "staff-administration",
    actions: [account ? "staff.viewed" : "staff.listed"],
    types: ["Case", "Clearance", "Employee", "Membership", "Team"],
    employees: account ? [account.id] : [],
  })

const headings = ["subject", "name", "role", "teams", "cleared for", "may sign in", "open cases"]

const rowOf = ({ subject, name, role, teams, clearances, openCases, ...account }: Account): string[] => [
  ...[subject, name, role, teams.join(", "), clearances.join(", ")],
  ...[signsIn(account), String(openCases)],
]

function signsIn({ active, until }: Pick<Account, "active" | "until">): string {
  if (!active) return "no"
  return until ? `until ${until.toISOString().slice(0, 10)}` : "yes"
}
