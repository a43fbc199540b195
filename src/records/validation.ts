import { type ValidationError, validate } from "class-validator"
import { type Complaint, ErrorReason } from "../platform/errors"

/** What each of class-validator's constraints means to whoever filled in the form. */
const reasonOf: Readonly<Record<string, ErrorReason>> = {
  matches: ErrorReason.REQUIRED,
  maxLength: ErrorReason.TOO_LONG,
  min: ErrorReason.OUT_OF_RANGE,
  max: ErrorReason.OUT_OF_RANGE,
}

/** What is wrong with an input, all at once. The input itself is never echoed. */
export async function complaintsOf(input: object): Promise<Complaint[]> {
  const found = await validate(input, { forbidUnknownValues: false, validationError: { target: false, value: false } })
  return [...found.flatMap((error) => complaints(error, ["input"])), ...unstorable(input)]
}

/** PostgreSQL's text knows no NUL character. */
const unstorable = (input: object): Complaint[] =>
  Object.entries(input)
    .filter(([, value]) => typeof value === "string" && value.includes("\0"))
    .map(([name]) => ({ reason: ErrorReason.MALFORMED, path: ["input", name] }))

function complaints({ property, constraints, children }: ValidationError, above: string[]): Complaint[] {
  const path = [...above, property]
  const own = Object.keys(constraints ?? {})
    .slice(0, 1)
    .map((name) => ({ reason: reasonOf[name] ?? ErrorReason.MALFORMED, path }))
  return [...own, ...(children ?? []).flatMap((child) => complaints(child, path))]
}
