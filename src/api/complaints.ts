import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  coerceInputValue,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql"

/*
 * What is wrong with a document or its variables, in words that help whoever wrote it: types, fields, arguments and places are named.
 * What came as a value is never repeated: it may be anybody's name.
 */

/** What graphql-js says of names alone. Of all else it says only what it is about is said here, in words of our own. */
const ofNames = [
  /^Cannot query field "\w+" on type "\w+"/,
  /^Unknown (argument|type|fragment|directive) "[@\w]+"( on (field|directive) "[@\w.]+")?/,
  /^Directive "@\w+" may not be used on [A-Z_]+/,
  /^The directive "@\w+" can only be used once at this location/,
  /^Variable "\$\w+" is (not defined|never used)( (by|in) operation "\w+")?/,
  /^Variable "\$\w+" of type "[\w[\]!]+" used in position expecting type "[\w[\]!]+"/,
  /^Variable "\$\w+" cannot be non-input type "[\w[\]!]+"/,
  /^Field "\w+" must not have a selection since type "[\w[\]!]+" has no subfields/,
  /^Field "\w+" of type "[\w[\]!]+" must have a selection of subfields/,
  /^(Field|Directive) "[@\w]+" argument "\w+" of type "[\w[\]!]+" is required, but it was not provided/,
  /^Field "[\w.]+" of required type "[\w[\]!]+" was not provided/,
  /^Field "\w+" is not defined by type "\w+"/,
  /^Fields "\w+" conflict because/,
  /^Fragment ("\w+" )?cannot (be spread here as objects of type "\w+" can never be of type "\w+"|condition on non composite type "\w+"|spread itself)/,
  /^Fragment "\w+" (is never used|cannot condition on non composite type "\w+")/,
  /^Cannot spread fragment "\w+" within itself/,
  /^There can be only one (argument|fragment|operation|variable|input field) named "\$?\w+"/,
  /^This anonymous operation must be the only defined operation/,
  /^The "\w+" definition is not executable/,
  /^Maximum introspection depth exceeded/,
  /^GraphQL introspection has been disabled/,
  /^The name "\w+" is reserved/,
]

const longest = 300

/** The sentence for a document that does not fit the schema. */
export function ofDocument(error: GraphQLError, schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const found = ofNames.map((form) => form.exec(error.message)?.[0]).find((text) => text !== undefined)
  if (found !== undefined) return found.length <= longest ? `${found.replace(/ because$/, "")}.` : undefined
  const [node] = error.nodes ?? []
  return node && ofValue(node as ValueNode, schema, document)
}

/** A value that is written into the document: for what it stands, and of which type it should be. */
function ofValue(value: ValueNode, schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const info = new TypeInfo(schema)
  let sentence: string | undefined
  visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        if (node !== value) return
        const [type, argument, field] = [info.getInputType(), info.getArgument(), info.getFieldDef()]
        if (type) sentence = `A value${argument ? ` of argument "${argument.name}"` : ""}${field ? ` of field "${field.name}"` : ""} is none of type "${String(type)}".` // prettier-ignore
      },
    }),
  )
  return sentence
}

export interface VariableFault {
  readonly message: string
  /** Where it lies: $input.parties[0].name */
  readonly at: string
}

type Values = Readonly<Record<string, unknown>>

/** So many values and names of fields at most are in the variables of a request: more than any input of the schema takes. */
const mostValues = 2_500

/** Whether there are more than that; what is behind them is not counted. */
export function areTooMany(variables: Values): boolean {
  const open: unknown[] = [variables]
  let count = 0
  while (open.length && count <= mostValues) {
    const next = open.pop()
    if (typeof next !== "object" || next === null) continue
    const values: readonly unknown[] = Array.isArray(next) ? next : Object.values(next)
    count += values.length
    if (count <= mostValues) open.push(...values)
  }
  return count > mostValues
}

/** What is wrong with the first variable that does not fit its type. */
export function ofVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Values,
): VariableFault | undefined {
  for (const { variable, type: node, defaultValue } of variableDefinitions) {
    const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined
    const { value: name } = variable.name
    const fault = type && faultOf(name, type, given[name], defaultValue !== undefined)
    if (fault) return fault
  }
  return undefined
}

function faultOf(name: string, type: GraphQLInputType, value: unknown, hasDefault: boolean): VariableFault | undefined {
  const at = `$${name}`
  if (value === undefined && hasDefault) return undefined
  if ((value === undefined || value === null) && isNonNullType(type))
    return { at, message: `Variable "${at}" of type "${String(type)}" is required.` }
  if (value === undefined) return undefined
  try {
    // The first is told, and no other looked for: each of thousands would take as long.
    coerceInputValue(value, type, (path, _value, { message }) => {
      const place = at + pathText(path)
      throw new Unfit({ at: place, message: sentenceOf(place, typeAt(type, path), message) })
    })
  } catch (error) {
    if (error instanceof Unfit) return error.fault
    throw error
  }
  return undefined
}

class Unfit extends Error {
  constructor(readonly fault: VariableFault) {
    super()
  }
}

type Path = readonly (string | number)[]

/** Of the form that fields have; anything else might be a value in the wrong place. */
const fieldText = (key: string): string => (/^[a-z]\w{0,39}$/.test(key) ? `a field "${key}"` : "a field")

/** Only keys of the schema lead anywhere: none of them was made up by whoever sent it. */
const pathText = (path: Path): string => path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")

function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  return path.reduce<GraphQLInputType>((above, key) => {
    const bare = getNullableType(above)
    if (isListType(bare)) return bare.ofType
    return isInputObjectType(bare) ? (bare.getFields()[key]?.type ?? above) : above
  }, type)
}

function sentenceOf(at: string, type: GraphQLInputType, message: string): string {
  const missing = /^Field "(\w+)" of required type "([\w[\]!]+)" was not provided/.exec(message)
  if (missing) return `"${at}" lacks "${missing[1] ?? ""}" of type "${missing[2] ?? ""}".`
  const unknown = /^Field "(.*)" is not defined by type "(\w+)"/s.exec(message)
  if (unknown) return `"${at}" has ${fieldText(unknown[1] ?? "")} that type "${unknown[2] ?? ""}" does not know.`
  return `"${at}" is none of type "${String(type)}".`
}
