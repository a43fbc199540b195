import { ApolloServer, type ApolloServerPlugin } from "@apollo/server"
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled"
import { maxAliasesPlugin } from "@escape.tech/graphql-armor-max-aliases"
import { maxDepthPlugin } from "@escape.tech/graphql-armor-max-depth"
import type { GraphQLFormattedError, GraphQLSchema } from "graphql"
import { Fault } from "../platform/errors"
import type { Log } from "../platform/log"
import type { Door } from "../records"
import { type Asked, Executor } from "./executor"

/** Written for Apollo 4, whose plugins have the same form. */
type Plugin = ApolloServerPlugin<Asked>

/** What one document may hold. */
export const limits = { tokens: 3000, depth: 14, aliases: 30 }

/** The GraphQL server for employees. Nothing of Apollo's that looks at every field, reports elsewhere or ends the process by itself. */
export function graphqlServer(schema: GraphQLSchema, door: Door, log: Log): ApolloServer<Asked> {
  const depth = maxDepthPlugin({
    n: limits.depth,
    ignoreIntrospection: true,
    propagateOnRejection: true,
    exposeLimits: false,
  })
  const aliases = maxAliasesPlugin({
    n: limits.aliases,
    allowList: [],
    propagateOnRejection: true,
    exposeLimits: false,
  })
  return new ApolloServer<Asked>({
    gateway: new Executor(schema, door, log).gateway(),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      depth as Plugin,
      aliases as Plugin,
    ],
    parseOptions: { maxLexicalTokens: limits.tokens },
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    status400ForVariableCoercionErrors: true,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    formatError: told,
  })
}

/** Apollo's own codes, as ours. Its messages quote the document and the variables; ours are constants. Positions stay: they help. */
function told(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const fault = faultOf(formatted, error)
  return {
    message: fault.message,
    ...(formatted.locations && { locations: formatted.locations }),
    extensions: { code: fault.code, ...(fault.detail !== undefined && { detail: fault.detail }) },
  }
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
  if (/limit/i.test(message) && /depth|alias|token/i.test(message)) return new Fault("TOO_EXPENSIVE")
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
    case "PERSISTED_QUERY_NOT_FOUND":
    case "PERSISTED_QUERY_NOT_SUPPORTED":
      return new Fault("BAD_REQUEST", "BODY")
    default:
      return new Fault("INTERNAL")
  }
}
