import { ArgsType, Field, ID, InputType } from "type-graphql"
import { PageArgs } from "../records"
import { Judgement, ReviewKind, ReviewOrder } from "./review.codes"

@InputType({ description: "Narrows the list of accesses to judge; what is given must all be true." })
export class ReviewFilter {
  @Field(() => Boolean, { nullable: true, description: "True: not yet judged; false: judged." })
  open?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: "True: not yet judged, and the day on which it should have been is past; false: all others.",
  })
  overdue?: boolean | null

  @Field(() => [ReviewKind], { nullable: true, description: "To be judged for one of these reasons." })
  kinds?: ReviewKind[] | null

  @Field(() => Judgement, { nullable: true, description: "Judged so; ASKED: the answer is awaited." })
  judgement?: Judgement | null

  @Field(() => ID, { nullable: true, description: "Whose access it was." })
  employeeId?: string | null

  @Field(() => ID, { nullable: true, description: "Accesses to this case." })
  caseId?: string | null
}

@ArgsType()
export class ReviewArgs extends PageArgs {
  @Field(() => ReviewFilter, { nullable: true, description: "Which items the list holds." })
  filter?: ReviewFilter | null

  @Field(() => ReviewOrder, { nullable: true, description: "In which order; last listed first when absent." })
  orderBy?: ReviewOrder | null
}
