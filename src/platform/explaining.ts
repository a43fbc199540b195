import { EmbeddedError } from "./database/embedded"
import { fileSentence } from "./file-faults"
import { OperatorError } from "./operator-error"

interface Explanation {
  readonly sentence: string
  readonly exitCode: 1 | 2
}

/** What keeps the service or a command from its work, for people; undefined for what nobody foresaw. */
export function explain(error: unknown): Explanation | undefined {
  if (error instanceof OperatorError) return { sentence: error.message, exitCode: error.exitCode }
  const sentence = error instanceof EmbeddedError ? error.message : fileSentence(error)
  return sentence === undefined ? undefined : { sentence, exitCode: 1 }
}
