import { tell } from "../report"
import type { Ask } from "./asking/ask"
import type { Unlike } from "./asking/compare"

/** How many differences are told in full, and how much of each. */
const told = 3
const places = 6

const short = (value: unknown): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

/** Where the product and the model did not agree. */
export class Findings {
  count = 0
  /** Said with each: what was being changed at that moment. */
  circumstance = ""

  constructor(public silent = false) {}

  ofAsk({ template, variables, actor }: Ask, role: string, unlike: readonly Unlike[]): void {
    this.add(unlike, [`actor ${actor} (${role})`, template.text, `variables ${JSON.stringify(variables)}`])
  }

  ofProbe(actor: string, role: string, unlike: readonly Unlike[]): void {
    this.add(unlike, [`actor ${actor} (${role}), asked of the database itself`])
  }

  private add(unlike: readonly Unlike[], about: readonly string[]): void {
    this.count++
    if (this.silent || this.count > told) return
    const lines = unlike
      .slice(0, places)
      .map(({ path, expected, actual }) => `  ${path}: expected ${short(expected)}, was ${short(actual)}`)
    tell(
      [`Difference ${this.count}${this.circumstance && ` (${this.circumstance})`}`, ...about, ...lines, ""].join("\n"),
    )
  }
}
