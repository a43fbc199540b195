import { execFile } from "node:child_process"
import { EmbeddedError } from "./errors"

/** The user that the server runs as when that is another than ours. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** All that our programs get to see of the environment: what PostgreSQL makes must not depend on who started it. */
export const ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" }

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** PostgreSQL refuses to run as root. Started by root it gets a user of its own; started by anyone else it needs none. */
export async function serverAccount(): Promise<Account | undefined> {
  if (!isRoot()) return undefined
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = [await idOf("-u", name), await idOf("-g", name)]
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid }
  }
  throw new EmbeddedError(
    "PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody. " +
      "Start the service as an ordinary user.",
  )
}

/** What a child process is started with to run as this account. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid }
}

/** Runs a program to its end as the account. Failing is an answer too, so this never rejects. */
export async function run(
  file: string,
  args: readonly string[],
  account?: Account,
): Promise<{ ok: boolean; output: string }> {
  const options = { env: ENVIRONMENT, cwd: "/", maxBuffer: 16 * 1024 * 1024, ...identityOf(account) }
  return new Promise((resolve) => {
    try {
      execFile(file, args, options, (error, stdout, stderr) => {
        const output = stdout + stderr
        resolve({ ok: error === null, output: output === "" && error !== null ? error.message : output })
      })
    } catch (error) {
      // Node throws at once when it may not take on the account.
      resolve({ ok: false, output: String(error) })
    }
  })
}

async function idOf(flag: "-u" | "-g", name: string): Promise<number | undefined> {
  const { ok, output } = await run("id", [flag, name])
  return ok ? Number(output) : undefined
}
