import { Matches, MaxLength, ValidateBy } from "class-validator"

/*
 * The texts of inputs. What somebody pasted from elsewhere is tidied where nothing of it is lost; what nobody can have meant is
 * refused, with the field that holds it.
 */

/** Blanks, marks without a letter, and letters that show nothing: of these alone there is no text. */
const visible = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u

/** Control characters but tabs and ends of lines; halves of characters; and what turns the direction of what stands around it. */
const harmful = /[\p{Cs}\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u
/** In a line no ends of lines either, nor marks of direction: it stands in lists, between the texts of others. */
const harmfulInLine = /[\p{Cs}\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u

const ends = /\r\n?|[\v\f\u0085\u2028\u2029]/g

type Kind = "line" | "text"
const tidied: Readonly<Record<Kind, (text: string) => string>> = {
  line: (text) => text.normalize("NFC").trim(),
  text: (text) => text.normalize("NFC").replace(ends, "\n"),
}

/** A line as it is to stand: undefined where nobody can have meant it, or where it is too long. */
export function lineOf(text: string, max: number): string | undefined {
  const line = tidied.line(text)
  return visible.test(line) && !harmfulInLine.test(line) && line.length <= max ? line : undefined
}

/** Which fields of an input class are which. */
const kinds = new Map<object, Map<string, Kind>>()

function isKind(target: object, property: string, kind: Kind): void {
  const known = kinds.get(target) ?? new Map<string, Kind>()
  kinds.set(target, known.set(property, kind))
}

const form = (harm: RegExp): PropertyDecorator =>
  ValidateBy({ name: "form", validator: { validate: (value) => typeof value !== "string" || !harm.test(value) } })

const both = (target: object, property: string | symbol, ...decorators: PropertyDecorator[]): void =>
  decorators.forEach((decorate) => {
    decorate(target, property)
  })

/** A text of one line, as a title or a name: of something that can be seen, of at most so many characters. */
export const Line =
  (max: number): PropertyDecorator =>
  (target, property) => {
    isKind(target, String(property), "line")
    both(target, property, Matches(visible), MaxLength(max), form(harmfulInLine))
  }

/** A text of many lines. */
export const Text =
  (max: number): PropertyDecorator =>
  (target, property) => {
    isKind(target, String(property), "text")
    both(target, property, Matches(visible), MaxLength(max), form(harmful))
  }

/** Brings the texts of an input, and of inputs within it, into one form: composed, without blanks around a line, with one end of lines. */
export function tidy(input: object): void {
  for (let above: unknown = Object.getPrototypeOf(input); above; above = Object.getPrototypeOf(above))
    for (const [name, kind] of kinds.get(above) ?? []) {
      const fields = input as Record<string, unknown>
      const value = fields[name]
      if (typeof value === "string") fields[name] = tidied[kind](value)
    }
  for (const value of Object.values(input).flat() as unknown[]) if (isInput(value)) tidy(value)
}

const isInput = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Date)
