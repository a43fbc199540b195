import type { GraphQLResolveInfo } from "graphql"
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql"
import { CasePayload } from "../cases"
import { type Context, May, Traced } from "../records"
import { OpenInEmergencyInput, openInEmergency } from "./opening-in-emergency"

@Resolver()
export class EmergencyResolver {
  @Mutation(() => CasePayload, {
    description:
      "Opens one case to view for four hours, in an emergency. For those who handle cases. Every attempt is told to the team lead and the privacy officer at once, and is judged; five an hour at most.",
  })
  @Traced("emergency.asked", "emergency-access")
  @May("openInEmergency", "Case")
  openInEmergency(
    @Arg("input", { description: "Which case, and why it cannot wait." }) input: OpenInEmergencyInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CasePayload> {
    return records.change(info, input, openInEmergency)
  }
}
