import { readdir, readlink, symlink, unlink } from "node:fs/promises"
import { join } from "node:path"
import { codeOf, EmbeddedError } from "./errors"
import { birthOf, stillLives } from "./processes"

/*
 * A folder serves one instance at a time. Node has no file lock that the system drops when its holder dies, so a claim
 * is a numbered link (claim.7 -> "1234 birth of process 1234"): made in one step, contents included, or not at all. The
 * highest number rules. Numbers only go up and the highest is never removed, giving back included, so two that find the
 * same dead holder cannot both succeed it, however slowly one of them acts.
 */
const RELEASED = "released"

/** Takes the folder for this process and answers how to give it back. Rejects when a living process has it. */
export async function claim(directory: string): Promise<() => Promise<void>> {
  const holder = `${process.pid} ${(await birthOf(process.pid)) ?? ""}`
  for (;;) {
    const latest = await highest(directory)
    await refuseIfHeld(directory, latest)
    const mine = latest + 1
    if (!(await make(directory, mine, holder))) continue
    if ((await highest(directory)) !== mine) {
      await remove(directory, mine)
      continue
    }
    await removeBelow(directory, mine)
    return async () => {
      await make(directory, mine + 1, RELEASED)
      await remove(directory, mine)
    }
  }
}

async function refuseIfHeld(directory: string, number: number): Promise<void> {
  const holder = await readlink(path(directory, number)).catch(() => RELEASED)
  const [pid, ...birth] = holder.split(" ")
  if (holder === RELEASED || !(await stillLives(Number(pid), birth.join(" ")))) return
  throw new EmbeddedError(
    `The data directory ${directory} is in use by another instance (process ${pid ?? ""}). ` +
      "Stop that instance first, or give this one a data directory of its own.",
  )
}

async function numbers(directory: string): Promise<number[]> {
  const names = await readdir(directory)
  return names.flatMap((name) => (/^claim\.\d+$/.test(name) ? [Number(name.slice("claim.".length))] : []))
}

async function highest(directory: string): Promise<number> {
  return Math.max(0, ...(await numbers(directory)))
}

async function make(directory: string, number: number, text: string): Promise<boolean> {
  try {
    await symlink(text, path(directory, number))
    return true
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false
    throw error
  }
}

async function removeBelow(directory: string, number: number): Promise<void> {
  for (const old of await numbers(directory)) if (old < number) await remove(directory, old)
}

async function remove(directory: string, number: number): Promise<void> {
  await unlink(path(directory, number)).catch(() => undefined)
}

function path(directory: string, number: number): string {
  return join(directory, `claim.${number}`)
}
