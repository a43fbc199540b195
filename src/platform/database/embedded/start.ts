import { readFile } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Binaries, findBinaries } from "./binaries"
import { claim } from "./claim"
import { awaitFormerServer, ensureCluster, SUPERUSER } from "./cluster"
import { codeOf, EmbeddedError, messageOf, tailOf } from "./errors"
import { type Guarded, startGuarded } from "./guard"
import { ensureDirectory, findPlace, type Place } from "./place"
import { HOST, untilReady } from "./readiness"
import { serverOptions } from "./settings"

export interface EmbeddedOptions {
  /** The folder for the database; made when absent. */
  readonly dataDir: string
  /** For specs: faster, and lost when the machine fails. */
  readonly volatile?: boolean
  /** Settings of PostgreSQL that differ from ours. */
  readonly settings?: Record<string, string>
}

export interface Embedded {
  readonly host: typeof HOST
  readonly port: number
  readonly superuser: string
  readonly password: string
  /** The folder that really holds the cluster, its password and server.log: the data directory, or the fallback. */
  readonly place: string
  /** The process of the server. */
  readonly pid: number
  /** Settles when the server ends for any reason; the data directory is then free again. */
  readonly exited: Promise<void>
  /** The superuser's address of a database. */
  url(database: string): string
  stop(): Promise<void>
}

/** Starts PostgreSQL on a data directory. Rejects with an EmbeddedError that an operator can act on. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  try {
    const dataDir = await ensureDirectory(options.dataDir)
    const release = await claim(dataDir)
    try {
      return await startIn(dataDir, options, release)
    } catch (error) {
      await release().catch(() => undefined)
      throw error
    }
  } catch (error) {
    if (error instanceof EmbeddedError) throw error
    const whose = ["EACCES", "EPERM"].includes(codeOf(error) ?? "") ? "Does it belong to another user? Then choose" : "Choose" // prettier-ignore
    throw new EmbeddedError(
      `The embedded database cannot use ${options.dataDir}: ${messageOf(error)}. ${whose} another DATA_DIR.`,
      {
        // prettier-ignore
        cause: error,
      },
    )
  }
}

async function startIn(dataDir: string, options: EmbeddedOptions, release: () => Promise<void>): Promise<Embedded> {
  const place = await findPlace(dataDir)
  const binaries = await findBinaries(place.account)
  const password = await ensureCluster(place, binaries, options.volatile ?? false)
  await awaitFormerServer(place.cluster)
  const { server, port } = await launch(place, binaries, password, options)
  const exited = server.gone.then(release).catch(() => undefined)
  return {
    host: HOST,
    port,
    superuser: SUPERUSER,
    password,
    place: place.base,
    pid: server.pid,
    exited,
    url: (database) => `postgresql://${SUPERUSER}:${password}@${HOST}:${port}/${encodeURIComponent(database)}`,
    stop: async () => {
      await server.stop()
      await exited
    },
  }
}

/** Ten seconds' worth of attempts, in case what is in the way is only passing. */
const ATTEMPTS = 40

async function launch(
  place: Place,
  binaries: Binaries,
  password: string,
  options: EmbeddedOptions,
): Promise<{ server: Guarded; port: number }> {
  const log = join(place.base, "server.log")
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const settings = serverOptions(port, options.volatile ?? false, options.settings ?? {})
    const server = await startGuarded([binaries.postgres, "-D", place.cluster, ...settings], {
      cwd: place.cluster,
      log,
      account: place.account,
    })
    if (await untilReady(server, { port, user: SUPERUSER, password })) return { server, port }
    const said = await readFile(log, "utf8")
    if (attempt === ATTEMPTS || !isPassing(said)) {
      throw new EmbeddedError(`PostgreSQL did not start on ${place.cluster}:\n${tailOf(said)}`)
    }
    await sleep(250)
  }
}

/** Another program took the port just before us, or the last workers of a killed server have not all noticed yet. */
function isPassing(log: string): boolean {
  return /could not (bind|create any TCP)|shared memory block .* is still in use/.test(log)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, HOST, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
}
