import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type DocumentNode,
  Kind,
  type SelectionSetNode,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isObjectType,
} from "graphql"

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

/**
 * How many fields are compiled for the only operation of a valid document: with fragments expanded, and of what may be of several types
 * once for each that it may be.
 */
export function weightOf(schema: GraphQLSchema, document: DocumentNode): number {
  const operation = getOperationAST(document)
  const type = operation && schema.getRootType(operation.operation)
  const fragments = Object.fromEntries(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  )
  return type ? ofType(schema, fragments, type, operation.selectionSet) : 0
}

function ofType(schema: GraphQLSchema, fragments: Fragments, type: GraphQLNamedType, set: SelectionSetNode): number {
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
  return members.reduce((sum, member) => sum + ofObject(schema, fragments, member, set), 0)
}

function ofObject(schema: GraphQLSchema, fragments: Fragments, type: GraphQLObjectType, set: SelectionSetNode): number {
  let sum = 0
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value]
      sum += 1
      if (field && selection.selectionSet)
        sum += ofType(schema, fragments, getNamedType(field.type), selection.selectionSet)
      continue
    }
    const target = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
    if (target && applies(schema, type, target.typeCondition?.name.value))
      sum += ofObject(schema, fragments, type, target.selectionSet)
  }
  return sum
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, name: string | undefined): boolean {
  const condition = name === undefined ? type : schema.getType(name)
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))
}
