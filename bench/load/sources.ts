import { addEntry, move } from "../documents"
import type { ReadRequest, Speaker, WriteTarget } from "../protocol"

export interface Ask {
  readonly bytes: Buffer
  readonly expect: Buffer
}

/** What a connection asks next. Each connection has one of its own. */
export type Source = (connection: number, connections: number) => () => Ask

function bytesOf({ token, actor }: Speaker, body: string): Buffer {
  const head = [
    "POST /graphql HTTP/1.1",
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    `Authorization: Bearer ${token}`,
    `X-Actor: ${actor}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`)
}

/** The connections go round the requests, each from a place of its own. */
export function readSource(requests: readonly ReadRequest[]): Source {
  const asks = requests.map((request) => ({
    bytes: bytesOf(request, request.body),
    expect: Buffer.from(request.expect),
  }))
  return (connection, connections) => {
    let at = Math.floor((connection * asks.length) / connections)
    return () => asks[at++ % asks.length] as Ask
  }
}

/** Each connection has cases of its own, so that none waits for another's row: an entry in the journal, a move, and on to the next case. */
export function writeSource(targets: readonly WriteTarget[]): Source {
  return (connection, connections) => {
    const own = targets.filter((_, index) => index % connections === connection).map((target) => ({ ...target }))
    let at = 0
    return () => {
      const target = own[(at >> 1) % own.length] as { -readonly [Key in keyof WriteTarget]: WriteTarget[Key] }
      return at++ % 2 ? moved(target) : added(target)
    }
  }
}

/** By these words the bench finds its entries again, and takes them away. */
export const benchBody = "Geschreven door de meting."

export function added(target: WriteTarget): Ask {
  const input = { caseId: target.caseId, type: "NOTE", body: benchBody }
  return {
    bytes: bytesOf(target, JSON.stringify({ query: addEntry, variables: { input } })),
    expect: Buffer.from('{"data":{"addJournalEntry":{"entry":{"id":"'),
  }
}

export function moved(target: { -readonly [Key in keyof WriteTarget]: WriteTarget[Key] }): Ask {
  const { caseId, version } = target
  const to = target.status === "IN_TREATMENT" ? "IN_EXECUTION" : "IN_TREATMENT"
  const input = { caseId, expectedVersion: version, to }
  target.status = to
  target.version++
  return {
    bytes: bytesOf(target, JSON.stringify({ query: move, variables: { input } })),
    expect: Buffer.from(
      `{"data":{"moveCase":{"case":{"id":"${caseId}","status":"${to}","version":${target.version}},"errors":[]}}}`,
    ),
  }
}
