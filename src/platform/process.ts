/** So long after everything was closed something may still be open. */
const lastResortMs = 5_000

/** Signals of one wish: whoever presses Ctrl-C under npm sends two, its own and the one that npm passes on. */
const sameWishMs = 1_000

/** The process ends with this code when nothing is open any more, and after some seconds whatever is. */
export function endWith(code: number, withinMs = lastResortMs): void {
  process.exitCode = code
  setTimeout(() => process.exit(), withinMs).unref()
}

/** `npm start` says by this that the parent of this process is npm. */
const followsParent = "--follow-parent"

/**
 * Settles when the process is told to stop: by a signal, or because the npm that started it is gone. A second signal ends it at once.
 */
export function whenToldToStop(args: readonly string[] = process.argv): Promise<string> {
  return new Promise((resolve) => {
    let told: number | undefined
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (told !== undefined && performance.now() - told >= sameWishMs) process.exit(1)
        told ??= performance.now()
        resolve(signal)
      })
    }
    if (args.includes(followsParent)) whenOrphaned(() => resolve("SIGHUP"))
  })
}

/** npm killed outright passes no signal on. Whoever else started the service, a shell that ends, leaves it running on purpose. */
function whenOrphaned(act: () => void): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) act()
  }, 500).unref()
}
