import { createHash } from "node:crypto"
import type { Pool } from "pg"
import { activityOf, lineInsert } from "./audit/line"
import type { TokenFacts } from "./permissions/tokens"
import type { Config } from "./platform/config"
import { nameOf } from "./platform/database/statements"
import { Transaction } from "./platform/database/transaction"
import { type ReviewSettings, reviewSettings } from "./platform/review-settings"

/** Settings whose change is none of the trail's, each with the reason. All others are noted: whoever adds one decides. */
export const unnoted = {
  PORT: "where it is reached is seen by whoever reaches it; who may in is asked at any port",
  HOST: "the same",
  METRICS_PORT: "it shows numbers of the service, and nothing of anybody",
  METRICS_HOST: "the same",
  DATA_DIR: "another folder holds another database, with a trail of its own",
  DATABASE_URL: "a secret, and another database has a trail of its own",
  DATABASE_OFFICER_URL: "the same",
  DATABASE_KEEPER_URL: "the same",
  DATABASE_OWNER_URL: "never held by the service; each command that uses it leaves an event",
  DATABASE_POOL: "how fast, not who or what",
  DEMO: "with the demo it is the demo's issuer that is believed, and that is noted",
  DEMO_CASES: "of people who are invented",
  TRAIL_ORIGIN: "stands in every signed head",
  TRAIL_KEY_FILE: "another key is a leaf of the tree, which the one before signed for",
  TRAIL_ANCHORS: "a place; whoever verifies holds the heads against the export from wherever they lie",
  OIDC_KEYS_HOURS: "how long an issuer that is away is still believed, not who",
  CORS_ORIGINS: "which pages may send a token; whose token it is decides what they get",
  INTROSPECTION: "the schema is no secret",
  STOP_PAUSE_SECONDS: "how a stop goes, not who or what",
  STOP_DRAIN_SECONDS: "the same",
  LOG_LEVEL: "the log holds no data of persons",
  NODE_ENV: "refuses to start more, speaks TLS with the database, and lets nobody in",
} as const satisfies Partial<Record<keyof Config, string>>

/** Settings that decide who is believed, what is judged, and how long the trail is kept. */
type Noted = Exclude<keyof Config, keyof typeof unnoted>

/** What the service is started with. What a part of it is started without is left as it was noted before. */
export interface InForce {
  readonly tokens: Pick<TokenFacts, "issuer" | "audience">
  readonly sealing?: { readonly termMonths: number } | undefined
  readonly reviewing?: ReviewSettings | undefined
}

/** By their names in the environment; of what is in force, not of what was written there. */
function settingsOf({ tokens, sealing, reviewing }: InForce): Partial<Record<Noted, string>> {
  const ofReview = Object.keys(reviewing ? reviewSettings : {}) as (keyof ReviewSettings)[]
  return {
    OIDC_ISSUER: sayable(tokens.issuer),
    OIDC_AUDIENCE: sayable(tokens.audience),
    ...(sealing && { TRAIL_TERM_MONTHS: String(sealing.termMonths) }),
    ...Object.fromEntries(ofReview.map((name) => [name, String(reviewing?.[name])])),
  }
}

/** An address or a name, without what could be a password or a sentence; of anything else its hash: that it changed is seen all the same. */
const sayable = (value: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,199}$/.test(value)
    ? value
    : `sha256:${createHash("sha256").update(value).digest("hex")}`

const named = (text: string) => ({ name: nameOf(text), text })
const note = named("select note_settings($1::jsonb)")
const tell = named(
  lineInsert(
    {
      position: "s.nth - 1",
      field: "s.name",
      action: "'settings.changed'",
      ...activityOf("accountability"),
      cases: "'{}'",
      parties: "'{}'",
      persons: "'{}'",
      types: "'{Setting}'",
      categories: "'{}'",
    },
    "unnest($1::text[]) with ordinality s (name, nth)",
  ),
)

/**
 * Compares what the service is set to with what was noted at the start before, its own or another node's, and writes down what differs,
 * with its event in the trail, in one transaction. Where that cannot be written the service does not start.
 */
export async function noteSettings(pool: Pool, inForce: InForce): Promise<void> {
  const { transaction, rows } = await Transaction.open(
    pool,
    [{ ...note, values: [JSON.stringify(settingsOf(inForce))] }],
    false,
  )
  const changed = rows[0]?.[0]?.[0] ?? "{}"
  await transaction.finish(changed === "{}" ? [] : [{ ...tell, values: [changed] }])
}
