import type { GraphQLResolveInfo } from "graphql"
import { Args, Ctx, Info, Query, Resolver } from "type-graphql"
import { type Context, Page, PageArgs, Traced, connectionOf } from "../records"
import { Setting } from "./setting.entity"

const SettingConnection = connectionOf(Setting, "Setting")
type SettingConnection = InstanceType<typeof SettingConnection>

@Resolver()
export class SettingQueries {
  @Query(() => SettingConnection, {
    description:
      "What the service was set to since when, and what before, newest first: of each name the first is in force. For those who supervise; empty for others.",
  })
  @Page(() => Setting, { orders: { NEWEST: [["recordedAt", "desc"], ["id", "desc"]] } }) // prettier-ignore
  @Traced("settings.listed", "accountability")
  settings(
    @Args() _args: PageArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SettingConnection> {
    return records.read(info)
  }
}
