import { execFileSync } from "node:child_process"
import { readFileSync, readdirSync } from "node:fs"

const read = (path: string): string => {
  try {
    return readFileSync(path, "latin1")
  } catch {
    return "" // it ended between two looks
  }
}

const ticksPerSecond = 100

/** The CPU time of one thread or process, in microseconds: to the nanosecond where the kernel keeps it, else in its ticks of 10 ms. */
function timeAt(folder: string): number {
  const precise = Number(read(`${folder}/schedstat`).split(" ")[0])
  if (precise > 0) return precise / 1000
  const fields = read(`${folder}/stat`).split(") ")[1]?.split(" ") ?? []
  return ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond) * 1e6
}

/** CPU time of a process with all its threads. */
export function processTime(pid: number): number {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce((sum, task) => sum + timeAt(`${tasks}/${task}`), 0)
}

const children = (pid: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => Number(read(`/proc/${each}/stat`).split(") ")[1]?.split(" ")[1]) === pid)

/** CPU time of PostgreSQL, by process: connections, WAL writer and all. Without autovacuum, which comes when it likes. */
export function postgresTimes(postmaster: number): Map<number, number> {
  const counted = children(postmaster).filter((pid) => !read(`/proc/${pid}/cmdline`).includes("autovacuum worker"))
  return new Map(counted.map((pid) => [pid, timeAt(`/proc/${pid}`)]))
}

export const spentBetween = (before: Map<number, number>, after: Map<number, number>): number =>
  [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0)

/** The most memory that a process has held, in MB. */
export function peakMemory(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

export function canPin(): boolean {
  try {
    execFileSync("taskset", ["-pc", String(process.pid)], { stdio: "ignore" })
    return read("/proc/cpuinfo").split(/^processor/m).length > 2
  } catch {
    return false
  }
}

/** Binds processes with all their threads to these cores. */
export function pin(pids: readonly number[], cores: string): void {
  for (const pid of pids) {
    try {
      execFileSync("taskset", ["-apc", cores, String(pid)], { stdio: "ignore" })
    } catch {
      // A connection that ended meanwhile.
    }
  }
}

/** The postmaster first: whoever it starts next inherits from it. */
export const postgresFamily = (postmaster: number): number[] => [postmaster, ...children(postmaster)]
