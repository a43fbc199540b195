import { randomBytes } from "node:crypto"
import { type Json, canonical } from "./canonical"
import { commitmentOf } from "./merkle"

/** What a leaf can be: an event of the trail, a key that signs from here on, a restore from a backup, the end of events whose term is over. */
export const leafKinds = ["EVENT", "KEY", "RESTORED", "PRUNED"] as const
export type LeafKind = (typeof leafKinds)[number]

/** An event as it is sealed: what the database says of it, with the sights that belong to it. */
export interface Payload {
  readonly id: string
  readonly recorded_at: string
  readonly sights: readonly Readonly<Record<string, Json>>[]
  /** By which grants its actor had come to the cases it names. */
  readonly grants: Json
  readonly [name: string]: Json
}

type Row = Readonly<Record<string, Json>>

/** An event as `unsealed_events` hands it over: its rows as they stand. */
export interface Unsealed {
  readonly xact: string
  readonly event: Row
  readonly sights: readonly Row[] | null
  readonly grants: Json
}

/** What is null says nothing, so that a column that comes later changes no event of before. */
const said = (row: Row, besides: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !besides.includes(name)))

/** As `event_payload` says it in an export. */
export const payloadOf = ({ event, sights, grants }: Unsealed): Payload => ({
  ...(said(event, ["xact"]) as Payload),
  sights: (sights ?? []).map((sight) => said(sight, ["event_id", "recorded_at"])),
  grants: grants ?? [],
})

/** A leaf as `seal_leaves` takes it; bytes in base64. */
export interface Leaf {
  readonly kind: LeafKind
  readonly event: string | null
  readonly moment: string | null
  readonly grants: Json
  readonly nonce: string
  readonly content: Json
  readonly commitment: string
}

/** The text that a leaf commits to. The kind is part of it: an event cannot pass for a key. */
export const textOf = (kind: LeafKind, said: Json): string => canonical({ kind, said })

export const leafOfEvent = (payload: Payload): Leaf => ({
  ...sealed("EVENT", payload),
  event: payload.id,
  moment: payload.recorded_at,
  grants: payload.grants,
  content: null,
})

export const leafOf = (kind: Exclude<LeafKind, "EVENT">, content: Json): Leaf => ({
  ...sealed(kind, content),
  event: null,
  moment: null,
  grants: [],
  content,
})

function sealed(kind: LeafKind, said: Json): Pick<Leaf, "kind" | "nonce" | "commitment"> {
  const nonce = randomBytes(16)
  const commitment = commitmentOf(nonce, textOf(kind, said))
  return { kind, nonce: nonce.toString("base64"), commitment: commitment.toString("base64") }
}
