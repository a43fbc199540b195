import { EmbeddedError } from "./database/embedded"
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

const ofFiles: Readonly<Record<string, string>> = {
  EACCES: "may not be used by this user: give the right to it, or name another place",
  EPERM: "may not be used by this user: give the right to it, or name another place",
  EROFS: "lies where nothing can be written: name another place, or mount it otherwise",
  ENOSPC: "cannot be written, because the disk is full: make room",
  EDQUOT: "cannot be written, because this user has no more room: make some",
  ENOENT: "is not there: make it, or mend its name",
  ENOTDIR: "is no folder, or lies in what is none: name another place",
  EISDIR: "is a folder, where a file is to be: name another place",
  EEXIST: "is there already: name another place, or take it away",
}

/** By its form: an error of node's own may come from another realm. */
function fileSentence(error: unknown): string | undefined {
  const { code, path, dest } = (error ?? {}) as Readonly<Record<string, unknown>>
  const what = typeof code === "string" ? ofFiles[code] : undefined
  const file = typeof dest === "string" ? dest : path
  return what === undefined || typeof file !== "string" ? undefined : `${file} ${what}.`
}
