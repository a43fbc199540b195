import type pg from "pg"
import { allAccounts, findAccount } from "./account"
import { folded } from "./close-names"
import type { Enrolment } from "./enrolment"
import { StaffError } from "./staff-error"

/** Somebody new, or a slip of the pen in the subject of somebody who is known? @throws StaffError unless it is plain */
export async function refuseUnlikely(database: pg.Client, said: Enrolment): Promise<void> {
  const { name, role, newSubject, newPerson } = said
  if (newSubject !== undefined) {
    const done = await findAccount(database, newSubject)
    throw new StaffError(`There is nobody with the subject of --subject${done ? "; that of --new-subject is an employee's already" : ""}. \`staff list\` names those there are.`) // prettier-ignore
  }
  if (name === undefined || role === undefined)
    throw new StaffError("There is nobody with that subject; `staff list` names those there are. Somebody new needs --name and --role.") // prettier-ignore
  if (!newPerson && (await isBorne(database, name)))
    throw new StaffError("There is nobody with that subject, and an employee who may sign in has this name already. Is it her, with another subject? Then `enrol --subject <the old one> --new-subject <this one>`; `staff list --name <name>` says the old one. Somebody else of that name is added with --new-person.") // prettier-ignore
}

async function isBorne(database: pg.Client, name: string): Promise<boolean> {
  const accounts = await allAccounts(database)
  return accounts.some((account) => account.there && folded(account.name) === folded(name))
}
