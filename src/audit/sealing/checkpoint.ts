import { MalformedNote } from "./note"

/**
 * The head of the tree at a moment (C2SP tlog-checkpoint): whose tree it is, how many leaves it has, and its root; then lines of our
 * own, the epoch and the moment. https://c2sp.org/tlog-checkpoint
 */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  /** Counts the restores from a backup. */
  readonly epoch: number
  /** When it was made, by the database's clock; RFC 3339 in UTC. */
  readonly madeAt: string
}

export const writeCheckpoint = ({ origin, size, root, epoch, madeAt }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString("base64")}\nepoch ${epoch}\nmade ${madeAt}\n`

/** @throws MalformedNote */
export function readCheckpoint(text: string): Checkpoint {
  const form = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\nepoch ([1-9]\d{0,8})\nmade (\d{4}-[\d:T.-]+Z)\n$/
  const [, origin = "", size, root = "", epoch, madeAt = ""] = form.exec(text) ?? []
  if (origin === "") throw new MalformedNote("not a checkpoint")
  return { origin, size: Number(size), root: Buffer.from(root, "base64"), epoch: Number(epoch), madeAt }
}
