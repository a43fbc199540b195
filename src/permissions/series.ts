import { LRUCache } from "lru-cache"

/** What becomes of one more attempt: written down; written down as the last of its minute; or no longer. */
export type Place = "written" | "last" | "silent"

/** Counts attempts by whom they come from. A flood must not fill the trail: so many a minute are written, and that there were more. */
export class Series {
  private readonly counts: LRUCache<string, { count: number }>

  constructor(
    private readonly most: number,
    minutes = 1,
  ) {
    this.counts = new LRUCache({ max: 10_000, ttl: minutes * 60_000 })
  }

  next(from: string): Place {
    const before = this.counts.get(from) ?? { count: 0 }
    // The minute begins with the first of them.
    if (!before.count++) this.counts.set(from, before)
    return before.count <= this.most ? "written" : before.count === this.most + 1 ? "last" : "silent"
  }

  /** Whether the next one would no longer be written. */
  isOver(from: string): boolean {
    return (this.counts.get(from)?.count ?? 0) >= this.most
  }
}
