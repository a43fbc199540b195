import { ApolloServer } from "@apollo/server"
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled"
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases"
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth"
import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidationContext,
} from "graphql"
import { Fault } from "../platform/errors"
import type { ThrottledLog } from "../platform/throttled-log"
import type { Door } from "../records"
import { type Asked, Executor } from "./executor"

/** What one document may hold. */
const limits = { tokens: 3000, depth: 14, aliases: 30 }

/** A document beyond a limit is reported as any other that does not fit; thrown, it would look like a failure of ours. */
const reporting = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError): void => context?.reportError(error)],
}

/** Names that GraphQL keeps for itself; `__proto__` would be more than a name in what answers and variables are made of. */
const reservedNames = (context: ValidationContext): ASTVisitor => {
  const refuse = (name: string | undefined): void => {
    if (name?.startsWith("__")) context.reportError(new GraphQLError("This name is reserved."))
  }
  return {
    Field: ({ alias }) => refuse(alias?.value),
    VariableDefinition: ({ variable }) => refuse(variable.name.value),
  }
}

/** The GraphQL server for employees. Nothing of Apollo's that looks at every field, reports elsewhere or ends the process by itself. */
export function graphqlServer(schema: GraphQLSchema, door: Door, log: ThrottledLog): ApolloServer<Asked> {
  return new ApolloServer<Asked>({
    gateway: new Executor(schema, door, log).gateway(),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    validationRules: [
      reservedNames,
      maxDepthRule({ n: limits.depth, ignoreIntrospection: true, ...reporting }),
      maxAliasesRule({ n: limits.aliases, allowList: [], ...reporting }),
    ],
    parseOptions: { maxLexicalTokens: limits.tokens },
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // The schema is no secret, and without a token nobody gets here; the explorer needs it in production too.
    introspection: true,
    status400ForVariableCoercionErrors: true,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    formatError: told,
  })
}

/** Apollo's own codes, as ours. Its messages quote the document and the variables; ours are constants. Positions stay: they help. */
function told(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  return { ...faultOf(formatted, error).told, ...(formatted.locations && { locations: formatted.locations }) }
}

function faultOf({ message, extensions }: GraphQLFormattedError, error: unknown): Fault {
  if (error instanceof Fault) return error
  if (
    extensions?.["code"] !== undefined &&
    error instanceof Error &&
    (error as { originalError?: unknown }).originalError instanceof Fault
  ) {
    return (error as unknown as { originalError: Fault }).originalError
  }
  // What the limits say of a document; it quotes no more of it than a number.
  if (/(depth|aliases) limit of \d+ exceeded|more tha[nt] \d+ .*tokens|^Validation aborted/i.test(message))
    return new Fault("TOO_EXPENSIVE")
  switch (extensions?.["code"]) {
    case "GRAPHQL_PARSE_FAILED":
      return /token/i.test(message) && /limit/i.test(message)
        ? new Fault("TOO_EXPENSIVE")
        : new Fault("BAD_REQUEST", "SYNTAX")
    case "GRAPHQL_VALIDATION_FAILED":
    case "OPERATION_RESOLUTION_FAILURE":
      return new Fault("BAD_REQUEST", "SCHEMA")
    case "BAD_USER_INPUT":
      return new Fault("BAD_REQUEST", "VARIABLES")
    case "BAD_REQUEST":
      return new Fault("BAD_REQUEST", "BODY")
    default:
      return new Fault("INTERNAL")
  }
}
