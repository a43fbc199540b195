import type pg from "pg"
import type { Metrics } from "../../platform/metrics"
import type { ThrottledLog } from "../../platform/throttled-log"
import { Anchoring } from "./anchoring"
import { Anchors } from "./anchors"
import { sealingGauges } from "./gauges"
import { Sealer } from "./sealer"
import { Sealing } from "./sealing"
import { openSigner } from "./signer"
import { Watch } from "./watch"

export { ensureKey, makeKey, rotateKey } from "./signer"

/** Where what seals the trail lies, outside the database. */
export interface SealingPlaces {
  /** Whose trail it is. */
  readonly origin: string
  readonly keyFile: string
  /** The folder of the heads that left the database. It must be there. */
  readonly anchors: string
  /** How long an event is kept, in months. */
  readonly termMonths: number
}

/**
 * Looked at before anything starts.
 * @throws AnchorsError where the folder for the heads is not there, or cannot be written
 * @throws KeyError where the key is not there, or is none
 */
export async function checkPlaces({ origin, keyFile, anchors }: SealingPlaces): Promise<void> {
  await new Anchors(anchors).checkWritable()
  await openSigner(origin, keyFile)
}

/** @throws MalformedNote for an endorsement of the key that is none */
export async function startSealing(
  keeper: pg.Pool,
  places: SealingPlaces,
  log: ThrottledLog,
  metrics: Metrics,
): Promise<{ stop(): Promise<void> }> {
  const anchors = new Anchors(places.anchors)
  const anchoring = new Anchoring(keeper, anchors)
  const sealer = new Sealer(keeper, await openSigner(places.origin, places.keyFile), anchoring)
  const gauges = sealingGauges(metrics)
  const sealing = new Sealing({ sealer, anchoring, log, gauges, termMonths: places.termMonths })
  const watch = new Watch({ pool: keeper, anchors, log, gauges })
  return {
    stop: async () => {
      await sealing.stop()
      await watch.stop()
    },
  }
}
