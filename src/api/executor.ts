import type { ApolloServerOptionsWithGateway, GraphQLRequestContext } from "@apollo/server"
import {
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
import { areTooMany, ofVariables } from "./complaints"
import { hashOf, knownDocuments } from "./documents"
import { type Conditional, conditionalOf, decided, formOf } from "./conditions"
import { weightOf } from "./weight"

/** PostgreSQL writes moments and days as RFC 3339 wants them; reading and writing each again would only cost. */
const asAnswered = { [Instant.name]: (value: unknown) => value, [Day.name]: (value: unknown) => value }

/** So many bytes of compiled operations are kept, as far as that can be reckoned: of code, for each field of its own. */
const bytesKept = 48 * 2 ** 20
const bytesOf = ({ weight }: Known): number => 4_000 + weight * 2_500

/** An operation as its conditions left it, compiled. */
interface Known {
  readonly query: CompiledQuery
  readonly operation: OperationDefinitionNode
  readonly weight: number
}

/** So many fields are compiled at most for one operation: more would take a twentieth of a second, in which nobody else is answered. */
const heaviest = 1_000

/** What Apollo knows of a request until its operation runs. */
export interface Asked {
  readonly course: Course
}

type Gateway = NonNullable<ApolloServerOptionsWithGateway<Asked>["gateway"]>
/** What Apollo hands to a gateway's executor; its own type is not exported. */
type Request = Pick<GraphQLRequestContext<Asked>, "request"> & {
  context: Asked
}

/**
 * Runs operations by graphql-jit, behind Apollo's parsing, validation and caching. The answer leaves only when all that was read for
 * it is committed; if anything failed, a query leaves no data at all.
 */
export class Executor {
  private readonly known = new LRUCache<string, Known>({ maxSize: bytesKept, sizeCalculation: bytesOf })
  private readonly shipped = knownDocuments()
  private readonly named = new WeakMap<Conditional, Operation>()

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
    const { course } = request.context
    // Apollo has no name for an operation that is not there, and would run the only one.
    const asked = course.document && conditionalOf(course.document, request.request.operationName ?? null)
    const kind = asked?.operation.operation
    if (!asked || !kind || kind === OperationTypeNode.SUBSCRIPTION)
      return { errors: [new Fault("BAD_REQUEST", "SCHEMA")], data: null }
    const { operation } = asked
    course.kind = kind
    const variables = { ...defaultsOf(operation), ...request.request.variables }
    let context: Context | undefined
    try {
      course.operation = this.nameOf(asked)
      this.refuseUnfit(operation, variables)
      const known = this.compiled(asked, variables, course.asking.actor.id)
      context = { records: new Records(this.door, course.asking, course.operation) }
      const result = (await known.query.query({}, context, variables)) as ExecutionResult
      if (result.errors) return this.failed(result, operation, request.context)
      await context.records.finish()
      if (context.records.reached) this.log.over({ event: "request.unavailable" }, "requests are answered again")
      return result
    } catch (error) {
      return this.failed({ errors: [error as GraphQLError] }, operation, request.context)
    } finally {
      course.traced = context?.records.reached ?? false
      await context?.records.abandon()
    }
  }

  /** Before anything is compiled for them or done with them. @throws Fault BAD_REQUEST, TOO_EXPENSIVE */
  private refuseUnfit(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): void {
    if (areTooMany(variables)) throw new Fault("TOO_EXPENSIVE")
    const found = ofVariables(this.schema, operation, variables)
    if (found) throw new Fault("BAD_REQUEST", "VARIABLES", { said: found.message, at: found.at })
  }

  /**
   * The operation, compiled. The name that a client gave it is no part of what it is kept by.
   * @throws Fault BAD_REQUEST where the variables do not say what is asked, TOO_EXPENSIVE, or RATE_LIMITED
   */
  private compiled(asked: Conditional, variables: Readonly<Record<string, unknown>>, actorId: string): Known {
    const key = `${asked.text}|${formOf(asked, variables)}`
    const before = this.known.get(key)
    if (before) return before
    const document = decided(asked.document, variables)
    const operation = getOperationAST(document) as OperationDefinitionNode
    const weight = weightOf(this.schema, document)
    if (weight > heaviest) throw new Fault("TOO_EXPENSIVE")
    this.door.capacity.chargeCompiling(actorId, weight)
    const query = compileQuery(this.schema, document, undefined, {
      disableLeafSerialization: true,
      customSerializers: asAnswered,
    })
    if (!isCompiledQuery(query)) throw query.errors?.[0] ?? new Fault("INTERNAL")
    const known = { query, operation, weight }
    this.known.set(key, known)
    return known
  }

  /** As the trail names it. */
  private nameOf(asked: Conditional): Operation {
    const before = this.named.get(asked)
    if (before) return before
    const hash = hashOf(asked.document)
    const named = { name: this.shipped.get(hash) ?? null, hash }
    this.named.set(asked, named)
    return named
  }

  /**
   * Only what we ourselves say of a failure leaves; what else it was goes to the log, as its class and state. Where one field of a
   * mutation failed and another did not, each answers for itself.
   */
  private failed(result: ExecutionResult, operation: OperationDefinitionNode, asked: Asked): ExecutionResult {
    const failures = (result.errors ?? []).map((error) => ({
      fault: this.told(error, asked),
      path: error.path,
    }))
    const done = operation.operation === OperationTypeNode.MUTATION && Object.values(result.data ?? {}).some(isThere)
    if (done) return { data: result.data ?? null, errors: failures.map(({ fault, path }) => fault.ofField(path)) }
    const faults = failures.map(({ fault }) => fault)
    return { errors: [...new Map(faults.map((fault) => [fault.code + fault.message, fault])).values()], data: null }
  }

  private told(error: GraphQLError, { course }: Asked): Fault {
    const cause = error.originalError ?? error
    const { traceId } = course.asking.means
    if (cause instanceof Fault) {
      const facts = { event: "request.unavailable", traceId, ...(cause.trouble && { cause: cause.trouble }) }
      if (cause.code === "UNAVAILABLE") this.log.warn(facts, because("a request could not be answered", facts))
      return cause
    }
    // graphql-jit coerces variables; what it says of them quotes their values.
    if ([error, cause].some(({ message }) => /^(Variable|Argument) "/.test(message))) {
      return new Fault("BAD_REQUEST", "VARIABLES")
    }
    this.log.error({ event: "request.failed", traceId, ...factsOf(cause) }, "a request failed")
    return new Fault("INTERNAL")
  }
}

const isThere = (payload: unknown): boolean => payload !== null && payload !== undefined

/** The defaults of an operation's variables. graphql-jit would refuse a required variable whose default is to count. */
const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )
