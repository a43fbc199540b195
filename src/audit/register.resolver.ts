import type { GraphQLResolveInfo } from "graphql"
import { Ctx, Info, Query, Resolver } from "type-graphql"
import { type Context, Known, Traced } from "../records"
import { ProcessingActivity, wholeRegister } from "./processing-activity"

@Resolver()
export class RegisterQueries {
  @Query(() => [ProcessingActivity], {
    nullable: true,
    description:
      "The register of processing activities (verwerkingsregister, GDPR art. 30), all versions. For the privacy officer, the privacy coordinator and the external auditor; null for others.",
  })
  @Known("ProcessingActivity")
  @Traced("register.listed", "accountability")
  async processingActivities(
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly ProcessingActivity[] | null> {
    return (await records.read<boolean | null>(info)) ? wholeRegister : null
  }
}
