import { randomBytes } from "node:crypto"
import { type Json, canonical } from "./canonical"
import type { LeafKind } from "./leaf-kinds"
import { commitmentOf } from "./merkle"

/** A leaf, its bytes in base64. */
export interface Leaf {
  readonly kind: LeafKind
  readonly nonce: string
  readonly commitment: string
}

/** The text that a leaf commits to. Of events it is put together by the database, in `leaf_said`. */
export const textOf = (kind: LeafKind, said: Json): string => canonical({ kind, said })

export function leafOf(kind: LeafKind, said: Json): Leaf {
  const nonce = randomBytes(16)
  const commitment = commitmentOf(nonce, textOf(kind, said))
  return { kind, nonce: nonce.toString("base64"), commitment: commitment.toString("base64") }
}
