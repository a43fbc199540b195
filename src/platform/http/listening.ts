import { type RequestListener, type Server, createServer } from "node:http"
import { OperatorError } from "../operator-error"

/** Where a service listens. */
export interface Address {
  readonly host: string
  readonly port: number
  /** The settings that say so. */
  readonly settings?: { readonly host: string; readonly port: string }
}

const usual = { host: "HOST", port: "PORT" }

type Reason = (settings: { readonly host: string; readonly port: string }) => string

const reasons: Readonly<Record<string, Reason>> = {
  EADDRINUSE: ({ port }) => `is taken by another program: end that one, or choose another ${port}`,
  EACCES: ({ port }) => `may not be used by this user: choose a ${port} of 1024 or above`,
  EADDRNOTAVAIL: ({ host }) => `cannot be had, as this machine has no such address: mend ${host}`,
  ENOTFOUND: ({ host }) => `cannot be had, as there is no such host: mend ${host}`,
  EAI_AGAIN: ({ host }) => `cannot be had, as there is no such host: mend ${host}`,
}

/**
 * How long a client may take, in milliseconds: with the head of a request, with all of it, and without sending or reading anything. A
 * client that goes on more slowly holds a connection and a place that others wait for.
 */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, timeout: 120_000 }

/** Starts to listen. @throws OperatorError where that cannot be */
export function listen(listener: RequestListener, at: Address): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = Object.assign(createServer(listener), patience)
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ""]?.(at.settings ?? usual)
      if (reason === undefined) reject(error)
      else reject(new OperatorError(`Port ${at.port} of ${at.host} ${reason}.`, 1, { cause: error }))
    })
    server.listen(at.port, at.host, () => resolve(server))
  })
}

/** Tries whether a port can be had, before anything that takes long is done for a service that could not be reached. @throws OperatorError */
export async function refuseTakenPort(at: Address): Promise<void> {
  const server = await listen(() => undefined, at)
  await new Promise((resolve) => server.close(resolve))
}
