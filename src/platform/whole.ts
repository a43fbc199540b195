import { z } from "zod"

/** A whole number from one to another. */
export function whole(least: number, most: number) {
  const error = `has to be a whole number from ${least} to ${most}`
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}
