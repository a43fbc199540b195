/** What a leaf can be: an event of the trail, a key that signs from here on, a restore from a backup, the end of events whose term is over. */
const leafKinds = ["EVENT", "KEY", "RESTORED", "PRUNED"] as const
export type LeafKind = (typeof leafKinds)[number]

export const kindNamed = (name: unknown): LeafKind | undefined => leafKinds.find((each) => each === name)

/** What the sealer itself says. Of events the database makes the leaves, and these can be nothing else; see `leafHash`. */
export type OwnKind = Exclude<LeafKind, "EVENT">
