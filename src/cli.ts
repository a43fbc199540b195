import "reflect-metadata"
import { Command, type CommanderError, InvalidArgumentError } from "commander"
import pg from "pg"
import { migrations } from "../migrations"
import { examine, tellExamination } from "./doctor"
import { RotationError, rotateKey } from "./audit/sealing"
import { MalformedExport, MalformedNote, exportTrail, tellExported, tellVerdict, verifyFolder } from "./audit/verifying"
import { EnrolmentError, enrol } from "./enrolling"
import { ConfigError, readOwnerUrl, readServingUrls } from "./platform/config"
import { migrate } from "./platform/database/prepare"
import { RoleError, ensureRoles, passwordsOf } from "./platform/database/roles"

const program = new Command("woonrust").description("The operator's tool of Woonrust.")

program
  .command("migrate")
  .description(
    "Makes or updates the serving roles and the tables. Needs DATABASE_OWNER_URL, a role that may create roles, and DATABASE_URL.",
  )
  .action(async () => {
    const owner = new pg.Client({ connectionString: readOwnerUrl() })
    await owner.connect()
    await ensureRoles(owner, passwordsOf(readServingUrls())).finally(() => owner.end())
    console.log(`${await migrate(readOwnerUrl(), migrations)} migrations ran`)
  })

program
  .command("enrol")
  .description(
    "Adds an employee, or brings one with that subject up to date: how the first administrator and the staff get in.",
  )
  .requiredOption("--subject <subject>", "the subject of the identity provider's tokens")
  .requiredOption("--name <name>", "the name as colleagues know it")
  .requiredOption(
    "--role <role>",
    "CONSULTANT, TEAM_LEAD, PRIVACY_OFFICER, PRIVACY_COORDINATOR, ADMINISTRATOR or EXTERNAL_AUDITOR",
  )
  .option("--team <name...>", "the teams she belongs to; made where they are new")
  .option("--district <district>", "the district of a new team", "-")
  .option(
    "--cleared <what...>",
    "kinds of case (NUISANCE, FRAUD, ADAPTATION, SAFETY) and categories of data in any kind (HEALTH, CRIMINAL, POLICE, REPORTER)",
  )
  .option("--until <moment>", "until when she may sign in, as 2026-12-31T23:00:00Z; an external auditor has an end")
  .option(
    "--lives-at <unit>",
    "the unit number (VHE-nummer) where she lives, where she rents from the association: looks at her surroundings are then judged",
  )
  .option("--person <id>", "who she is in the registry of tenants, for the same reason")
  .option("--disabled", "she may no longer sign in")
  .action(async (options: Parameters<typeof enrol>[1]) => {
    console.log(`enrolled ${await enrol(readOwnerUrl(), options)}`)
  })

program
  .command("doctor")
  .description(
    "Looks for cases that nobody manages, deputies who may not have their case, accesses that nobody can judge, conflicts of interest that are not kept, look-ups of the trail that are not what was seen, a transaction that holds sealing up, and events that could not be looked through. Stands in the trail with the cases it names; where that cannot be written it names none. Ends with 1 where there are any. Needs DATABASE_OWNER_URL.",
  )
  .action(async () => {
    const { lines, code } = tellExamination(await examine(readOwnerUrl()))
    for (const line of lines) console.log(line)
    process.exitCode = code
  })

/** What was asked cannot be done: another code than what was found has. */
const asked = (error: CommanderError): never => process.exit(error.exitCode === 0 ? 0 : 2)

const trail = program.command("trail").description("The audit trail: to export it, and to verify an export.")

trail
  .command("export")
  .exitOverride(asked)
  .description(
    "Writes the whole trail into a folder, with its signed heads and keys; goes on where it was broken off. Stands in the trail before it begins: where that cannot be written, nothing is exported. Needs DATABASE_OWNER_URL. Ends with 0, with 3 where the look-ups of the trail are not what was seen, with 2 where the folder holds another trail.",
  )
  .requiredOption("--to <folder>", "the folder")
  .action(async ({ to }: { to: string }) => {
    const { lines, code } = tellExported(await exportTrail(readOwnerUrl(), to))
    for (const line of lines) console.log(line)
    process.exitCode = code
  })

trail
  .command("verify")
  .exitOverride(asked)
  .description(
    "Whether an export is as it was sealed. Needs neither database nor network. Ends with 0 where it is, 1 where it is not, 2 where it is no export, 3 where it is and a restore from a backup lost events.",
  )
  .argument("<folder>", "the folder of the export")
  .option("--heads <folder>", "heads that were kept elsewhere, each in a file that ends in .note")
  .option("--head <file...>", "heads that the export has to reach: where it does not, its tail was cut")
  .option("--at-least <what>", "so many leaves there have to be, or a head as late as this moment", readLeast)
  .option("--key <key...>", "keys that are known from elsewhere; else those that the tree names are believed")
  .option("--term-months <months>", "the term of events: those that went earlier are told of", readMonths, 60)
  .action(async (folder: string, { heads, head, atLeast, key, termMonths }: VerifyOptions) => {
    // Until it is known to be otherwise.
    process.exitCode = 2
    const known = { termMonths, ...(key && { trusted: key }), ...(atLeast !== undefined && { atLeast }) }
    const verdict = await verifyFolder(folder, { ...known, heads, reached: head })
    const { lines, code } = tellVerdict(verdict, key !== undefined)
    for (const line of lines) console.log(line)
    process.exitCode = code
  })

interface VerifyOptions {
  readonly heads?: string
  readonly head?: string[]
  readonly atLeast?: number | Date
  readonly key?: string[]
  readonly termMonths: number
}

function readMonths(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("months are a whole number")
  return Number(text)
}

function readLeast(text: string): number | Date {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError("a number of leaves, or a moment as 2026-12-31T23:00:00Z")
  return moment
}

trail
  .command("rotate-key")
  .description(
    "Puts a new key in the place of the one that signs the heads of the trail, and has the old one sign for it. Restart every node after it.",
  )
  .requiredOption("--origin <name>", "whose trail it is, as TRAIL_ORIGIN says")
  .requiredOption("--key-file <file>", "the key, as TRAIL_KEY_FILE says")
  .action(async ({ origin, keyFile }: { origin: string; keyFile: string }) => {
    console.log(await rotateKey(origin, keyFile))
  })

program.parseAsync().catch((error: unknown) => {
  const known =
    error instanceof ConfigError ||
    error instanceof RoleError ||
    error instanceof RotationError ||
    error instanceof EnrolmentError ||
    error instanceof pg.DatabaseError
  const unusable = error instanceof MalformedExport || error instanceof MalformedNote
  console.error(known || unusable ? error.message : "The command failed.")
  // Whoever verifies has said already what a failure means.
  process.exitCode = unusable ? 2 : (process.exitCode ?? 1)
})
