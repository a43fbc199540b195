import "reflect-metadata"
import { type Args, type ProofOptions, readArgs } from "./args"
import * as crash from "./crash"
import { type Verdict, say, tell } from "./report"
import * as sight from "./sight"
import * as silence from "./silence"
import * as trail from "./trail"

interface Proof {
  prove(options: ProofOptions): Promise<Verdict>
  /** The last line for `--list-clauses`, where a proof has clauses. */
  clauses?: readonly string[]
}

const proofs: Readonly<Record<string, Proof>> = { sight, silence, trail, crash }

/** What stands on the last line. */
async function answer({ proof, list, options }: Args): Promise<object> {
  if (list) return { proofs: Object.keys(proofs) }
  const named = proof === undefined ? undefined : proofs[proof]
  if (!named) throw new Error(`name one of the proofs: ${Object.keys(proofs).join(", ")}`)
  return options.listClauses ? { clauses: named.clauses ?? [] } : await named.prove(options)
}

async function main(): Promise<void> {
  const line = await answer(readArgs(process.argv.slice(2)))
  say(line)
  if ("holds" in line && !line.holds) process.exitCode = 1
}

main().catch((error: unknown) => {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
})
