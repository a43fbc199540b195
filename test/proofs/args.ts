import { parseArgs } from "node:util"

/** What a proof is asked: how much of it, from which seed, and with what left out. */
export interface ProofOptions {
  readonly quick: boolean
  /** Equal seeds ask the same documents of the same data. */
  readonly seed: number
  /** The clause of the rule that is taken away: the proof must then fail. */
  readonly without?: string
  /** The part of the proof that is asked for, where it has several. */
  readonly only?: string
  /** What is broken on purpose: the proof must then fail. */
  readonly with?: string
  /** Only name the clauses. */
  readonly listClauses: boolean
  /** Seconds that it may take to reach its goal; the proof's own number when absent. A slow machine needs more. */
  readonly patience?: number
  /** How many documents to ask at least; the proof's own number when absent. */
  readonly documents?: number
}

export interface Args {
  readonly proof: string | undefined
  readonly list: boolean
  readonly options: ProofOptions
}

/** @throws Error for an option that there is not, or a number that is none */
export function readArgs(argv: readonly string[]): Args {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      list: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      seed: { type: "string" },
      documents: { type: "string" },
      patience: { type: "string" },
      without: { type: "string" },
      only: { type: "string" },
      with: { type: "string" },
      "list-clauses": { type: "boolean", default: false },
    },
  })
  const documents = values.documents === undefined ? undefined : whole("documents", values.documents)
  const patience = values.patience === undefined ? undefined : whole("patience", values.patience)
  return {
    proof: positionals[0],
    list: values.list,
    options: {
      quick: values.quick,
      seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole("seed", values.seed),
      listClauses: values["list-clauses"],
      ...(values.without !== undefined && { without: values.without }),
      ...(values.only !== undefined && { only: values.only }),
      ...(values.with !== undefined && { with: values.with }),
      ...(documents !== undefined && { documents }),
      ...(patience !== undefined && { patience }),
    },
  }
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}`)
  return Number(text)
}
