import type { Clause } from "../clauses"
import type { Facts } from "./facts"
import type { Block, Dossier, Row } from "./rows"

/** What conflicts of interest cover: worked out from the conflict, the parties, their homes and the home of the case, each time. */
export class Blocks {
  constructor(
    private readonly facts: Facts,
    private readonly without?: Clause,
  ) {}

  /** Whether one stands between somebody and a case, at a moment; now when absent. */
  between({ id }: Row, dossier: Dossier, at?: string): boolean {
    const blocks = this.facts.by("Block", "employee_id", id)
    return blocks.some((block) => this.stands(block, at) && this.covers(block, dossier))
  }

  private stands(block: Block, at?: string): boolean {
    if (at !== undefined) return this.facts.inForce(block, at)
    return this.without === "block-ended" || block.valid_until === null
  }

  private covers(block: Block, dossier: Dossier): boolean {
    switch (block.against) {
      case "PERSON":
        return this.without !== "block-person" && this.hasParty(dossier, (person) => person.id === block.person_id)
      case "ADDRESS":
        return this.without !== "block-address" && dossier.home_id === block.home_id
      default:
        return (
          (this.without !== "block-household" && dossier.home_id === block.home_id) ||
          (this.without !== "block-resident" && this.hasParty(dossier, (person) => person["home_id"] === block.home_id))
        )
    }
  }

  private hasParty({ id }: Dossier, is: (person: Row) => boolean): boolean {
    return this.facts.by("Party", "case_id", id).some((party) => {
      const person = this.facts.find("Person", party["person_id"] as string | null)
      return person !== undefined && is(person)
    })
  }
}
