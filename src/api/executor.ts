import type { ApolloServerOptionsWithGateway, GraphQLRequestContext } from "@apollo/server"
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
  valueFromASTUntyped,
} from "graphql"
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit"
import { LRUCache } from "lru-cache"
import { because, factsOf } from "../platform/log"
import type { ThrottledLog } from "../platform/throttled-log"
import { Fault } from "../platform/errors"
import { Day, Instant } from "../platform/graphql/scalars"
import { type Context, type Door, type Operation, Records } from "../records"
import type { Course } from "./attempts"
import { hashOf, knownDocuments } from "./documents"
import { type Conditional, conditionalOf, decided, formOf } from "./conditions"

/** PostgreSQL writes moments and days as RFC 3339 wants them; reading and writing each again would only cost. */
const asAnswered = { [Instant.name]: (value: unknown) => value, [Day.name]: (value: unknown) => value }

/** Documents whose compiled form is kept, each as its conditions left it; with them live their statements. */
const documentsKept = 1000

interface Known {
  query: CompiledQuery
  operation: OperationDefinitionNode
  /** As the trail names it. */
  named: Operation
}

/** What Apollo knows of a request until its operation runs. */
export interface Asked {
  readonly course: Course
}

type Gateway = NonNullable<ApolloServerOptionsWithGateway<Asked>["gateway"]>
/** What Apollo hands to a gateway's executor; its own type is not exported. */
type Request = Pick<GraphQLRequestContext<Asked>, "request"> & {
  document: DocumentNode
  queryHash: string
  context: Asked
}

/**
 * Runs operations by graphql-jit, behind Apollo's parsing, validation and caching. The answer leaves only when all that was read for
 * it is committed; if anything failed, a query leaves no data at all.
 */
export class Executor {
  private readonly known = new LRUCache<string, Known>({ max: documentsKept })
  private readonly shipped = knownDocuments()

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly door: Door,
    private readonly log: ThrottledLog,
  ) {}

  gateway(): Gateway {
    return {
      onSchemaLoadOrUpdate: (loaded) => {
        loaded({ apiSchema: this.schema, coreSupergraphSdl: "" })
        return () => undefined
      },
      load: () => Promise.resolve({ executor: (request) => this.run(request as unknown as Request) }),
      stop: () => Promise.resolve(),
    }
  }

  private async run(request: Request): Promise<ExecutionResult> {
    // Apollo has no name for an operation that is not there, and would run the only one.
    const asked = conditionalOf(request.document, request.request.operationName ?? null)
    const kind = asked && asked.operation.operation
    if (!asked || !kind || kind === OperationTypeNode.SUBSCRIPTION)
      return { errors: [new Fault("BAD_REQUEST", "SCHEMA")], data: null }
    const { operation } = asked
    const { course } = request.context
    course.kind = kind
    const variables = { ...defaultsOf(operation), ...request.request.variables }
    let context: Context | undefined
    try {
      const known = this.compiled(asked, request, variables)
      course.operation = known.named
      context = { records: new Records(this.door, course.asking, known.named) }
      const result = (await known.query.query({}, context, variables)) as ExecutionResult
      if (result.errors) return this.failed(result, operation, request)
      await context.records.finish()
      if (context.records.reached) this.log.over({ event: "request.unavailable" }, "requests are answered again")
      return result
    } catch (error) {
      return this.failed({ errors: [error as GraphQLError] }, operation, request)
    } finally {
      course.traced = context?.records.reached ?? false
      await context?.records.abandon()
    }
  }

  /** @throws Fault BAD_REQUEST where the variables do not say what is asked */
  private compiled(asked: Conditional, { queryHash }: Request, variables: Readonly<Record<string, unknown>>): Known {
    const key = [queryHash, asked.operation.name?.value, formOf(asked, variables)].join("|")
    const before = this.known.get(key)
    if (before) return before
    const document = decided(asked.document, variables)
    const operation = getOperationAST(document) as OperationDefinitionNode
    const query = compileQuery(this.schema, document, undefined, {
      disableLeafSerialization: true,
      customSerializers: asAnswered,
    })
    if (!isCompiledQuery(query)) throw query.errors?.[0] ?? new Fault("INTERNAL")
    const hash = hashOf(asked.document)
    const known = { query, operation, named: { name: this.shipped.get(hash) ?? null, hash } }
    this.known.set(key, known)
    return known
  }

  /** Only what we ourselves say of a failure leaves; what else it was goes to the log, as its class and state. */
  private failed(result: ExecutionResult, operation: OperationDefinitionNode, request: Request): ExecutionResult {
    const errors = (result.errors ?? []).map((error) => this.told(error, request))
    return {
      errors: [...new Map(errors.map((error) => [error.code + error.message, error])).values()],
      data: operation.operation === OperationTypeNode.MUTATION ? (result.data ?? null) : null,
    }
  }

  private told(error: GraphQLError, { context }: Request): Fault {
    const cause = error.originalError ?? error
    const { traceId } = context.course.asking.means
    if (cause instanceof Fault) {
      const facts = { event: "request.unavailable", traceId, ...(cause.trouble && { cause: cause.trouble }) }
      if (cause.code === "UNAVAILABLE") this.log.warn(facts, because("a request could not be answered", facts))
      return cause
    }
    // graphql-jit coerces variables; what it says of them quotes their values.
    if ([error, cause].some(({ message }) => /^(Variable|Argument) "/.test(message)))
      return new Fault("BAD_REQUEST", "VARIABLES")
    this.log.error({ event: "request.failed", traceId, ...factsOf(cause) }, "a request failed")
    return new Fault("INTERNAL")
  }
}

/** The defaults of an operation's variables. graphql-jit would refuse a required variable whose default is to count. */
const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )
