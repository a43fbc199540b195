import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { Payload } from "../platform/graphql/payload"
import { type Context, May, Page, PageArgs, Traced, Written, connectionOf } from "../records"
import { ExportTrailInput, exportTrail } from "./asking"
import { TrailExport } from "./trail-export.entity"

const TrailExportConnection = connectionOf(TrailExport, "TrailExport")
type TrailExportConnection = InstanceType<typeof TrailExportConnection>

@ObjectType({ simpleResolvers: true, description: "What opens an export." })
export class ExportKey {
  @Field(() => String, {
    description:
      "Sent as the header X-Export-Key when the export is fetched. It is told once, and kept nowhere: keep it.",
  })
  key!: string
}

@ObjectType({ simpleResolvers: true, description: "What became of asking for an export." })
export class ExportPayload extends Payload {
  @Field(() => TrailExport, { nullable: true, description: "The export as it is now." })
  @Written(() => TrailExport)
  export!: TrailExport | null

  @Field(() => ExportKey, { nullable: true, description: "What opens it; told this once." })
  key!: ExportKey | null
}

@Resolver()
export class ExportResolver {
  @Query(() => TrailExportConnection, {
    description:
      "Your own exports of the trail, newest first, and how far they are. Empty for whoever cannot ask for one.",
  })
  @Page(() => TrailExport, { orders: { NEWEST: [["askedAt", "desc"], ["id", "desc"]] } }) // prettier-ignore
  @Traced("trail.listed", "trail-review")
  trailExports(
    @Args() _args: PageArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TrailExportConnection> {
    return records.read(info)
  }

  @Mutation(() => ExportPayload, {
    description:
      "Asks for an export of what a filter of the trail finds until now. For the privacy officer. It is made within minutes, encrypted for the key in the answer, fetched at /trail-exports/ and its id, and gone after seven days.",
  })
  @Traced("trail.exported", "trail-review")
  @May("export", "TrailExport")
  exportTrail(
    @Arg("input", { description: "What, and in which form." }) input: ExportTrailInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ExportPayload> {
    return records.change(info, input, exportTrail)
  }
}
