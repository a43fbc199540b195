/** What a proof says last, on one line. More than these each proof names itself. */
export interface Verdict {
  readonly proof: string
  readonly holds: boolean
  readonly [fact: string]: unknown
}

export const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

/** What people read while it runs, or why it failed: never on the stream whose last line is the verdict. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`)
