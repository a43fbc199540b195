import "reflect-metadata"
import { Command } from "commander"
import { migrations } from "../migrations"
import { makeKey } from "./audit/sealing"
import { asMaker, asOwner, fail, readOrigin, tell } from "./command-line"
import { examine, tellExamination } from "./doctor"
import { readDotEnv, readServingUrls } from "./platform/config"
import { bringUpToDate } from "./platform/database/migrating"
import { watched } from "./platform/progress"
import { version } from "./platform/version"
import { addStaffCommands } from "./staff-commands"
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
      asMaker((url) => bringUpToDate(url, serving, migrations, { progress })),
    )
    tell({ lines: [`${ran} migrations ran`, ...advised], code: 0 })
  })

addStaffCommands(program)

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
