import { z } from "zod"
import { isDatabaseUrl } from "./database/url"
import { reviewSettings } from "./review-settings"
import { whole } from "./whole"

const flag = z.enum(["on", "off"])

/** Scheme, host and port, and nothing behind it. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

const databaseUrl = z.string().refine(isDatabaseUrl, {
  error:
    "no URL as postgres://role:password@host:5432/database, in which / ? # @ : % of a password are written as %2F and so on",
})

const seconds = whole(0, 600)

/** Every setting of the service, in the order of `.env.example`, which is generated from here. */
export const settings = {
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

/** As they are given, before they are read; an empty one is none. */
export type Given = Partial<Record<keyof typeof settings, string>>
