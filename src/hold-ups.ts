import type pg from "pg"

interface Holder {
  readonly pid: number | null
  readonly application: string | null
  readonly user: string | null
  readonly database: string | null
  readonly since: string | null
}

/** Whoever writes for longer is not at an ordinary change. */
const longSeconds = 60

/** The transaction that sealing waits for: by when it began, where the database tells that, else by what waits for it. */
const holding = `
  select h.* from (select sealing_lag() as lag) l cross join jsonb_to_record(nullif(l.lag -> 'holder', 'null'))
      as h (pid int, application text, "user" text, database text, since text)
    where l.lag ->> 'running' is not null and ((l.lag ->> 'waiting')::numeric >= ${longSeconds} or h.since::timestamptz < clock_timestamp() - interval '${longSeconds} seconds')`

const passedOver = "select leaf from review_aside order by leaf limit 100"

/** What the service's own work waits for, or had to leave to people: one line each, about no case and nobody. */
export async function holdUps(database: pg.Client): Promise<string[]> {
  const { rows: holders } = await database.query<Holder>(holding)
  const { rows: aside } = await database.query<{ leaf: string }>(passedOver)
  return [
    ...holders.map((holder) => `sealing waits for a transaction that does not end: ${tellHolder(holder)}`),
    ...aside.map(({ leaf }) => `leaf ${leaf} of the trail could not be looked through for what is to be judged`),
  ]
}

function tellHolder({ pid, application, user, database, since }: Holder): string {
  const [who, when] = [`user ${user ?? "?"}, database ${database ?? "?"}`, since === null ? "" : `, since ${since}`]
  return pid === null ? `prepared, ${who}${when}` : `pid ${pid}, application ${application || "?"}, ${who}${when}`
}
