import type { GraphQLResolveInfo } from "graphql"
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql"
import { TrailEvent } from "../audit"
import { Case } from "../cases"
import { JournalEntry } from "../journal"
import { Party } from "../parties"
import { AnyOf, type Context, Node, Traced } from "../records"
import { Home, Person } from "../registry"
import { Employee, Team } from "../staff"
import { Task } from "../tasks"

@Resolver()
export class LookupQueries {
  @Query(() => Node, {
    nullable: true,
    description: "Any record by its id; null when absent or not for you, which are the same.",
  })
  @AnyOf(() => [Case, Party, JournalEntry, Task, Person, Home, Team, Employee, TrailEvent], "id")
  @Traced("record.viewed", "record-lookup")
  node(
    @Arg("id", () => ID, { description: "The id of the record." }) _id: string,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Node | null> {
    return records.read(info)
  }
}
