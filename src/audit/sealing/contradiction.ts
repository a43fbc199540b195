/**
 * What the database hands over, or a head, does not continue what was signed and kept outside before: the tree was rewritten, or
 * another one put in its place.
 */
export class Contradiction extends Error {
  override readonly name = "Contradiction"
}
