import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { Case } from "../cases"
import { Payload } from "../platform/graphql/payload"
import {
  type Context,
  List,
  ListArgs,
  May,
  Page,
  Traced,
  Written,
  before,
  compiled,
  connectionOf,
  equals,
  isAbsent,
  Count,
} from "../records"
import { Confidentiality } from "./confidentiality.entity"
import { ConfidentialitiesArgs, LiftConfidentialityInput, MarkConfidentialInput } from "./confidentiality.inputs"
import { liftConfidentiality, markConfidential } from "./marking-confidential"

const ConfidentialityConnection = connectionOf(Confidentiality, "Confidentiality")
type ConfidentialityConnection = InstanceType<typeof ConfidentialityConnection>

@ObjectType({ simpleResolvers: true, description: "What became of a case's confidentiality." })
export class ConfidentialityPayload extends Payload {
  @Field(() => Confidentiality, { nullable: true, description: "The mark as it is now." })
  @Written(() => Confidentiality)
  confidentiality!: Confidentiality | null
}

@Resolver(() => Case)
export class CaseConfidentialities {
  @FieldResolver(() => [Confidentiality], {
    description:
      "The times in which it was confidential towards those whom it is about, newest first. At most 20; `confidentialityCount` says how many there are.",
  })
  @List(() => Confidentiality, { by: "case", order: [["startsAt", "desc"], ["id", "desc"]], max: 20, counted: "confidentialityCount" }) // prettier-ignore
  confidentialities(@Args() _args: ListArgs): Confidentiality[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many such times there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Confidentiality, { by: "case" })
  confidentialityCount(): number {
    return compiled()
  }
}

@Resolver()
export class ConfidentialityResolver {
  @Query(() => ConfidentialityConnection, {
    description:
      "What is or was confidential towards those whom it is about, by its day of review, the first to come first. Of the cases that exist for you; for those who supervise, of all.",
  })
  @Page(() => Confidentiality, {
    orders: { REVIEW: [["reviewOn", "asc"], ["id", "asc"]] },
    filters: { open: isAbsent("endedAt"), reviewBefore: before("reviewOn"), caseId: equals("case") },
  }) // prettier-ignore
  @Traced("confidentiality.listed", "subject-rights")
  confidentialities(
    @Args() _args: ConfidentialitiesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConfidentialityConnection> {
    return records.read(info)
  }

  @Mutation(() => ConfidentialityPayload, {
    description:
      "Leaves a case out of the log that is handed to those whom it is about, until a day of review. Needs a grant to manage. Marked anew, it is renewed.",
  })
  @Traced("confidentiality.marked", "subject-rights")
  @May("markConfidential", "Case")
  markConfidential(
    @Arg("input", { description: "Which case, why, and until when." }) input: MarkConfidentialInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConfidentialityPayload> {
    return records.change(info, input, markConfidential)
  }

  @Mutation(() => ConfidentialityPayload, {
    description: "Ends the confidentiality of a case before its day of review. Needs a grant to manage.",
  })
  @Traced("confidentiality.lifted", "subject-rights")
  @May("markConfidential", "Case")
  liftConfidentiality(
    @Arg("input", { description: "The case that it is about." }) input: LiftConfidentialityInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConfidentialityPayload> {
    return records.change(info, input, liftConfidentiality)
  }
}
