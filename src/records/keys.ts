import { createHash } from "node:crypto"
import { type ArgumentNode, type FieldNode, print, visit } from "graphql"

const keys = new WeakMap<FieldNode, string>()

/**
 * The key of a field in the JSON of its row: its name, and a hash of its arguments where it is given any. Equal for all aliases that
 * ask the same, so that their selections can be joined; different for those that ask differently. (Names in PostgreSQL end after 63
 * bytes, hence a hash.)
 */
export function keyOf(node: FieldNode): string {
  let key = keys.get(node)
  if (key === undefined) {
    const given = argumentsText(node)
    key = given
      ? `${node.name.value}~${createHash("sha256").update(given).digest("base64url").slice(0, 12)}`
      : node.name.value
    keys.set(node, key)
  }
  return key
}

/** The arguments as they are written, equal for all that ask the same. */
export const argumentsText = ({ arguments: given = [] }: FieldNode): string =>
  given.map((argument) => print(sorted(argument))).sort().join() // prettier-ignore

/** The fields of an object may be given in any order: GraphQL takes them for the same. */
const sorted = (argument: ArgumentNode): ArgumentNode =>
  visit(argument, {
    ObjectValue: {
      leave: (object) => ({
        ...object,
        fields: [...object.fields].sort((one, other) => (one.name.value < other.name.value ? -1 : 1)),
      }),
    },
  })
