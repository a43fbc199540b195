import type { Command } from "commander"
import { rotateKey } from "./audit/sealing"
import { exportTrail, tellExported, tellVerdict, verifyFolder } from "./audit/verifying"
import { asOwner, momentForm, readMoment, readOrigin, tell, unfit } from "./command-line"
import { watched } from "./platform/progress"

interface VerifyOptions {
  readonly heads?: string
  readonly head?: string[]
  readonly atLeast?: number | Date
  readonly key?: string[]
  readonly termMonths: number
}

/** Adds the commands of the audit trail. */
export function addTrailCommands(program: Command): void {
  const trail = program.command("trail").description("The audit trail: to export it, and to verify an export.")
  trail
    .command("export")
    .description(
      "Writes the whole trail into a folder, with its signed heads and keys; goes on where it was broken off. Stands in the trail before it begins: where that cannot be written, nothing is exported. Needs DATABASE_OWNER_URL. Ends with 0, with 3 where the look-ups of the trail are not what was seen, with 2 where the folder holds another trail.",
    )
    .requiredOption("--to <folder>", "the folder")
    .action(async ({ to }: { to: string }) => {
      tell(tellExported(await watched((progress) => asOwner((url) => exportTrail(url, to, progress)))))
    })
  trail
    .command("verify")
    .description(
      "Whether an export is as it was sealed. Needs neither database nor network. Ends with 0 where it is, 1 where it is not, 2 where it is no export, 3 where it is and a restore from a backup lost events.",
    )
    .argument("<folder>", "the folder of the export")
    .option("--heads <folder>", "heads that were kept elsewhere, each in a file that ends in .note")
    .option("--head <file...>", "heads that the export has to reach: where it does not, its tail was cut")
    .option("--at-least <what>", "so many leaves there have to be, or a head as late as this moment", readLeast)
    .option("--key <key...>", "keys that are known from elsewhere; else those that the tree names are believed")
    .option("--term-months <months>", "the term of events: those that went earlier are told of", readMonths, 60)
    .action(verify)
  trail
    .command("rotate-key")
    .description(
      "Puts a new key in the place of the one that signs the heads of the trail, and has the old one sign for it. Restart every node after it.",
    )
    .requiredOption("--origin <name>", "whose trail it is, as TRAIL_ORIGIN says", readOrigin)
    .requiredOption("--key-file <file>", "the key, as TRAIL_KEY_FILE says")
    .action(async ({ origin, keyFile }: { origin: string; keyFile: string }) => {
      tell({ lines: [await rotateKey(origin, keyFile)], code: 0 })
    })
}

async function verify(folder: string, { heads, head, atLeast, key, termMonths }: VerifyOptions): Promise<void> {
  // Until it is known to be otherwise: 1 would say that the trail was changed.
  process.exitCode = 2
  const known = { termMonths, ...(key && { trusted: key }), ...(atLeast !== undefined && { atLeast }) }
  const verdict = await watched((progress) => verifyFolder(folder, { ...known, heads, reached: head, progress }))
  tell(tellVerdict(verdict, key !== undefined))
}

function readMonths(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw unfit("--term-months", "a whole number of months")
  return Number(text)
}

const readLeast = (text: string): number | Date =>
  /^\d{1,15}$/.test(text) ? Number(text) : readMoment("--at-least", text, `a number of leaves, or ${momentForm}`)
