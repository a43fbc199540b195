import { type Clause, clauseNames } from "../clauses"
import type { Facts } from "../model/facts"
import { Rule } from "../model/rule"
import { type Question, type Way, clausesOf, verdictOf } from "./question"

/** What was compared, and how often each clause alone decided it: with that one clause left out the verdict would turn. */
export class Ledger {
  compared = 0
  private readonly decided = new Map<Clause, number>()

  /** The comparison was made; these clauses alone decided it. */
  note(deciding: readonly Clause[]): void {
    this.compared++
    for (const clause of deciding) this.decided.set(clause, (this.decided.get(clause) ?? 0) + 1)
  }

  share(clause: Clause): number {
    return this.compared ? (this.decided.get(clause) ?? 0) / this.compared : 0
  }

  /** Share by clause, rounded to four digits. */
  shares(): Record<string, number> {
    return Object.fromEntries(clauseNames.map((clause) => [clause, Math.round(this.share(clause) * 10_000) / 10_000]))
  }
}

/** The rule with each clause left out in turn, over the same facts. */
export class Variants {
  readonly rule: Rule
  private readonly without = new Map<Clause, Rule>()

  constructor(readonly facts: Facts) {
    this.rule = new Rule(facts)
  }

  ruleWithout(clause: Clause): Rule {
    let rule = this.without.get(clause)
    if (!rule) this.without.set(clause, (rule = new Rule(this.facts, clause)))
    return rule
  }

  /** The clauses that alone decide a question. */
  deciding(question: Question, way: Way): Clause[] {
    const role = this.facts.find("Employee", question.actor)?.role ?? ""
    const verdict = verdictOf(this.rule, question, way)
    return clausesOf(question, role).filter((clause) => verdictOf(this.ruleWithout(clause), question, way) !== verdict)
  }
}
