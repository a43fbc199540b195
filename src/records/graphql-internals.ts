/** The functions of graphql-js that have no place in its index: the same that its own executor uses. */
export { collectFields, collectSubfields } from "graphql/execution/collectFields"
export { getArgumentValues } from "graphql/execution/values"
export type { FieldNode, GraphQLField } from "graphql"
