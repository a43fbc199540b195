import "reflect-metadata"
import { type ProofOptions, readArgs } from "./args"
import { type Verdict, say, tell } from "./report"
import * as sight from "./sight"
import * as silence from "./silence"

interface Proof {
  prove(options: ProofOptions): Promise<Verdict>
  /** The last line for `--list-clauses`, where a proof has clauses. */
  clauses?: readonly string[]
}

const proofs: Readonly<Record<string, Proof>> = { sight, silence }

async function main(): Promise<void> {
  const { proof, list, options } = readArgs(process.argv.slice(2))
  if (list) return say({ proofs: Object.keys(proofs) })
  const named = proof === undefined ? undefined : proofs[proof]
  if (!named) throw new Error(`name one of the proofs: ${Object.keys(proofs).join(", ")}`)
  if (options.listClauses) return say({ clauses: named.clauses ?? [] })
  const verdict = await named.prove(options)
  say(verdict)
  if (!verdict.holds) process.exitCode = 1
}

main().catch((error: unknown) => {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
})
