import { Pause } from "./pause"

export interface Watched {
  /** Milliseconds between two looks. */
  readonly everyMs: number
  readonly look: () => Promise<void>
  /** A look failed, or took too long. */
  readonly lost: (error: unknown) => void
}

/** A look that takes longer failed. */
const patienceMs = 10_000

/** Looks again and again, apart from what is looked at: that it hangs is seen too. */
export class Watching {
  private readonly pause = new Pause()
  private readonly looking: Promise<void>

  constructor(private readonly watched: Watched) {
    this.looking = this.run()
  }

  async stop(): Promise<void> {
    this.pause.end()
    await this.looking
  }

  private async run(): Promise<void> {
    const { everyMs, lost } = this.watched
    while (!this.pause.isOver) {
      await inTime(this.watched.look()).catch(lost)
      await this.pause.rest(everyMs)
    }
  }
}

async function inTime(look: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), patienceMs)
  })
  await Promise.race([look, late]).finally(() => clearTimeout(timer))
}
