import type { DocumentNode } from "graphql"
import type { TypeName } from "../model/rows"

/** What a variable of a document is filled with, at each asking anew. */
export type Filling =
  /** The id that the asking is about. */
  | { is: "target"; of: TypeName | "Node" }
  /** The reference of the case that it is about. */
  | { is: "target reference" }
  /** Any id of a type, of what exists for the actor and of what does not, and now and then one that there is not. */
  | { is: "id"; of: TypeName }
  | { is: "cursor"; ordering: string }
  | { is: "size"; most: number }
  | { is: "boolean" }
  | { is: "moment" }
  | { is: "coming day" }
  | { is: "past or now" }
  /** What the trail held before the proof began: it grows while it is looked at. */
  | { is: "end of the first trail" }
  | { is: "start of the first trail" }
  | { is: "middle of the first trail" }
  /** A reference that a line of that trail names. */
  | { is: "party of the first trail" }
  | { is: "one of"; values: readonly unknown[] }

export interface Variable {
  readonly name: string
  readonly type: string
  readonly filling: Filling
}

/** What a document asks about: by which root field, and of which type where that is open. */
export interface Aim {
  readonly root: string
  readonly type?: TypeName
  /** The fields that are surely asked from there on, each of the one before. */
  readonly fields?: readonly string[]
}

/** A document, to be asked by several actors about several records. */
export interface Template {
  readonly text: string
  readonly document: DocumentNode
  readonly variables: readonly Variable[]
  /** How many of its root fields are about what the asking is about. */
  readonly targets: number
}
