import { z } from "zod"
import { type ServingUrls, servingUrls } from "./database/roles"
import { withVerifiedTls } from "./database/tls"
import { OperatorError } from "./operator-error"
import { conflicts } from "./setting-conflicts"
import { type Given, settings } from "./settings"

const schema = z.object(settings)

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
  return `# Generated from src/platform/settings.ts by \`npm run schema\`.\n\n${lines.join("\n\n")}\n`
}
