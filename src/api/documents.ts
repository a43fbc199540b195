import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { type DocumentNode, Kind, parse, print, separateOperations, visit } from "graphql"

/*
 * How the trail names a document. Its text and the name of its operation are the client's to choose, and so a way in for whatever
 * somebody puts there: the trail has a hash, and the name only of what the service itself ships.
 */

/**
 * The SHA-256 of what a document asks, as graphql prints it: neither its layout and comments nor the values that are written into it
 * count. A hash over few possible values could be guessed.
 */
export function hashOf(document: DocumentNode): string {
  const without = visit(document, {
    [Kind.STRING]: (value) => ({ ...value, value: "", block: false }),
    [Kind.INT]: (value) => ({ ...value, value: "0" }),
    [Kind.FLOAT]: (value) => ({ ...value, value: "0.0" }),
  })
  return createHash("sha256").update(print(without)).digest("hex")
}

/** The operations that are shipped with the service, by their hash: each with the fragments it leads to. */
export function knownDocuments(folder = shippedOperations(__dirname)): ReadonlyMap<string, string> {
  const texts = readdirSync(folder).filter((file) => file.endsWith(".graphql")).map((file) => readFileSync(join(folder, file), "utf8")) // prettier-ignore
  const operations = texts.flatMap((text) => Object.entries(separateOperations(parse(text))))
  return new Map(operations.map(([name, document]) => [hashOf(document), name]))
}

/** They lie beside the sources and beside what is built of them. @throws Error where they are not there */
function shippedOperations(from: string): string {
  const folder = join(from, "graphql", "operations")
  if (existsSync(folder)) return folder
  if (dirname(from) === from) throw new Error("graphql/operations is not there")
  return shippedOperations(dirname(from))
}
