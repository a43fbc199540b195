import "reflect-metadata"
import { Command, Option } from "commander"
import { migrations } from "../migrations"
import { makeKey } from "./audit/sealing"
import { asOwner, fail, oneOf, readMoment, readOrigin, someOf, tell } from "./command-line"
import { examine, tellExamination } from "./doctor"
import { clearable, enrol } from "./enrolling"
import { roles } from "./permissions/actor"
import { readDotEnv, readServingUrls } from "./platform/config"
import { bringUpToDate } from "./platform/database/migrating"
import { watched } from "./platform/progress"
import { version } from "./platform/version"
import { addTrailCommands } from "./trail-commands"

// What an operator takes out or makes is for her own eyes, whatever her shell is set to.
process.umask(0o077)

const program = new Command("woonrust")
  .description("The operator's tool of Woonrust. Reads .env in the working folder; the environment prevails.")
  .version(version)
  .exitOverride()

program
  .command("migrate")
  .description(
    "Makes or updates the serving roles and the tables. Needs DATABASE_OWNER_URL, a role that may create roles, and DATABASE_URL.",
  )
  .action(async () => {
    const serving = readServingUrls()
    const { ran, advised } = await watched((progress) =>
      asOwner((url) => bringUpToDate(url, serving, migrations, { progress })),
    )
    tell({ lines: [`${ran} migrations ran`, ...advised], code: 0 })
  })

program
  .command("enrol")
  .description(
    "Adds an employee, or brings one with that subject up to date: how the first administrator and the staff get in.",
  )
  .requiredOption("--subject <subject>", "the subject of the identity provider's tokens")
  .requiredOption("--name <name>", "the name as colleagues know it")
  .addOption(
    new Option("--role <role>", `one of ${roles.join(", ")}`).argParser(oneOf("--role", roles)).makeOptionMandatory(),
  )
  .option("--team <name...>", "the teams she belongs to; made where they are new")
  .option("--district <district>", "the district of a new team", "-")
  .option(
    "--cleared <what...>",
    `kinds of case and categories of data in any kind: ${clearable.join(", ")}`,
    someOf("--cleared", clearable),
  )
  .option(
    "--until <moment>",
    "until when she may sign in, as 2026-12-31T23:00:00Z; an external auditor has an end",
    (given) => readMoment("--until", given).toISOString(),
  )
  .option(
    "--lives-at <unit>",
    "the unit number (VHE-nummer) where she lives, where she rents from the association: looks at her surroundings are then judged",
  )
  .option("--person <id>", "who she is in the registry of tenants, for the same reason")
  .option("--disabled", "she may no longer sign in")
  .action(async (options: Parameters<typeof enrol>[1]) => {
    const id = await asOwner((url) => enrol(url, options))
    tell({ lines: [`enrolled ${id}`], code: 0 })
  })

program
  .command("doctor")
  .description(
    "Looks for cases that nobody manages, deputies who may not have their case, accesses that nobody can judge, conflicts of interest that are not kept, look-ups of the trail that are not what was seen, a transaction that holds sealing up, and events that could not be looked through. Stands in the trail with the cases it names; where that cannot be written it names none. Ends with 1 where there are any. Needs DATABASE_OWNER_URL.",
  )
  .action(async () => tell(tellExamination(await asOwner((url) => examine(url)))))

program
  .command("keys")
  .description("The key that signs the heads of the trail.")
  .command("make")
  .description(
    "Makes the first one, once, for all nodes. Never writes over a file that is there. Shows the public key.",
  )
  .requiredOption("--origin <name>", "whose trail it is, as TRAIL_ORIGIN says", readOrigin)
  .requiredOption("--key-file <file>", "where it is to lie, as TRAIL_KEY_FILE says")
  .action(async ({ origin, keyFile }: { origin: string; keyFile: string }) => {
    tell({ lines: [await makeKey(origin, keyFile)], code: 0 })
  })

addTrailCommands(program)

async function main(): Promise<void> {
  readDotEnv()
  await program.parseAsync()
}

main().catch(fail)
