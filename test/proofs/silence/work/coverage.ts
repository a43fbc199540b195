import { Session } from "node:inspector/promises"
import type { Profiler } from "node:inspector"
import { join, sep } from "node:path"
import { setFlagsFromString } from "node:v8"

const root = join(__dirname, "../../../..")
const own = join(root, "src") + sep

/** What is compiled further counts otherwise, or not at all, and what was not used for a while is thrown away with its counts. */
const compiling = ["opt", "sparkplug", "maglev", "flush-bytecode"]

/** How often each stretch of code ran, by file and place. */
export type Ran = ReadonlyMap<string, number>

/** V8's own count of what runs in this process, to the branch: of the service's code, and of what graphql-jit makes while it runs. */
export class Coverage {
  private constructor(private readonly session: Session) {}

  static async start(): Promise<Coverage> {
    for (const flag of compiling) setFlagsFromString(`--no-${flag}`)
    const session = new Session()
    session.connect()
    await session.post("Profiler.enable")
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
    return new Coverage(session)
  }

  /** What ran since it was last asked. */
  async take(): Promise<Ran> {
    const { result } = await this.session.post("Profiler.takePreciseCoverage")
    return new Map(result.filter(isOurs).flatMap(stretchesOf))
  }

  async stop(): Promise<void> {
    await this.session.post("Profiler.stopPreciseCoverage")
    this.session.disconnect()
    for (const flag of compiling) setFlagsFromString(`--${flag}`)
  }
}

const pathOf = (url: string): string => url.replace(/^file:\/\//, "")

/** What is made while it runs has no file. */
const isOurs = ({ url }: Profiler.ScriptCoverage): boolean => url === "" || pathOf(url).startsWith(own)

function stretchesOf({ url, scriptId, functions }: Profiler.ScriptCoverage): [string, number][] {
  const file = url === "" ? `made ${scriptId}` : pathOf(url).slice(root.length + 1)
  return functions.flatMap(({ functionName, ranges }) =>
    ranges
      .filter(({ count }) => count > 0)
      .map(({ startOffset, endOffset, count }): [string, number] => [
        `${file} ${functionName || "(nameless)"} ${startOffset}-${endOffset}`,
        count,
      ]),
  )
}
