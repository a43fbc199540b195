import { randomUUID } from "node:crypto"
import { SignJWT, generateKeyPair } from "jose"
import { clock } from "../../src/platform/clock"
import { createLog } from "../../src/platform/log"
import { type Running, startServer } from "../../src/server"
import type { House } from "../support/house"

export const issuer = "https://login.example.nl"

/** What a token says besides for whom it is; `jti: null` is a token without an id. */
export type Claims = Readonly<Record<string, unknown>>

/** An identity provider of the association's own, and nodes of the service that believe it. */
export interface Provider {
  tokenFor(employee: string, claims?: Claims, header?: Claims): Promise<string>
  node(): Promise<Running>
}

export async function provider(house: House): Promise<Provider> {
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  const tokens = { issuer, audience: "woonrust", keys: () => publicKey }
  const { urls } = house.database
  return {
    tokenFor: (employee, claims = {}, header = {}) => {
      const seconds = Math.floor(clock.now().getTime() / 1000)
      const given: Claims = {
        azp: "woonrust-web",
        sub: `subject-${employee}`,
        jti: randomUUID(),
        iat: seconds,
        exp: seconds + 600,
        ...claims,
      }
      const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
      return new SignJWT({ iss: issuer, aud: "woonrust", ...said })
        .setProtectedHeader({ alg: "ES256", ...header })
        .sign(privateKey)
    },
    node: () => startServer({ host: "127.0.0.1", port: 0, urls, pool: 2, tokens, log: createLog("silent") }),
  }
}

/** Asks a node, and gives back the status. */
export async function ask({ port }: Running, token: string, query = "{ viewer { id } }"): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  await response.text()
  return response.status
}
