import "reflect-metadata"
import { Command } from "commander"
import pg from "pg"
import { migrations } from "../migrations"
import { examine } from "./doctor"
import { RotationError, rotateKey } from "./audit/sealing"
import { MalformedExport, MalformedNote, exportTrail, verifyFolder } from "./audit/verifying"
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
    "Looks for cases that nobody manages, deputies who may not have their case, accesses that nobody can judge, and conflicts of interest that are not kept. Ends with 1 where there are any. Needs DATABASE_OWNER_URL.",
  )
  .action(async () => {
    const findings = await examine(readOwnerUrl())
    const lines = findings.flatMap(({ finding, references }) =>
      references.map((reference) => `${finding} ${reference}`),
    )
    for (const line of lines) console.log(line)
    console.log(lines.length ? `${lines.length} to be mended` : "all is well")
    if (lines.length) process.exitCode = 1
  })

const trail = program.command("trail").description("The audit trail: to export it, and to verify an export.")

trail
  .command("export")
  .description(
    "Writes the whole trail into a folder, with its signed heads and keys; goes on where it was broken off. Needs DATABASE_OWNER_URL.",
  )
  .requiredOption("--to <folder>", "the folder")
  .action(async ({ to }: { to: string }) => {
    const { leaves, loose } = await exportTrail(readOwnerUrl(), to)
    console.log(`${leaves} leaves, ${loose} events without one`)
  })

trail
  .command("verify")
  .description(
    "Whether an export is as it was sealed. Needs neither database nor network. Ends with 0 where it is, 1 where it is not, 2 where it is no export.",
  )
  .argument("<folder>", "the folder of the export")
  .option("--heads <folder>", "heads of the tree that were kept elsewhere: they find a tail that was cut")
  .option("--key <key...>", "keys that are known from elsewhere; else those that the tree names are believed")
  .action(async (folder: string, { heads, key }: { heads?: string; key?: string[] }) => {
    // Until it is known to be otherwise.
    process.exitCode = 2
    const { ok, fault, ...counts } = await verifyFolder(folder, heads, key)
    console.log(JSON.stringify({ ok, ...counts }))
    console.log(ok ? "The trail is as it was sealed." : `It is not: ${fault}.`)
    console.log(
      "Not shown by this: events of the last seconds before the export, and what was changed before it was sealed.",
    )
    process.exitCode = ok ? 0 : 1
  })

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
  process.exitCode = unusable ? 2 : 1
})
