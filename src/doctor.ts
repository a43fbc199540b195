import pg from "pg"

/** The references of running cases that no active, cleared and unblocked employee manages. Asked as the owner, whom no row rule binds. */
export async function casesWithoutManager(ownerUrl: string): Promise<string[]> {
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    const { rows } = await database.query<{ reference: string }>(
      "select reference from case_file where id in (select cases_without_manager()) order by opened_at",
    )
    return rows.map(({ reference }) => reference)
  } finally {
    await database.end()
  }
}
