import { readCheckpoint } from "../../../src/audit/sealing/checkpoint"
import { readNote } from "../../../src/audit/sealing/note"
import type { Signer } from "../../../src/audit/sealing/signer"
import type { Copy } from "../../audit/sealed"

/** An export to be changed, and what is known of the trail besides. */
export interface Trial extends Copy {
  /** Heads that left the database, and that the export has to reach. */
  kept: string[]
  readonly known: {
    /** The leaves that the restore lost, as they were exported before it. */
    readonly lost: readonly string[]
    /** With the key that signs now: a sealer that signs whatever the database hands it. */
    readonly signer: Signer
  }
}

export const sizeOf = (note: string): number => readCheckpoint(readNote(note).text).size
