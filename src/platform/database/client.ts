import pg from "pg"

/** So long a server may take to let somebody in, in milliseconds. */
const patienceMs = 10_000

/** One connection, for a command. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs })
  // Whoever asks hears of a lost connection by the question. Unheard, it would end the process with a stack trace.
  client.on("error", () => undefined)
  await client.connect()
  return client
}

/** Does what needs one connection, and ends it however that went. */
export async function connected<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url)
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
