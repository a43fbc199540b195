import { z } from "zod"
import { reviewSettings } from "./review-settings"
import { type ServingUrls, servingUrls } from "./database/roles"

const flag = z.enum(["on", "off"])

/** Scheme, host and port, and nothing behind it. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

/** Every setting of the service, in the order of `.env.example`, which is generated from here. */
const settings = {
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe("Port the service listens on"),
  HOST: z.string().default("127.0.0.1").describe("Address the service listens on"),
  METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(9464)
    .describe("Port of GET /metrics, which asks for no token; 0: none"),
  METRICS_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address of GET /metrics; another than this machine's own only where operators alone reach it"),
  DATA_DIR: z.string().default(".data").describe("Folder of the embedded database"),
  DATABASE_URL: z.url().optional().describe("PostgreSQL as woonrust_staff; absent: the embedded database"),
  DATABASE_OFFICER_URL: z
    .url()
    .optional()
    .describe("The same as woonrust_officer; absent: DATABASE_URL with that user's name"),
  DATABASE_KEEPER_URL: z
    .url()
    .optional()
    .describe("The same as woonrust_keeper; absent: DATABASE_URL with that user's name"),
  DATABASE_OWNER_URL: z
    .url()
    .optional()
    .describe("The owner, for `npm run woonrust -- migrate` only; the service never uses it"),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(8)
    .describe("Connections for staff; the officers have two, and what the service does by itself four"),
  DEMO: flag.default("on").describe("Demo association and its sign-in; exists only with the embedded database"),
  DEMO_CASES: z.coerce.number().int().min(0).max(1_000_000).default(2000).describe("Cases of the demo association"),
  TRAIL_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/)
    .default("woonrust/demo")
    .describe(
      "Whose trail it is: the name under which its heads are signed, without spaces; changing it begins another",
    ),
  TRAIL_KEY_FILE: z
    .string()
    .optional()
    .describe("The key that signs the heads of the trail; absent: one in DATA_DIR, made at first"),
  TRAIL_TERM_MONTHS: z.coerce
    .number()
    .int()
    .min(1)
    .default(60)
    .describe("How long an event of the trail is kept, in months; whole months go"),
  TRAIL_ANCHORS: z
    .string()
    .optional()
    .describe("Folder for the signed heads, best on another machine; it must be there; absent: one in DATA_DIR"),
  ...reviewSettings,
  OIDC_ISSUER: z.url().optional().describe("Issuer of the access tokens; needed with DATABASE_URL"),
  OIDC_AUDIENCE: z.string().default("woonrust").describe("Audience the access tokens must name"),
  OIDC_KEYS_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe("How long the issuer's keys, once fetched, go on serving while it cannot be reached, in hours"),
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ""))
    .refine((all) => all.every(isOrigin), "each is an origin as browsers send it: https://desk.example.org")
    .describe("Origins of pages that may call the service, as https://desk.example.org, separated by commas"),
  INTROSPECTION: flag.default("on").describe("Whether the schema may be asked about itself; the explorer needs it"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info").describe("What is logged"),
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("development")
    .describe("Production forbids the demo"),
}

const loopback = ["127.0.0.1", "localhost", "::1"]

const schema = z.object(settings)

type Given = Partial<Record<keyof typeof settings, string>>

/** What must hold between settings; looked at also when a single one is at fault, so that all is told at once. */
function conflicts(given: Given): string[] {
  const embedded = given.DATABASE_URL === undefined
  const demo = embedded && given.DEMO !== "off"
  return [
    ...(!demo && given.OIDC_ISSUER === undefined
      ? ["OIDC_ISSUER: needed without the demo: somebody must say who signs in"]
      : []),
    ...(demo && !loopback.includes(given.HOST ?? "127.0.0.1")
      ? ["HOST: with the demo the service listens on this machine only"]
      : []),
    ...(!embedded && given.DATABASE_OWNER_URL !== undefined
      ? ["DATABASE_OWNER_URL: for commands only; the service must not hold it"]
      : []),
    ...(["TRAIL_KEY_FILE", "TRAIL_ANCHORS"] as const)
      .filter((name) => !embedded && given[name] === undefined)
      .map((name) => `${name}: needed with DATABASE_URL: every node signs with one key, and heads leave for one place`),
    ...(embedded && given.NODE_ENV === "production"
      ? ["DATABASE_URL: needed in production: the embedded database is for trying out"]
      : []),
  ]
}

export type Config = z.infer<typeof schema>

/** What is wrong with the settings, one line a fault. No value is repeated: some of them are secrets. */
export class ConfigError extends Error {}

/**
 * Reads and checks the environment, all faults at once.
 * @throws ConfigError
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given: Given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""))
  const result = schema.safeParse(given)
  const faults = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    ...conflicts(given),
  ]
  if (result.success && !faults.length) return result.data
  throw new ConfigError(`The settings cannot be used:\n  ${faults.join("\n  ")}`)
}

/** The text of `.env.example`. */
export function describeConfig(): string {
  const lines = Object.entries(settings).map(([name, setting]) => {
    const byDefault = setting.safeParse(undefined).data
    return `# ${setting.description ?? ""}\n${byDefault === undefined ? `# ${name}=` : `${name}=${String(byDefault)}`}`
  })
  return `# Generated from src/platform/config.ts by \`npm run schema\`.\n\n${lines.join("\n\n")}\n`
}

/** The owner's connection, for migrations from the command line. @throws ConfigError */
export function readOwnerUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const { DATABASE_OWNER_URL: url } = environment
  if (url === undefined || url === "") throw new ConfigError("DATABASE_OWNER_URL is not given.")
  return url
}

/** The serving connections, for the command that makes their roles. @throws ConfigError */
export function readServingUrls(environment: NodeJS.ProcessEnv = process.env): ServingUrls {
  const { DATABASE_URL: staff, DATABASE_OFFICER_URL: officer, DATABASE_KEEPER_URL: keeper } = environment
  if (staff === undefined || staff === "") throw new ConfigError("DATABASE_URL is not given.")
  return servingUrls(staff, officer, keeper)
}
