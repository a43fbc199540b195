import type { Ask, Role } from "./looking-up"

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string }[]
}

const sendJson = async (address: string, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  })
  return await answer.json()
}

/** Asks the service of an origin with a token, and with the demo as somebody of another role too. @throws Error for what it refuses */
export const asking = (origin: string, token: string): Ask => {
  return async (query, as) => {
    const spoken = as === undefined ? token : await tokenOf(origin, as)
    if (spoken === undefined) return undefined
    const { data, errors } = (await sendJson(
      `${origin}/graphql`,
      { query },
      { authorization: `Bearer ${spoken}` },
    )) as Answer
    if (errors) throw new Error(errors[0]?.message)
    return data
  }
}

/** A token of the first of the demo's people who has that role; undefined where there is no demo. */
async function tokenOf(origin: string, role: Role): Promise<string | undefined> {
  const answer = await fetch(`${origin}/demo/actors`)
  if (!answer.ok) return undefined
  const actors = (await answer.json()) as { id: string; role: Role }[]
  const actor = actors.find((each) => each.role === role)?.id
  const { token } = (await sendJson(`${origin}/demo/token`, { actor })) as { token?: string }
  return token
}
