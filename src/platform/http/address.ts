import type { RequestHandler } from "express"

/** An address by which no data of anybody leaves and no row is reached: it has no processing activity, and says why. */
export interface OpenAddress {
  readonly method: "get" | "post" | "all" | "use"
  readonly path: string | string[]
  readonly nothing: string
  readonly handlers: readonly RequestHandler[]
}
