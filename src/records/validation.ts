import { type ValidationError, validate } from "class-validator"
import { type Complaint, ErrorReason } from "../platform/errors"
import { tidy } from "../platform/graphql/texts"

/** What each of class-validator's constraints means to whoever filled in the form. */
const reasonOf: Readonly<Record<string, ErrorReason>> = {
  matches: ErrorReason.REQUIRED,
  form: ErrorReason.MALFORMED,
  maxLength: ErrorReason.TOO_LONG,
  min: ErrorReason.OUT_OF_RANGE,
  max: ErrorReason.OUT_OF_RANGE,
}

/** What is wrong with an input, all at once, once its texts are tidied. The input itself is never echoed. */
export async function complaintsOf(input: object): Promise<Complaint[]> {
  tidy(input)
  const found = await validate(input, { forbidUnknownValues: false, validationError: { target: false, value: false } })
  const all = found.flatMap((error) => complaints(error, ["input"]))
  const told = new Set(all.map(({ path }) => path?.join()))
  return [...all, ...unstorable(input).filter(({ path }) => !told.has(path?.join()))]
}

/** PostgreSQL's text knows no NUL character, and no half of one. */
const unstorable = (input: object): Complaint[] =>
  Object.entries(input)
    .filter(([, value]) => typeof value === "string" && /[\0\p{Cs}]/u.test(value))
    .map(([name]) => ({ reason: ErrorReason.MALFORMED, path: ["input", name] }))

function complaints({ property, constraints, children }: ValidationError, above: string[]): Complaint[] {
  const path = [...above, property]
  // Of what is wrong with one field, what comes first above.
  const own = Object.keys(reasonOf)
    .concat(Object.keys(constraints ?? {}))
    .filter((name) => constraints?.[name] !== undefined)
    .slice(0, 1)
    .map((name) => ({ reason: reasonOf[name] ?? ErrorReason.MALFORMED, path }))
  return [...own, ...(children ?? []).flatMap((child) => complaints(child, path))]
}
