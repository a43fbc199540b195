import type pg from "pg"
import type { Log } from "../../platform/log"
import type { Metrics } from "../../platform/metrics"
import { Anchoring } from "./anchoring"
import { Anchors } from "./anchors"
import { sealingGauges } from "./gauges"
import { Sealer } from "./sealer"
import { Sealing } from "./sealing"
import { openSigner } from "./signer"

export { rotateKey } from "./signer"

/** Where what seals the trail lies, outside the database. */
export interface SealingPlaces {
  /** Whose trail it is. */
  readonly origin: string
  readonly keyFile: string
  /** The folder of the heads that left the database. */
  readonly anchors: string
  /** How long an event is kept, in months. */
  readonly termMonths: number
}

export async function startSealing(
  keeper: pg.Pool,
  places: SealingPlaces,
  log: Log,
  metrics: Metrics,
): Promise<Sealing> {
  const anchors = new Anchors(places.anchors)
  const sealer = new Sealer(keeper, await openSigner(places.origin, places.keyFile), anchors)
  return new Sealing({
    sealer,
    anchoring: new Anchoring(keeper, anchors),
    log,
    gauges: sealingGauges(metrics),
    termMonths: places.termMonths,
  })
}
