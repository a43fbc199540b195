import type { GraphQLResolveInfo } from "graphql"
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql"
import { Any, type Context, Each, Node, Traced } from "../records"

@Resolver()
export class LookupQueries {
  @Query(() => Node, {
    nullable: true,
    description: "Any record by its id; null when absent or not for you, which are the same.",
  })
  @Any("id")
  @Traced("record.viewed", "record-lookup")
  node(
    @Arg("id", () => ID, { description: "The id of the record." }) _id: string,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Node | null> {
    return records.read(info)
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Many records by their ids, in the order of the ids; null in the place of one that is absent or not for you. 100 ids at most.",
  })
  @Each()
  @Traced("record.viewed", "record-lookup")
  nodes(
    @Arg("ids", () => [ID], { description: "The ids of the records, 100 at most." }) ids: string[],
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(Node | null)[]> {
    return records.nodes(ids, info)
  }
}
