import { chmod, mkdtemp, readdir, realpath, rm, statfs } from "node:fs/promises"
import { freemem, tmpdir } from "node:os"
import { join } from "node:path"

const memory = "/dev/shm"
const enough = 4 * 2 ** 30

/**
 * A folder for a database of specs, open to the account under which PostgreSQL runs. In memory where there is plenty: a clone of the
 * template is hundreds of small files, and making them takes the disk's file system longer than most specs take.
 */
export async function scratch(name: string): Promise<string> {
  await sweep()
  const place = (await isRoomy(memory)) ? memory : await realpath(tmpdir())
  const dir = await mkdtemp(join(place, `woonrust-${name}-${process.pid}-`))
  await chmod(dir, 0o755)
  return dir
}

/** What specs that were killed left in memory would stay there until the machine ends. */
async function sweep(): Promise<void> {
  for (const entry of await readdir(memory).catch(() => [])) {
    const [, maker] = /^woonrust-[a-z]+-(\d+)-/.exec(entry) ?? []
    if (maker !== undefined && !isAlive(Number(maker))) await rm(join(memory, entry), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Containers are often given 64 MB of it. */
async function isRoomy(place: string): Promise<boolean> {
  const facts = await statfs(place).catch(() => undefined)
  return facts !== undefined && facts.bavail * facts.bsize > enough && freemem() > enough
}
