import type { Variants } from "../questions/ledger"
import type { Judged } from "./judge"

/**
 * What lay in the tables while a round went on: before a change and after it. An answer is right by one of them. Where it is by none,
 * what lies there now is looked at once more: the service's own jobs may have been at work.
 */
export class Versions {
  private looked = false

  constructor(
    private readonly known: Variants[],
    private readonly look: () => Promise<Variants>,
  ) {}

  /** What lies there now, as far as it was looked at. */
  get last(): Variants {
    return this.known.at(-1) as Variants
  }

  async judged(by: (version: Variants) => Judged): Promise<Judged> {
    let first: Judged | undefined
    for (const version of this.known) {
      const judged = by(version)
      if (!judged.unlike.length) return judged
      first ??= judged
    }
    if (this.looked) return first as Judged
    this.looked = true
    const now = await this.look()
    this.known.push(now)
    const judged = by(now)
    return judged.unlike.length ? (first as Judged) : judged
  }
}
