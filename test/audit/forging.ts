import type { Json } from "../../src/audit/sealing/canonical"
import type { LeafKind, OwnKind } from "../../src/audit/sealing/leaf-kinds"
import { leafOf, textOf } from "../../src/audit/sealing/leaves"
import { Frontier, leafHash } from "../../src/audit/sealing/merkle"
import type { Signer } from "../../src/audit/sealing/signer"
import { writeLeaf } from "../../src/audit/verifying/line"
import type { Copy } from "./sealed"

/** A leaf of an export, to be changed. */
export interface Line {
  leaf: number
  commitment: string
  nonce: string | null
  sealed: { kind: LeafKind; said: Record<string, any> } | null
}

export const isLeaf = (line: string): boolean => line.startsWith('{"leaf":')
export const read = (copy: Copy, at: number): Line => JSON.parse(copy.lines[at] ?? "{}") as Line

/** As it stands there, its names in the order of an export. */
export const write = (copy: Copy, at: number, line: Line): void => {
  copy.lines[at] = JSON.stringify(line)
}

/** The numbers of the leaves from a place on, as if nothing were missing. */
export function renumber(copy: Copy, from: number): void {
  for (let at = from; at < copy.lines.length; at++)
    if (isLeaf(copy.lines[at] ?? "")) write(copy, at, { ...read(copy, at), leaf: at })
}

/** A leaf as whoever knows how leaves are made makes it. */
export const lineOf = (leaf: number, kind: LeafKind, said: Json): string =>
  writeLeaf({ leaf, ...leafOf(kind, said), sealed: textOf(kind, said) })

/** Adds a leaf behind the others, as a sealer would that believed all that it is told. */
export function append(copy: Copy, kind: OwnKind, said: Json): void {
  const at = copy.lines.filter(isLeaf).length
  copy.lines.splice(at, 0, lineOf(at, kind, said))
}

/** A head over all leaves that there are, signed with the key of the tree. */
export function headOver(copy: Copy, signer: Signer, head: { epoch: number; madeAt: string }): string {
  const tree = Frontier.empty()
  for (const line of copy.lines.filter(isLeaf)) {
    const { sealed, commitment } = JSON.parse(line) as Line
    tree.add(leafHash(sealed?.kind ?? "EVENT", Buffer.from(commitment, "base64")))
  }
  return signer.sign({ ...head, size: tree.size, root: tree.root() })
}
