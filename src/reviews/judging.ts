import { IsOptional, MaxLength } from "class-validator"
import { Field, ID, InputType } from "type-graphql"
import { IsNull } from "typeorm"
import { longestId, longestTitle } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { Line } from "../platform/graphql/texts"
import { type Tx, isUuid } from "../records"
import { ReviewItem } from "./review-item.entity"
import { Judgement } from "./review.codes"

@InputType({ description: "A judgement of an access." })
export class JudgeReviewItemInput {
  @Field(() => ID, { description: "The id of the item." })
  @MaxLength(longestId)
  itemId!: string

  @Field(() => Judgement, { description: "What was found; or ASKED, when the employee was asked about it." })
  judgement!: Judgement

  @Field(() => String, { nullable: true, description: "A note, in at most 200 characters." })
  @IsOptional()
  @Line(longestTitle)
  note?: string | null
}

interface Found {
  caseId: string | null
  own: boolean
  judged: boolean
}

/** A person judges an access, once, and never her own, nor attempts from where she was herself. She may ask first: then it stays owed. */
export async function judgeReviewItem(tx: Tx, input: JudgeReviewItemInput): Promise<{ item: string }> {
  const { itemId, judgement, note = null } = input
  const [item] = isUuid(itemId)
    ? await tx.manager.query<Found[]>(
        `select case_id as "caseId", is_own_access(i) as own, judged_at is not null as judged from review_item i where id = $1`,
        [itemId],
      )
    : []
  if (!item) throw refuse(ErrorReason.ABSENT, "input", "itemId")
  tx.touched.types.add("ReviewItem")
  if (item.caseId !== null) tx.touched.cases.add(item.caseId)
  if (item.own) throw refuse(ErrorReason.NOT_ALLOWED, "input", "itemId")
  if (item.judged) throw refuse(ErrorReason.ALREADY_JUDGED, "input", "itemId")
  if (judgement === Judgement.ASKED) await ask(tx, itemId, note)
  else await judge(tx, itemId, { judgement, note, judgedBy: { id: tx.actor.id }, judgedAt: tx.now })
  return { item: itemId }
}

/** What the database lets through is not judged yet; a colleague may have been first. */
async function judge(tx: Tx, id: string, judged: Parameters<typeof tx.manager.update<ReviewItem>>[2]): Promise<void> {
  const { affected } = await tx.manager.update(ReviewItem, { id }, judged)
  if (affected !== 1) throw refuse(ErrorReason.ALREADY_JUDGED, "input", "itemId")
}

async function ask(tx: Tx, id: string, askedNote: string | null): Promise<void> {
  const asked = { judgement: Judgement.ASKED, askedNote, askedBy: { id: tx.actor.id }, askedAt: tx.now }
  const { affected } = await tx.manager.update(ReviewItem, { id, askedAt: IsNull() }, asked)
  if (affected !== 1) throw refuse(ErrorReason.ALREADY_ASKED, "input", "itemId")
}
