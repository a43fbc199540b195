import { LRUCache } from "lru-cache"

export interface RationFacts {
  /** What somebody has who has used nothing for a while. */
  readonly burst: number
  /** What comes back to her each second. */
  readonly perSecond: number
}

interface Account {
  left: number
  /** Milliseconds of the process's own clock, which never goes back. */
  at: number
}

/**
 * What each may use up in a time: it comes back by and by. Whoever takes more than there is is in debt; how long it takes until she is
 * not is the answer, and what to do about it the caller's.
 */
export class Rations {
  private readonly accounts = new LRUCache<string, Account>({ max: 10_000 })

  constructor(
    private readonly facts: RationFacts,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns the milliseconds until whoever it is has anything left; 0 where she has */
  debt(key: string): number {
    const { left } = this.account(key)
    return left >= 0 ? 0 : (-left / this.facts.perSecond) * 1000
  }

  take(key: string, amount: number): void {
    this.account(key).left -= amount
  }

  private account(key: string): Account {
    const [now, { burst, perSecond }] = [this.now(), this.facts]
    let account = this.accounts.get(key)
    if (!account) this.accounts.set(key, (account = { left: burst, at: now }))
    account.left = Math.min(burst, account.left + ((now - account.at) / 1000) * perSecond)
    account.at = now
    return account
  }
}
