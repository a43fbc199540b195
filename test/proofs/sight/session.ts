import { House } from "../../support/house"
import { drawAssociation } from "./association"
import type { Sources } from "./asking/ask"
import { Client } from "./asking/client"
import { Prober } from "./asking/probe"
import { Edges } from "./documents/edges"
import { Cursors } from "./model/cursors"
import { type Facts, readFacts } from "./model/facts"
import { Ledger, Variants } from "./questions/ledger"
import { Pools } from "./questions/pools"
import { Random } from "./random"
import { Findings } from "./findings"

/** One proof at work: a service on a database of its own, the association in it, the model of it, and what was found so far. */
export class Session implements Sources {
  readonly edges = new Edges()
  readonly cursors = new Cursors()
  readonly ledger = new Ledger()
  readonly findings = new Findings()
  readonly client: Client
  variants: Variants
  pools: Pools
  /** Askings that were answered. */
  documents = 0
  /** Answers that the service could not give, and askings that it never answered, however often they were put. */
  unavailable = 0
  unanswered = 0
  /** Documents that differ in their text. */
  texts = 0
  rows = 0
  askedBy = 24

  private constructor(
    readonly house: House,
    readonly prober: Prober,
    readonly random: Random,
    facts: Facts,
  ) {
    this.client = new Client(house)
    this.variants = new Variants(facts)
    this.pools = new Pools(facts, this.variants, random)
  }

  /** Few connections, so that requests of different actors follow each other on the same one. */
  static async open(seed: number): Promise<Session> {
    const house = await House.open({ pool: 2 })
    try {
      await drawAssociation(house.database.admin, seed)
      await house.database.admin.query("analyze")
      const facts = await readFacts(house.database.admin)
      return new Session(house, await Prober.open(house.database.urls), new Random(seed + 1), facts)
    } catch (error) {
      await house.close()
      throw error
    }
  }

  get facts(): Facts {
    return this.variants.facts
  }

  roleOf(employee: string): string {
    return this.facts.find("Employee", employee)?.role ?? ""
  }

  /** Looks again at what lies in the tables, after something was changed there. */
  async look(): Promise<Variants> {
    this.variants = new Variants(await readFacts(this.house.database.admin))
    return this.variants
  }

  /** New questions, by the facts as they are now. */
  refill(): void {
    this.pools = new Pools(this.facts, this.variants, this.random)
  }

  async close(): Promise<void> {
    this.client.close()
    await this.prober.close()
    await this.house.close()
  }
}
