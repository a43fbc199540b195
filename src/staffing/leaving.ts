import type pg from "pg"
import { getAccount } from "./account"
import { deskOf } from "./desk"
import { changed } from "./enrolling"
import { oneAtATime } from "./session"
import { StaffError } from "./staff-error"

/**
 * Says which day is somebody's last, and what of her desk remains to be handed over until then. She signs in until that day is over.
 * @param on the day; where none is said it is the one that was said before, and else today
 */
export async function leave(ownerUrl: string, { subject, on }: { subject: string; on?: string }): Promise<string[]> {
  return await oneAtATime(ownerUrl, async (database) => {
    const before = await getAccount(database, subject)
    const stays = on === undefined && before.until
    const said = stays ? { subject } : { subject, until: await endOf(database, on) }
    const { lines } = await changed(database, "leave", before, said)
    return [...lines, ...(await deskOf(database, "leave", before.id))]
  })
}

/** When the day is over where the association is; told by the database, which knows what day it is. */
async function endOf(database: pg.Client, on: string | undefined): Promise<string> {
  const { rows } = await database.query<{ over: Date; past: boolean }>(
    `select (day + 1)::timestamp at time zone 'Europe/Amsterdam' as over, day < today as past
       from (select coalesce($1::date, today) as day, today from (select (now() at time zone 'Europe/Amsterdam')::date as today) t) d`,
    [on],
  )
  const [day] = rows
  if (!day || day.past)
    throw new StaffError(
      "--on: that day is over; whoever left before today is put out by `enrol --subject … --disabled`.",
    )
  return day.over.toISOString()
}
