import { createHash } from "node:crypto"
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases"
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth"
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoFragmentCyclesRule,
  NoSchemaIntrospectionCustomRule,
  type ValidationContext,
  type ValidationRule,
  parse,
  specifiedRules,
  validate,
} from "graphql"
import { LRUCache } from "lru-cache"
import type { Capacity } from "../platform/capacity/capacity"
import { Fault } from "../platform/errors"
import { refuseUnbounded } from "./bounds"
import { ofDocument } from "./complaints"

/** What one document may hold. */
const limits = { tokens: 3000, depth: 14, aliases: 30 }

/** So many bytes of documents are kept, as far as that can be reckoned. */
const bytesKept = 32 * 2 ** 20
/** What its text takes, and what a tree of it takes besides. */
const bytesOf = (text: string): number => 1_000 + text.length * 42

/** Looking at a document takes as long as compiling so many fields: for its length, and for each of its selections. */
const lookingAt = (text: string, selections: number): number => text.length / 100 + selections / 10

/** A document beyond a limit is reported as any other that does not fit; thrown, it would look like a failure of ours. */
const reporting = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError): void => context?.reportError(error)],
}

/** It would be more than a name in what answers and variables are made of. Other names that begin so are clients' own: Relay's. */
const dangerousNames = (context: ValidationContext): ASTVisitor => {
  const refuse = (name: string | undefined): void => {
    if (name === "__proto__") context.reportError(new GraphQLError(`The name "${name}" is reserved`))
  }
  return {
    Field: ({ alias }) => refuse(alias?.value),
    VariableDefinition: ({ variable }) => refuse(variable.name.value),
  }
}

const ownRules = [
  dangerousNames,
  maxDepthRule({ n: limits.depth, ignoreIntrospection: true, ...reporting }),
  maxAliasesRule({ n: limits.aliases, allowList: [], ...reporting }),
]

export interface IntakeParts {
  readonly schema: GraphQLSchema
  readonly capacity: Capacity
  /** Whether the schema may be asked about itself. */
  readonly introspection: boolean
}

/**
 * Documents, from their text to a tree that fits the schema. What a new one costs is bounded before it is done, and counted against who
 * sent it; what was looked at once is kept for all.
 */
export class Intake {
  private readonly rules: readonly ValidationRule[]
  private readonly byHash = new Map<string, DocumentNode>()
  private readonly kept = new LRUCache<string, string>({
    maxSize: bytesKept,
    sizeCalculation: (_, text) => bytesOf(text),
    dispose: (hash) => this.byHash.delete(hash),
  })

  constructor(private readonly parts: IntakeParts) {
    const introspection = parts.introspection ? [] : [NoSchemaIntrospectionCustomRule]
    this.rules = [...introspection, ...ownRules, ...specifiedRules]
  }

  /**
   * The document of a text, looked at unless it was looked at before.
   * @throws Fault BAD_REQUEST where it is none of this schema, TOO_EXPENSIVE, or RATE_LIMITED
   */
  admit(text: string, actorId: string): DocumentNode {
    const before = this.byHash.get(this.kept.get(text) ?? "")
    if (before) return before
    const { capacity } = this.parts
    capacity.refuseMoreDocuments(actorId)
    let selections = 0
    try {
      const document = parsed(text)
      this.check(document, [NoFragmentCyclesRule])
      selections = refuseUnbounded(document)
      this.check(document, this.rules)
      return this.keep(text)
    } finally {
      capacity.chargeDocument(actorId, lookingAt(text, selections))
    }
  }

  private check(document: DocumentNode, rules: readonly ValidationRule[]): void {
    const { schema } = this.parts
    const [first] = validate(schema, document, rules, { maxErrors: 1 })
    if (!first) return
    // The first is enough: nobody gets a list of ten thousand.
    if (/(depth|aliases) limit of \d+ exceeded/i.test(first.message)) throw new Fault("TOO_EXPENSIVE")
    const said = ofDocument(first, schema, document)
    const { locations } = first
    throw new Fault("BAD_REQUEST", "SCHEMA", { ...(said && { said }), ...(locations && { locations }) })
  }

  /** As Apollo asks for a document: by the hash of its text. What runs is what was admitted with the request. */
  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.byHash.get(key.slice(-64)))
  }

  /** Apollo would keep what it looked at itself: whatever comes to it was admitted here before. */
  set(): Promise<void> {
    return Promise.resolve()
  }

  delete(): Promise<boolean> {
    return Promise.resolve(false)
  }

  /** Without the places in its text, which take ten times as much as the tree. */
  private keep(text: string): DocumentNode {
    const hash = createHash("sha256").update(text).digest("hex")
    const document = parse(text, { noLocation: true })
    this.byHash.set(hash, document)
    this.kept.set(text, hash)
    return document
  }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxLexicalTokens: limits.tokens })
  } catch (error) {
    const { message, locations } = error as GraphQLError
    if (/\d+ tokens/.test(message)) throw new Fault("TOO_EXPENSIVE")
    throw new Fault("BAD_REQUEST", "SYNTAX", { ...(locations && { locations }) })
  }
}
