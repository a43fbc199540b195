import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql"

/**
 * How many root fields of an operation will ask Records, so that the last of them can send all at once. Fields under a condition
 * count when the condition holds; fragments are looked into.
 */
export function countRoots(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const asking = schema.getQueryType()?.getFields() ?? {}
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  )
  let conditional = false

  const keys = (
    set: SelectionSetNode | undefined,
    variables: Readonly<Record<string, unknown>>,
    found = new Set<string>(),
  ): Set<string> => {
    for (const selection of set?.selections ?? []) {
      if (selection.directives?.length) conditional = true
      if (!included(selection.directives, variables)) continue
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value in asking) found.add((selection.alias ?? selection.name).value)
      } else {
        keys(
          selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value),
          variables,
          found,
        )
      }
    }
    return found
  }
  const always = keys(operation.selectionSet, {}).size
  return (variables: Readonly<Record<string, unknown>>): number =>
    conditional ? keys(operation.selectionSet, variables).size : always
}

function included(
  directives: OperationDefinitionNode["directives"],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return (directives ?? []).every(({ name, arguments: given }) => {
    const value = given?.find((argument) => argument.name.value === "if")?.value
    const holds =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : true
    return name.value === "skip" ? !holds : name.value === "include" ? holds : true
  })
}
