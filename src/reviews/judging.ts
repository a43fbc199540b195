import { IsOptional, Matches, MaxLength } from "class-validator"
import { Field, ID, InputType } from "type-graphql"
import { longestId, longestTitle } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import { Judgement, ReviewItem } from "./review-item.entity"

@InputType({ description: "A judgement of an access." })
export class JudgeReviewItemInput {
  @Field(() => ID, { description: "The item." })
  @MaxLength(longestId)
  itemId!: string

  @Field(() => Judgement, { description: "What was found." })
  judgement!: Judgement

  @Field(() => String, { nullable: true, description: "A note, in at most 200 characters." })
  @IsOptional()
  @Matches(/\S/)
  @MaxLength(longestTitle)
  note?: string | null
}

/** A person judges an access, once. */
export async function judgeReviewItem(tx: Tx, input: JudgeReviewItemInput): Promise<{ item: string }> {
  const { itemId, judgement, note = null } = input
  const [item] = isUuid(itemId)
    ? await tx.manager.query<{ caseId: string | null; judged: boolean }[]>(
        `select case_id as "caseId", judged_at is not null as judged from review_item where id = $1`,
        [itemId],
      )
    : []
  if (!item) throw refuse(ErrorReason.ABSENT, "input", "itemId")
  tx.touched.types.add("ReviewItem")
  if (item.caseId !== null) tx.touched.cases.add(item.caseId)
  const judged = { judgement, note, judgedBy: { id: tx.actor.id }, judgedAt: tx.now }
  const { affected } = item.judged ? { affected: 0 } : await tx.manager.update(ReviewItem, { id: itemId }, judged)
  if (affected !== 1) throw refuse(ErrorReason.ALREADY_JUDGED, "input", "itemId")
  return { item: itemId }
}
