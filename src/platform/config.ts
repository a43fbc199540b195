import { z } from "zod"
import { whole } from "./whole"
import { reviewSettings } from "./review-settings"
import { type ServingUrls, servingUrls } from "./database/roles"
import { withVerifiedTls } from "./database/tls"
import { isDatabaseUrl } from "./database/url"
import { OperatorError } from "./operator-error"

const flag = z.enum(["on", "off"])

/** Scheme, host and port, and nothing behind it. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

const databaseUrl = z.string().refine(isDatabaseUrl, {
  error:
    "no URL as postgres://role:password@host:5432/database, in which / ? # @ : % of a password are written as %2F and so on",
})

const seconds = whole(0, 600)

/** Every setting of the service, in the order of `.env.example`, which is generated from here. */
const settings = {
  PORT: whole(0, 65535).default(4000).describe("Port the service listens on"),
  HOST: z.string().default("127.0.0.1").describe("Address the service listens on"),
  METRICS_PORT: whole(0, 65535).default(9464).describe("Port of GET /metrics, which asks for no token; 0: none"),
  METRICS_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address of GET /metrics; another than this machine's own only where operators alone reach it"),
  DATA_DIR: z.string().default(".data").describe("Folder of the embedded database"),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(
      "PostgreSQL as woonrust_staff, with TLS in production unless it says sslmode=disable; absent: the embedded database",
    ),
  DATABASE_OFFICER_URL: databaseUrl
    .optional()
    .describe("The same as woonrust_officer; absent: DATABASE_URL with that user's name"),
  DATABASE_KEEPER_URL: databaseUrl
    .optional()
    .describe("The same as woonrust_keeper; absent: DATABASE_URL with that user's name"),
  DATABASE_OWNER_URL: databaseUrl
    .optional()
    .describe("The owner, for commands only, and not in .env: the service does not start with it"),
  DATABASE_POOL: whole(1, 64)
    .default(8)
    .describe("Connections for staff; the officers have two, and what the service does by itself four"),
  DEMO: flag.default("on").describe("Demo association and its sign-in; exists only with the embedded database"),
  DEMO_CASES: whole(0, 1_000_000).default(2000).describe("Cases of the demo association"),
  TRAIL_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, "has to be a name without spaces and without +")
    .default("woonrust/demo")
    .describe(
      "Whose trail it is: the name under which its heads are signed, without spaces; a trail keeps the one it began with",
    ),
  TRAIL_KEY_FILE: z
    .string()
    .optional()
    .describe(
      "The key that signs the heads of the trail, from `npm run woonrust -- keys make`; absent: one in DATA_DIR, made with the embedded database",
    ),
  TRAIL_TERM_MONTHS: whole(12, 1_200)
    .default(60)
    .describe("How long an event of the trail is kept, in months; whole months go"),
  TRAIL_ANCHORS: z
    .string()
    .optional()
    .describe("Folder for the signed heads, best on another machine; it must be there; absent: one in DATA_DIR"),
  ...reviewSettings,
  OIDC_ISSUER: z
    .url()
    .optional()
    .describe("Issuer of the access tokens; needed with DATABASE_URL; https in production"),
  OIDC_AUDIENCE: z.string().default("woonrust").describe("Audience the access tokens must name"),
  OIDC_KEYS_HOURS: whole(1, 168)
    .default(24)
    .describe("How long the issuer's keys, once fetched, go on serving while it cannot be reached, in hours"),
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ""))
    .refine((all) => all.every(isOrigin), "each is an origin as browsers send it: https://desk.example.org")
    .describe("Origins of pages that may call the service, as https://desk.example.org, separated by commas"),
  INTROSPECTION: flag.default("on").describe("Whether the schema may be asked about itself; the explorer needs it"),
  STOP_PAUSE_SECONDS: seconds
    .optional()
    .describe(
      "When told to stop, so long requests are still taken while /readyz says 503; absent: 5, and 0 with the embedded database",
    ),
  STOP_DRAIN_SECONDS: seconds.default(20).describe("After that pause, so long what is in flight may take to end"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info").describe("What is logged"),
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("development")
    .describe("Production forbids the demo, and speaks TLS with PostgreSQL unless a URL says otherwise"),
}

const loopback = ["127.0.0.1", "localhost", "::1"]

const schema = z.object(settings)

type Given = Partial<Record<keyof typeof settings, string>>

/** What must hold between settings; looked at also when a single one is at fault, so that all is told at once. */
function conflicts(given: Given): string[] {
  const embedded = given.DATABASE_URL === undefined
  const demo = embedded && given.DEMO !== "off"
  return [
    ...(sharesPort(given) ? ["METRICS_PORT: has to be another than PORT, or 0"] : []),
    ...(!demo && given.OIDC_ISSUER === undefined
      ? ["OIDC_ISSUER: needed without the demo: somebody must say who signs in"]
      : []),
    ...(demo && !loopback.includes(given.HOST ?? "127.0.0.1")
      ? ["HOST: with the demo the service listens on this machine only"]
      : []),
    ...(given.DATABASE_OWNER_URL !== undefined
      ? ["DATABASE_OWNER_URL: for commands only; the service must not hold it"]
      : []),
    ...(["TRAIL_KEY_FILE", "TRAIL_ANCHORS"] as const)
      .filter((name) => !embedded && given[name] === undefined)
      .map((name) => `${name}: needed with DATABASE_URL: every node signs with one key, and heads leave for one place`),
    ...(given.NODE_ENV === "production" && isOpenToOthers(given.OIDC_ISSUER)
      ? ["OIDC_ISSUER: has to be https in production: whoever is on the way could give keys of his own"]
      : []),
    ...(embedded && given.NODE_ENV === "production"
      ? ["DATABASE_URL: needed in production: the embedded database is for trying out"]
      : []),
  ]
}

/** Spoken to in plain text, and not on this machine. */
function isOpenToOthers(issuer: string | undefined): boolean {
  if (issuer === undefined || !URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol !== "https:" && ![...loopback, "[::1]"].includes(hostname)
}

function sharesPort({ PORT, METRICS_PORT }: Given): boolean {
  const [port, figures] = [settings.PORT.safeParse(PORT).data, settings.METRICS_PORT.safeParse(METRICS_PORT).data]
  return port === figures && port !== undefined && port !== 0
}

export type Config = z.infer<typeof schema>

/** What is wrong with the settings, one line a fault. No value is repeated: some of them are secrets. */
class ConfigError extends OperatorError {}

/** Adds what `.env` in the working folder says to the environment, which prevails. @throws ConfigError where it cannot be read */
export function readDotEnv(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return
    throw new ConfigError(".env in this folder cannot be read: give this user the right to it, or take it away.")
  }
}

/**
 * Reads and checks the environment, all faults at once.
 * @throws ConfigError
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = givenIn(environment)
  const result = schema.safeParse(given)
  const faults = [...faultsIn(result.error), ...conflicts(given)]
  if (result.success && !faults.length) return { ...result.data, ...inTransit(result.data) }
  throw unusable(faults)
}

/** What commands need of the settings. */
const connections = schema.pick({
  ...{ DATABASE_URL: true, DATABASE_OFFICER_URL: true, DATABASE_KEEPER_URL: true, DATABASE_OWNER_URL: true },
  NODE_ENV: true,
})
type Connections = z.infer<typeof connections>

/** The connections that serve, for the command that makes their roles. @throws ConfigError */
export function readServingUrls(environment: NodeJS.ProcessEnv = process.env): ServingUrls {
  const { DATABASE_URL: staff, DATABASE_OFFICER_URL: officer, DATABASE_KEEPER_URL: keeper } = readUrls(environment)
  if (staff === undefined) throw notGiven("DATABASE_URL", "woonrust_staff")
  return servingUrls(staff, officer, keeper)
}

/** The owner's connection, for commands. @throws ConfigError */
export function readOwnerUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const { DATABASE_OWNER_URL: url } = readUrls(environment)
  if (url === undefined) throw notGiven("DATABASE_OWNER_URL", "owner")
  return url
}

function readUrls(environment: NodeJS.ProcessEnv): Connections {
  const { data, error } = connections.safeParse(givenIn(environment))
  if (!data) throw unusable(faultsIn(error))
  return { ...data, ...inTransit(data) }
}

/** In production no password and no case travels in plain text because nobody thought of it. */
function inTransit({ NODE_ENV: mode, ...urls }: Connections): Partial<Connections> {
  if (mode !== "production") return {}
  const known = Object.entries(urls).filter(([name]) => name in connections.shape)
  return Object.fromEntries(known.map(([name, url]) => [name, url === undefined ? url : withVerifiedTls(url)]))
}

const givenIn = (environment: NodeJS.ProcessEnv): Given =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""))

const faultsIn = (error: z.ZodError | undefined): string[] =>
  (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`)

const unusable = (faults: readonly string[]): ConfigError =>
  new ConfigError(`The settings cannot be used:\n  ${faults.join("\n  ")}`)

const notGiven = (name: keyof Connections, role: string): ConfigError =>
  new ConfigError(`${name} is not given: set it to postgres://${role}:password@host:5432/database.`)

/** The text of `.env.example`. */
export function describeConfig(): string {
  const lines = Object.entries(settings).map(([name, setting]) => {
    const byDefault = setting.safeParse(undefined).data
    return `# ${setting.description ?? ""}\n${byDefault === undefined ? `# ${name}=` : `${name}=${String(byDefault)}`}`
  })
  return `# Generated from src/platform/config.ts by \`npm run schema\`.\n\n${lines.join("\n\n")}\n`
}
