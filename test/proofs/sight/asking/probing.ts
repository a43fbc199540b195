import type { Clause } from "../clauses"
import type { Question } from "../questions/question"
import type { Session } from "../session"

/** How many questions of one actor are put to the database at once. */
const asked = 24

/** Puts questions of one actor to the database itself; two of them before anything is opened. */
export async function probe(session: Session, only?: Clause): Promise<void> {
  const { pools, ledger, variants, prober, random } = session
  const first = only === "header" ? undefined : pools.wanted("database", ledger, only)
  const actor = first?.actor ?? random.pick(session.facts.all("Employee")).id
  const role = session.roleOf(actor)
  const suits = (question: Question): boolean => prober.suits(role, question)
  const others = first ? pools.beside("database", first, ledger, suits).slice(0, asked) : []
  const drawn = ["Case", "Party", "Grant", "Notice"].flatMap((sort) => pools.draw(sort) ?? [])
  const apart = random.sample(drawn, 2).flatMap((each): Question[] => (each.is === "record" ? [{ ...each, actor, is: "unopened" }] : [])) // prettier-ignore
  const questions = [...(first ? [first] : []), ...others, ...apart].filter(suits)
  for (const { question, unlike } of await prober.ask(variants.rule, actor, questions)) {
    ledger.note(variants.deciding(question, "database"))
    if (unlike.length) session.findings.ofProbe(actor, role, unlike)
  }
}

/** That nothing at all is seen without a line in the trail. */
export async function probeUnopened(session: Session): Promise<void> {
  const unlike = await session.prober.unopened(session.facts)
  if (unlike.length) session.findings.ofProbe("nobody", "without a header", unlike)
}
