import { verifyFolder } from "../src/audit/verifying"

/** Verifies an export as the operator's tool does, and tells what it took. */
process.once("message", (message) => {
  const { folder } = message as { folder: string }
  const begun = performance.now()
  verifyFolder(folder).then(
    (verdict) => {
      process.send?.({ ...verdict, seconds: (performance.now() - begun) / 1000, cpuSeconds: cpuSeconds() })
      process.disconnect()
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
