import type { Args, TrailPart } from "../args"
import { priceOfTrail } from "../price"
import type { Stage } from "../stage"
import { askTrail } from "./ask"
import { slowDisk } from "./disk"
import { sealTrail } from "./seal"
import { totalOfTrail } from "./total"
import { verifyTrail } from "./verify"

export { slowDown } from "./disk"

type Say = (line: string) => void

/** On the stage that every bench has. */
const staged = { price: priceOfTrail, total: totalOfTrail, disk: slowDisk, seal: sealTrail }

/** In places of their own. */
const apart = { verify: verifyTrail, ask: askTrail }

export const isApart = (part: TrailPart): part is keyof typeof apart => part in apart

export const measureApart = (part: keyof typeof apart, args: Args, say: Say): Promise<object> => apart[part](args, say)

export async function measureTrail(stage: Stage): Promise<object> {
  const { part } = stage.args
  if (isApart(part)) throw new Error(`${part} has a place of its own`)
  return { part, ...(await staged[part](stage)) }
}
