import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { Payload } from "../platform/graphql/payload"
import {
  type Context,
  Count,
  List,
  ListArgs,
  May,
  Page,
  Traced,
  Written,
  among,
  compiled,
  connectionOf,
  equals,
  isAbsent,
  isOverdue,
} from "../records"
import { JudgeReviewItemInput, judgeReviewItem } from "./judging"
import { ReviewAccess } from "./review-access.entity"
import { ReviewItem } from "./review-item.entity"
import { ReviewArgs } from "./review.args"

const ReviewItemConnection = connectionOf(ReviewItem, "ReviewItem")
type ReviewItemConnection = InstanceType<typeof ReviewItemConnection>

@ObjectType({ simpleResolvers: true, description: "What became of a judgement." })
export class ReviewPayload extends Payload {
  @Field(() => ReviewItem, { nullable: true, description: "The item as it is now." })
  @Written(() => ReviewItem)
  item!: ReviewItem | null
}

@Resolver(() => ReviewItem)
export class ReviewItemFields {
  @FieldResolver(() => Int, {
    description: "How many accesses, or attempts, it gathers; 1,000 means that many or more.",
  })
  @Count(() => ReviewAccess, { by: "item" })
  accessCount(): number {
    return compiled()
  }

  @FieldResolver(() => [ReviewAccess], {
    description: "The accesses that it gathers, oldest first. At most 50; `accessCount` says how many there are.",
  })
  @List(() => ReviewAccess, { by: "item", order: [["recordedAt", "asc"], ["id", "asc"]], max: 50, counted: "accessCount" }) // prettier-ignore
  accesses(@Args() _args: ListArgs): ReviewAccess[] {
    return compiled()
  }
}

@Resolver()
export class ReviewResolver {
  @Query(() => ReviewItemConnection, {
    description:
      "Accesses to be judged, last listed first. For those who supervise; empty for others. With overdue: true, the total says how many are late.",
  })
  @Page(() => ReviewItem, {
    orders: { NEWEST: [["raisedAt", "desc"], ["id", "desc"]], DUE: [["dueAt", "asc"], ["id", "asc"]] },
    filters: {
      open: isAbsent("judgedAt"),
      overdue: isOverdue("dueAt", "judgedAt"),
      kinds: among("kind"),
      judgement: equals("judgement"),
      employeeId: equals("employee"),
      caseId: equals("case"),
    },
  }) // prettier-ignore
  @Traced("review.listed", "trail-review")
  reviewItems(
    @Args() _args: ReviewArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReviewItemConnection> {
    return records.read(info)
  }

  @Mutation(() => ReviewPayload, {
    description:
      "Judges an access, once; or says that the employee was asked. For the privacy officer, and never of her own access.",
  })
  @Traced("review.judged", "trail-review")
  @May("judge", "ReviewItem")
  judgeReviewItem(
    @Arg("input", { description: "Which, and what was found." }) input: JudgeReviewItemInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReviewPayload> {
    return records.change(info, input, judgeReviewItem)
  }
}
