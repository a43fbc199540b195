import { createHash } from "node:crypto"
import type { ReadRequest } from "../protocol"

const document = `query BenchTrail($filter: TrailFilter) {
  trailEvents(filter: $filter, first: 25) {
    nodes { id recordedAt actor { name } actorRole actions outcome sights { field action purpose } }
    pageInfo { hasNextPage endCursor }
  }
}`

type Filter = Readonly<Record<string, unknown>>

export const requestOf = (token: string, filter: Filter): ReadRequest => ({
  ...{ token, actor: "" },
  body: JSON.stringify({ query: document, variables: { filter } }),
  expect: '{"data":{"trailEvents":{"nodes":[{',
})

const day = 86_400_000
const daysAgo = (days: number): string => new Date(Date.now() - days * day).toISOString()

const uuidOf = (text: string): string =>
  createHash("md5")
    .update(text)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")

type Requests = (lines: number, request: (filter: Filter) => ReadRequest) => ReadRequest[]

/** What is asked: a period and nothing else, and all that was seen of a case. */
export const asks: readonly { readonly name: string; readonly requests: Requests }[] = [
  {
    name: "period",
    // Months that lie back: in the last one stands what this bench asked.
    requests: (_lines, request) =>
      Array.from({ length: 40 }, (_, nth) =>
        request({ recordedFrom: daysAgo(100 + 40 * nth), recordedBefore: daysAgo(70 + 40 * nth) }),
      ),
  },
  {
    name: "case",
    requests: (lines, request) =>
      Array.from({ length: 50 }, (_, nth) =>
        request({ caseId: uuidOf(`${Math.floor(((nth + 0.5) / 50) * (lines / 100))}`) }),
      ),
  },
]
