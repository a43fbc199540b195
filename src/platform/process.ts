/** Settles when the process is told to stop: by a signal, or because the npm that started it is gone. */
export function whenToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve("SIGTERM"))
    process.once("SIGINT", () => resolve("SIGINT"))
    const parent = process.ppid
    // npm killed outright passes no signal on; whoever has lost its parent was to go with it.
    setInterval(() => {
      if (process.ppid !== parent && process.ppid === 1) resolve("SIGHUP")
    }, 500).unref()
  })
}
