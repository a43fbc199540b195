import { readFile, readlink } from "node:fs/promises"
import { codeOf } from "./errors"
import { run } from "./account"

/** Stands for the birth of a process that exists but that the system does not let us look at. */
const UNKNOWN = "unknown"

/**
 * A mark that a later process with the same number does not share: numbers are used again, also within seconds in a
 * container. Undefined when no such process runs; one that has ended but was not yet collected does not run.
 */
export async function birthOf(pid: number): Promise<string | undefined> {
  if (!exists(pid)) return undefined
  if (process.platform !== "linux") {
    const { ok, output } = await run("ps", ["-o", "lstart=", "-p", String(pid)])
    return ok && output.trim() !== "" ? output.trim() : UNKNOWN
  }
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined)
  if (stat === undefined) return exists(pid) ? UNKNOWN : undefined
  // The name of the program stands in brackets and may hold anything; fields count from behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const [state, started] = [fields[0], fields[19]]
  if (state === "Z" || state === "X") return undefined
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "")
  return `${boot.slice(0, 8)}-${started ?? UNKNOWN}`
}

export async function isAlive(pid: number): Promise<boolean> {
  return (await birthOf(pid)) !== undefined
}

/** Whether the process that was born so is still there. In doubt it is. */
export async function stillLives(pid: number, birth: string): Promise<boolean> {
  const now = await birthOf(pid)
  return now !== undefined && (now === birth || now === UNKNOWN || birth === UNKNOWN)
}

/** Whether this process is the PostgreSQL server of this cluster: such a server works inside its cluster's folder. */
export async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== "linux") {
    const { output } = await run("ps", ["-ww", "-o", "command=", "-p", String(pid)])
    return output.includes(cluster)
  }
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (folder !== undefined) return folder === cluster
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")
  return command.split("\0").includes(cluster)
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === "EPERM"
  }
}
