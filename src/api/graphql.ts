import { ApolloServer } from "@apollo/server"
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled"
import type { GraphQLFormattedError, GraphQLSchema } from "graphql"
import { FieldFault, Fault } from "../platform/errors"
import type { ThrottledLog } from "../platform/throttled-log"
import type { Door } from "../records"
import { type Asked, Executor } from "./executor"
import type { Intake } from "./intake"

/** The GraphQL server for employees. Nothing of Apollo's that looks at every field, reports elsewhere or ends the process by itself. */
export function graphqlServer(
  schema: GraphQLSchema,
  intake: Intake,
  door: Door,
  log: ThrottledLog,
): ApolloServer<Asked> {
  return new ApolloServer<Asked>({
    gateway: new Executor(schema, door, log).gateway(),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    // Documents are looked at before they come here.
    documentStore: intake,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // Whether the schema may be asked about itself was asked where the document was looked at.
    introspection: true,
    status400ForVariableCoercionErrors: true,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    formatError: told,
  })
}

/** Apollo's own codes, as ours. Its messages quote the document and the variables; ours are constants. Positions stay: they help. */
function told(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (error instanceof FieldFault) return error.toJSON()
  return { ...faultOf(formatted, error).told, ...(formatted.locations && { locations: formatted.locations }) }
}

function faultOf({ extensions }: GraphQLFormattedError, error: unknown): Fault {
  if (error instanceof Fault) return error
  if (
    extensions?.["code"] !== undefined &&
    error instanceof Error &&
    (error as { originalError?: unknown }).originalError instanceof Fault
  ) {
    return (error as unknown as { originalError: Fault }).originalError
  }
  switch (extensions?.["code"]) {
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
