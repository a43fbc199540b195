import { IsOptional } from "class-validator"
import { ArgsType, type ClassType, Extensions, Field, ID, Int, InterfaceType, ObjectType } from "type-graphql"
import { writeCursor } from "./cursor"
import { countedUpTo } from "./plan"

/** The page of a connection as its statement answers it. */
export interface PageRow {
  nodes?: (object & { cursor?: unknown[] })[]
  /** There is a row beyond the page, in the direction it was asked. */
  more?: boolean
  backward: boolean
  /** A cursor was given: there is something on the other side. */
  beyond: boolean
  totalCount?: number
  /** The ordering, which the cursors are bound to. */
  order: string
}

/** How the fields of every connection read from that. */
export const connectionFields: Readonly<Record<string, (page: PageRow) => unknown>> = {
  edges: ({ nodes = [], order }) => nodes.map((node) => ({ node, cursor: writeCursor(order, node.cursor ?? []) })),
  pageInfo: ({ nodes = [], more = false, backward, beyond, order }) => ({
    hasNextPage: backward ? beyond : more,
    hasPreviousPage: backward ? more : beyond,
    startCursor: nodes[0]?.cursor ? writeCursor(order, nodes[0].cursor) : null,
    endCursor: nodes.at(-1)?.cursor ? writeCursor(order, nodes.at(-1)?.cursor ?? []) : null,
  }),
  totalCountIsExact: ({ totalCount = 0 }) => totalCount < countedUpTo,
}

@InterfaceType({ description: "Anything that has an id of its own. `node` finds it, when it exists for whoever asks." })
export abstract class Node {
  @Field(() => ID, { description: "Identifies the record; a UUID." })
  id!: string
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: "So many rows from the start; 25 when neither first nor last is given, 100 at most.",
  })
  @IsOptional()
  first?: number | null

  @Field(() => String, { nullable: true, description: "Only what comes after this cursor." })
  @IsOptional()
  after?: string | null

  @Field(() => Int, { nullable: true, description: "So many rows from the end, 100 at most." })
  @IsOptional()
  last?: number | null

  @Field(() => String, { nullable: true, description: "Only what comes before this cursor." })
  @IsOptional()
  before?: string | null
}

@ArgsType()
export class ListArgs {
  @Field(() => Int, { nullable: true, description: "So many rows at most; all that the list can give when absent." })
  @IsOptional()
  first?: number | null
}

@ObjectType({ simpleResolvers: true, description: "Where a page lies in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "There is more after the page." })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: "There is more before the page." })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: "The cursor of the first row; null on an empty page." })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: "The cursor of the last row; null on an empty page." })
  endCursor!: string | null
}

const ofConnection = (): PropertyDecorator => Extensions({ connection: true })

/** The connection type of an entity, with its edge. */
export function connectionOf<T extends object>(type: ClassType<T>, name: string) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: "A row of a page, with its cursor." })
  class Edge {
    @Field(() => type, { description: "The row at this place." })
    node!: T

    @Field(() => String, { description: "Marks the place of the row, for `after` and `before`." })
    cursor!: string
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: "A page of a list." })
  class Connection {
    @Field(() => [type], { description: "The rows of the page, in order." })
    nodes!: T[]

    @Field(() => [Edge], { description: "The rows, each with its cursor." })
    @ofConnection()
    edges!: Edge[]

    @Field(() => PageInfo, { description: "Where the page lies in the list." })
    @ofConnection()
    pageInfo!: PageInfo

    @Field(() => Int, {
      description: "How many rows exist for whoever asks, counted up to 1,000; 1,000 means that many or more.",
    })
    totalCount!: number

    @Field(() => Boolean, { description: "False where `totalCount` has stopped counting: there may be more." })
    @ofConnection()
    totalCountIsExact!: boolean
  }
  return Connection
}
