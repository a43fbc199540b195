import {
  type GraphQLField,
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
 * The signature of an execution: all of its values that the text of a statement may depend on, and no more. A boolean or an enum may
 * shape it by its value (an ordering), any other value by its being there. Executions of equal selections with equal signatures share
 * their statements.
 */
type Values = Readonly<Record<string, unknown>>
type Types = ReadonlyMap<string, GraphQLInputType>

const known = new WeakMap<OperationDefinitionNode, Types>()

/** Of these variables, by their names. */
export function variablesShown(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  names: readonly string[],
  variables: Values,
): string {
  if (!names.length) return ""
  let types = known.get(operation)
  if (!types) known.set(operation, (types = typesOf(schema, operation)))
  return names.map((name) => `${name}=${shown(types.get(name), variables[name])}`).join(";")
}

/** Of the arguments of a field. */
export const argumentsShown = ({ args }: GraphQLField<unknown, unknown>, given: Values): string =>
  args.map(({ name, type }) => shown(type, given[name])).join(";")

const typesOf = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): Types =>
  new Map(
    variableDefinitions.flatMap(({ variable, type }) => {
      const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined
      return found ? [[variable.name.value, found] as const] : []
    }),
  )

function shown(type: GraphQLInputType | undefined, value: unknown): string {
  if (type === undefined || value === undefined || value === null) return "-"
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
