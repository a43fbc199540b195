/** How far long work has come. */
export interface Progress {
  /** @param of absent where nobody knows how much there is */
  at(what: string, done: number, of?: number): void
  /** Leaves the line as empty as it was. */
  end(): void
}

/** For whoever does not watch. */
export const unwatched: Progress = { at: () => undefined, end: () => undefined }

/** Where somebody may be watching. */
export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** More often nobody can read it, in milliseconds. */
const restMs = 100

/** To the beginning of the line, and empties it. */
const wiped = "\r\u001b[K"

/** One line that is written over and over, where somebody is watching; nothing into a file or a pipe. */
export function progressOn(terminal: Terminal = process.stderr, now = () => performance.now()): Progress {
  if (!terminal.isTTY) return unwatched
  let shown: { readonly what: string; readonly at: number } | undefined
  return {
    at: (what, done, of) => {
      if (shown?.what === what && done !== of && now() - shown.at < restMs) return
      shown = { what, at: now() }
      terminal.write(`${wiped}${what}: ${done}${of === undefined ? "" : ` of ${of}`}`)
    },
    end: () => {
      if (shown) terminal.write(wiped)
      shown = undefined
    },
  }
}

/** Does something that takes long, and leaves no line of it behind. */
export async function watched<T>(act: (progress: Progress) => Promise<T>, progress = progressOn()): Promise<T> {
  try {
    return await act(progress)
  } finally {
    progress.end()
  }
}
