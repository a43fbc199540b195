import "reflect-metadata"
import { Command } from "commander"
import pg from "pg"
import { migrations } from "../migrations"
import { examine } from "./doctor"
import { enrol } from "./enrolling"
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

program.parseAsync().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof RoleError || error instanceof pg.DatabaseError
  console.error(known ? error.message : "The command failed.")
  process.exitCode = 1
})
