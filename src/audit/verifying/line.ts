import type { Json } from "../sealing/canonical"
import { type LeafKind, leafKinds } from "../sealing/leaves"

/** A leaf as it stands in an export, one a line; bytes in base64. */
export interface LeafLine {
  readonly leaf: number
  readonly kind: LeafKind
  /** Null once the term of the event is over. */
  readonly nonce: string | null
  readonly commitment: string
  /** What the leaf commits to; null once the term of the event is over. */
  readonly said: Readonly<Record<string, Json>> | null
}

/** An event that no leaf speaks of; `sealable` where it is still to be sealed. */
export interface LooseLine {
  readonly loose: Readonly<Record<string, Json>>
  readonly sealable: boolean
}

/** An export that cannot be read as one. */
export class MalformedExport extends Error {}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** @throws MalformedExport naming the line */
export function readLine(text: string, number: number): LeafLine | LooseLine {
  const found = parsed(text, number)
  if (isObject(found) && isObject(found["loose"]) && typeof found["sealable"] === "boolean")
    return found as unknown as LooseLine
  const { leaf, kind, nonce, commitment, said } = found as Record<string, unknown>
  const fits =
    Number.isSafeInteger(leaf) &&
    leafKinds.some((each) => each === kind) &&
    (nonce === null || typeof nonce === "string") &&
    typeof commitment === "string" &&
    (said === null || isObject(said))
  if (!fits) throw new MalformedExport(`line ${number} is neither a leaf nor an event`)
  return found as unknown as LeafLine
}

function parsed(text: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text)
    if (isObject(found)) return found
  } catch {
    // said below
  }
  throw new MalformedExport(`line ${number} is not whole`)
}
