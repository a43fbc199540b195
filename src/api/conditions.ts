import { createHash } from "node:crypto"
import {
  type ASTNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  getOperationAST,
  print,
  separateOperations,
  visit,
} from "graphql"
import { Fault } from "../platform/errors"

/*
 * What @skip and @include leave of a document is decided before it is compiled: graphql-jit follows a fragment that is named twice
 * under the conditions of the first place alone, and mixes up the conditions of fields that are joined.
 */

type Values = Readonly<Record<string, unknown>>

/** One operation with the fragments it leads to, and the variables that decide whether a part of it is asked. */
export interface Conditional {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly conditions: readonly string[]
  /** A hash of what it asks; of two that differ in nothing but layout and the operation's name it is the same. */
  readonly text: string
}

const known = new WeakMap<DocumentNode, Readonly<Record<string, Conditional>>>()

/** The operation of a document that a request names, or its only one; undefined where there is none such. */
export function conditionalOf(document: DocumentNode, operationName: string | null): Conditional | undefined {
  const operation = getOperationAST(document, operationName)
  if (!operation) return undefined
  let all = known.get(document)
  if (!all) known.set(document, (all = allOf(document)))
  return all[operation.name?.value ?? ""]
}

const allOf = (document: DocumentNode): Record<string, Conditional> =>
  Object.fromEntries(Object.entries(separateOperations(document)).map(([name, each]) => [name, conditional(each)]))

function conditional(document: DocumentNode): Conditional {
  const operation = getOperationAST(document) as OperationDefinitionNode
  const text = createHash("sha256")
    .update(print(nameless(document)))
    .digest("base64url")
  return { document, operation, conditions: conditionsOf(document), text }
}

const nameless = (document: DocumentNode): DocumentNode =>
  visit(document, { OperationDefinition: ({ name: _name, ...operation }) => operation })

function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(directive) {
      const value = conditionOf(directive)
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names].sort()
}

/** Which of its forms a document has under these values. @throws Fault BAD_REQUEST where a condition is neither true nor false */
export const formOf = ({ conditions }: Conditional, values: Values): string =>
  conditions.map((name) => asBoolean(values[name])).join()

/**
 * The document as it is asked under these values of its variables, without a condition left. Its operation is a node of its own, by
 * which it is known, also where conditions stood in its fragments alone.
 * @throws Fault BAD_REQUEST where a condition is neither true nor false
 */
export function decided(document: DocumentNode, values: Values): DocumentNode {
  const include = (node: ASTNode & { readonly directives?: readonly DirectiveNode[] | undefined }) => {
    if (!node.directives?.some(conditionOf)) return undefined
    if (node.directives.some((directive) => leavesOut(directive, values))) return null
    return { ...node, directives: node.directives.filter((directive) => !conditionOf(directive)) }
  }
  const whole = visit(document, { Field: include, FragmentSpread: include, InlineFragment: include })
  return visit(whole, { OperationDefinition: { leave: (operation) => ({ ...operation }) } })
}

function leavesOut(directive: DirectiveNode, values: Values): boolean {
  const condition = conditionOf(directive)
  if (!condition) return false
  const value =
    condition.kind === Kind.VARIABLE
      ? values[condition.name.value]
      : condition.kind === Kind.BOOLEAN
        ? condition.value
        : undefined
  return asBoolean(value) === (directive.name.value === GraphQLSkipDirective.name)
}

function asBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Fault("BAD_REQUEST", "VARIABLES")
  return value
}

const conditionOf = ({ name, arguments: given }: DirectiveNode | ConstDirectiveNode) =>
  name.value === GraphQLSkipDirective.name || name.value === GraphQLIncludeDirective.name
    ? given?.find((argument) => argument.name.value === "if")?.value
    : undefined
