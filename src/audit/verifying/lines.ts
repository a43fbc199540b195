import { createReadStream } from "node:fs"
import { MalformedExport } from "./fault"

const lineBreak = 10

/** No event is as long: what is, is no line. */
const longest = 64 * 1024 * 1024

/** The lines of a file as they stand there, byte for byte, each with its line break; only the last can be without. */
export async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let waiting = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(lineBreak); at >= 0; at = chunk.indexOf(lineBreak, from)) {
      const line = chunk.subarray(from, at + 1)
      yield rest.length ? Buffer.concat([...rest, line]) : line
      rest = []
      waiting = 0
      from = at + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
    waiting += chunk.length - from
    if (waiting > longest) throw new MalformedExport("a line has no end")
  }
  if (rest.length) yield Buffer.concat(rest)
}

/** Whether its end was written: a piece of a line can end in a brace too. */
export const isWhole = (line: Buffer): boolean => line.at(-1) === lineBreak
