import type { Edges } from "../documents/edges"
import { answerOf } from "../model/answer"
import type { Cursors } from "../model/cursors"
import { Looking } from "../model/looking"
import type { Rule } from "../model/rule"
import type { Ask } from "./ask"
import type { Answer } from "./client"
import { type Unlike, differences } from "./compare"

/** What became of one asking: where it differs from the model, and what the model says was to be seen. */
export interface Judged {
  readonly unlike: readonly Unlike[]
  /** Absent where the actor is nobody. */
  readonly looking: Looking | undefined
}

/** Compares an answer with what the model makes of exactly this document, for this actor, by these facts. */
export function judge(
  { actor: id, template, variables }: Ask,
  answer: Answer,
  rule: Rule,
  cursors: Cursors,
  edges: Edges,
): Judged {
  const actor = rule.facts.find("Employee", id)
  if (!actor || !rule.signsIn(actor)) return { unlike: refused(answer), looking: undefined }
  const looking = new Looking(rule, actor, cursors)
  const expected = answerOf(template.document, variables, looking, edges.walked)
  if (answer.codes.length) return { unlike: [{ path: "errors", expected: [], actual: answer.codes }], looking }
  return { unlike: differences(expected, answer.data, cursors), looking }
}

/** Whoever is nobody gets no data; a flood of attempts is not even looked at. */
function refused({ data, codes }: Answer): Unlike[] {
  const right = (data ?? null) === null && (codes[0] === "UNAUTHENTICATED" || codes[0] === "RATE_LIMITED")
  return right ? [] : [{ path: "errors", expected: ["UNAUTHENTICATED"], actual: codes.length ? codes : data }]
}
