import type { GraphQLResolveInfo } from "graphql"
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  ID,
  Info,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from "type-graphql"
import { UserError } from "../platform/graphql/user-error"
import { type Context, May, Page, PageArgs, Traced, Written, connectionOf, equals, isAbsent } from "../records"
import { JudgeReviewItemInput, judgeReviewItem } from "./judging"
import { ReviewItem } from "./review-item.entity"

const ReviewItemConnection = connectionOf(ReviewItem, "ReviewItem")
type ReviewItemConnection = InstanceType<typeof ReviewItemConnection>

@InputType({ description: "Narrows the list of accesses to judge; what is given must all be true." })
export class ReviewFilter {
  @Field(() => Boolean, { nullable: true, description: "True: not yet judged; false: judged." })
  open?: boolean | null

  @Field(() => ID, { nullable: true, description: "Whose access it was." })
  employee?: string | null
}

@ArgsType()
export class ReviewArgs extends PageArgs {
  @Field(() => ReviewFilter, { nullable: true, description: "Which items." })
  filter?: ReviewFilter | null
}

@ObjectType({ simpleResolvers: true, description: "What became of a judgement." })
export class ReviewPayload {
  @Field(() => ReviewItem, { nullable: true, description: "The item as it is now." })
  @Written(() => ReviewItem)
  item!: ReviewItem | null

  @Field(() => [UserError], { description: "Why nothing was judged; empty when it was." })
  errors!: UserError[]
}

@Resolver()
export class ReviewResolver {
  @Query(() => ReviewItemConnection, {
    description: "Accesses to be judged, newest first. For those who supervise; empty for others.",
  })
  @Page(() => ReviewItem, {
    orders: { NEWEST: [["raisedAt", "desc"], ["id", "desc"]] },
    filters: { open: isAbsent("judgedAt"), employee: equals("employee") },
  }) // prettier-ignore
  @Traced("review.listed", "trail-review")
  reviewItems(
    @Args() _args: ReviewArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReviewItemConnection> {
    return records.read(info)
  }

  @Mutation(() => ReviewPayload, { description: "Judges an access. For the privacy officer." })
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
