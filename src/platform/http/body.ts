import type { IncomingMessage } from "node:http"
import { Fault } from "../errors"

/** A body that is not read: too large (413), or of another type or coding (415). */
export class Unreadable extends Error {
  constructor(readonly status: 413 | 415) {
    super()
  }
}

/** JSON is UTF-8; whatever else is announced, or packed, is not read. */
const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

const utf8 = new TextDecoder("utf-8", { fatal: true })

/**
 * The JSON of a request.
 * @throws Fault BAD_REQUEST when it is none
 * @throws Unreadable when it is longer than so many bytes, or of another type
 */
export async function jsonBody(request: IncomingMessage, most: number): Promise<unknown> {
  const { "content-type": type, "content-encoding": packed, "content-length": length } = request.headers
  if (type === undefined || !json.test(type) || (packed ?? "identity") !== "identity") throw new Unreadable(415)
  if (Number(length ?? 0) > most) throw new Unreadable(413)
  const bytes = await bytesOf(request, most)
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown
  } catch {
    throw new Fault("BAD_REQUEST", "BODY")
  }
}

function bytesOf(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) return void chunks.push(chunk)
      chunks.length = 0
      reject(new Unreadable(413))
    })
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    // Whoever asked is gone before the end; nobody hears the answer.
    if (request.destroyed && !request.complete) reject(new Fault("BAD_REQUEST", "BODY"))
    request.once("close", () => {
      if (!request.complete) reject(new Fault("BAD_REQUEST", "BODY"))
    })
  })
}
