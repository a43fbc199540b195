import {
  type ASTNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
} from "graphql"
import { Fault } from "../platform/errors"

/*
 * What @skip and @include leave of a document is decided before it is compiled: graphql-jit follows a fragment that is named twice
 * under the conditions of the first place alone, and mixes up the conditions of fields that are joined.
 */

type Values = Readonly<Record<string, unknown>>

const known = new WeakMap<DocumentNode, readonly string[]>()

/** The variables that decide whether a part of the document is asked. */
export function conditionsOf(document: DocumentNode): readonly string[] {
  const before = known.get(document)
  if (before) return before
  const names = new Set<string>()
  visit(document, {
    Directive(directive) {
      const value = conditionOf(directive)
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  const found = [...names].sort()
  known.set(document, found)
  return found
}

/**
 * The document as it is asked under these values of its variables, without a condition left.
 * @throws Fault BAD_REQUEST where a condition is neither true nor false
 */
export function decided(document: DocumentNode, values: Values): DocumentNode {
  const include = (node: ASTNode & { readonly directives?: readonly DirectiveNode[] | undefined }) => {
    if (!node.directives?.some(conditionOf)) return undefined
    if (node.directives.some((directive) => leavesOut(directive, values))) return null
    return { ...node, directives: node.directives.filter((directive) => !conditionOf(directive)) }
  }
  return visit(document, { Field: include, FragmentSpread: include, InlineFragment: include })
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
  if (typeof value !== "boolean") throw new Fault("BAD_REQUEST", "VARIABLES")
  return value === (directive.name.value === GraphQLSkipDirective.name)
}

const conditionOf = ({ name, arguments: given }: DirectiveNode | ConstDirectiveNode) =>
  name.value === GraphQLSkipDirective.name || name.value === GraphQLIncludeDirective.name
    ? given?.find((argument) => argument.name.value === "if")?.value
    : undefined
