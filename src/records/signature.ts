import {
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
} from "graphql"

/**
 * The signature of an execution: all of its variables that the text of a statement may depend on, and no more. A boolean or an enum
 * may shape it by its value (@skip, @include, an ordering), any other value by its being there. Two executions of a document with
 * equal signatures share their statements.
 */
type Variables = Readonly<Record<string, unknown>>
type Signing = (variables: Variables) => string

const known = new WeakMap<OperationDefinitionNode, Signing>()

export function signatureOf(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables): string {
  let sign = known.get(operation)
  if (!sign) known.set(operation, (sign = signing(schema, operation)))
  return sign(variables)
}

function signing(schema: GraphQLSchema, operation: OperationDefinitionNode): Signing {
  const declared = (operation.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    type: typeFromAST(schema, type as never) as GraphQLInputType | undefined,
  }))
  return (variables) => declared.map(({ name, type }) => (type ? shown(type, variables[name]) : "")).join(";")
}

function shown(type: GraphQLInputType, value: unknown): string {
  if (value === undefined || value === null) return "-"
  if (isNonNullType(type)) return shown(type.ofType, value)
  if (isListType(type)) return "l"
  if (isEnumType(type)) return JSON.stringify(value)
  if (isScalarType(type)) return typeof value === "boolean" ? `${value}` : "+"
  if (!isInputObjectType(type)) return ""
  const fields = Object.values(type.getFields()).map((field) =>
    shown(field.type, (value as Record<string, unknown>)[field.name]),
  )
  return `{${fields.join()}}`
}
