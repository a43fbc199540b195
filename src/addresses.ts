import type { RequestListener } from "node:http"
import type { Addresses } from "./api/app"
import { graphqlAddress } from "./api/endpoint"
import { downloading, exportAddress } from "./exports"
import { pages } from "./pages/pages"
import { Fault } from "./platform/errors"
import type { OpenAddress } from "./platform/http/address"
import type { Metrics } from "./platform/metrics"
import type { NotReady } from "./readiness"

export interface AddressParts {
  readonly graphql: RequestListener
  /** Where exports of the trail are fetched. */
  readonly trailExports: RequestListener
  readonly explorerDir: string
  /** The demo's own addresses; absent without the demo. */
  readonly demo: readonly OpenAddress[] | undefined
  readonly notReady: () => Promise<NotReady | undefined>
}

/**
 * Every address of the service: of what leaves by it the processing activity, as the trail has it, or why nothing of anybody does. There
 * is no other way to have one.
 */
export const addressesOf = ({ graphql, trailExports, explorerDir, demo, notReady }: AddressParts): Addresses => ({
  served: [
    // The one that almost all requests go to is looked for first.
    { method: "POST", address: graphqlAddress, processing: "of each root field", kind: "graphql", listener: graphql },
    { method: "GET", address: exportAddress, processing: downloading, kind: "export", listener: trailExports },
  ],
  open: [
    {
      ...{ method: "get", path: "/livez", nothing: "it says that the process lives" },
      handlers: [(_, response) => void response.type("text").send("ok")],
    },
    {
      ...{ method: "get", path: "/readyz", nothing: "it says whether this node can do its work, and if not why, in constants" }, // prettier-ignore
      handlers: [
        async (_, response) => {
          const why = await notReady()
          response.status(why === undefined ? 200 : 503).type("text").send(why ?? "ok") // prettier-ignore
        },
      ],
    },
    {
      ...{ method: "all", path: "/graphql", nothing: "it says that it is POST" },
      handlers: [
        (_, response) =>
          void response
            .set("allow", "POST")
            .status(405)
            .json({ errors: [new Fault("BAD_REQUEST", "METHOD").told] }),
      ],
    },
    ...pages({ explorerDir, demo: demo !== undefined }),
    ...(demo ?? []),
  ],
})

/** What the service answers at the listener for operators, apart from all others: nobody else is to reach it. */
export const operatorAddressesOf = (metrics: Metrics): Addresses => ({
  served: [],
  open: [
    {
      ...{ method: "get", path: "/metrics", nothing: "it gives numbers of the service itself, by fixed names" },
      handlers: [async (_, response) => void response.type(metrics.contentType).send(await metrics.metrics())],
    },
  ],
})
