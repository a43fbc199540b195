/** What the processes of a bench tell each other. All are started by main.ts and speak over the channel that fork gives. */
export interface StartServer {
  readonly url: string
  readonly officerUrl: string
  readonly keeperUrl: string
  /** Connections to the database, the same for both sides. */
  readonly pool: number
  /** Off only where the price of the trail is measured. */
  readonly trail: boolean
  /** A folder for what seals the trail, where it is sealed meanwhile. */
  readonly sealing?: string
  /** What one actor may take: as in production, or without end, where something else is measured. */
  readonly limits?: "usual" | "endless"
  /** The subjects that tokens are wanted for. Only our side needs any. */
  readonly subjects: readonly string[]
}

export interface Started {
  readonly port: number
  readonly tokens: Readonly<Record<string, string>>
}

/** In whose name a request is asked: a token for our side, a header for the limit. Both are sent to both. */
export interface Speaker {
  readonly token: string
  readonly actor: string
}

export interface ReadRequest extends Speaker {
  readonly body: string
  /** How the answer must begin. */
  readonly expect: string
}

/** A case that is written in: entries are added to its journal, and it is moved to and fro. */
export interface WriteTarget extends Speaker {
  readonly caseId: string
  readonly status: string
  readonly version: number
}

export type Work =
  | { readonly is: "reads"; readonly requests: readonly ReadRequest[] }
  | { readonly is: "writes"; readonly targets: readonly WriteTarget[] }

export type ToLoad =
  | { readonly is: "prepare"; readonly work: Work }
  | { readonly is: "run"; readonly port: number; readonly connections: number; readonly seconds: number }

export interface LoadResult {
  readonly requests: number
  readonly seconds: number
  readonly errors: number
  /** What the first wrong answer was. */
  readonly firstError: string | undefined
  readonly p50: number
  readonly p99: number
}
