import { Field, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { AccessRoute } from "../access"
import { LookReason, TrailEvent } from "../audit"
import { Instant } from "../platform/graphql/scalars"
import { ReviewItem } from "./review-item.entity"

/** One access that an item gathers: an event of the trail, with how she had come to the case. It holds no content. */
@Entity("review_access")
@ObjectType({
  simpleResolvers: true,
  description:
    "One access, or attempt, that is to be judged: the event of the trail, and how she had come to the case.",
})
export class ReviewAccess {
  @PrimaryColumn("uuid")
  id!: string

  @ManyToOne(() => ReviewItem)
  @JoinColumn({ name: "item_id" })
  item!: Relation<ReviewItem>

  @Column("timestamptz", { name: "recorded_at" })
  @Field(() => Instant, { description: "When the access or attempt was." })
  recordedAt!: string

  @ManyToOne(() => TrailEvent)
  @JoinColumn({ name: "event_id" })
  @Field(() => TrailEvent, {
    nullable: true,
    description: "The event of the trail; null once its term is over, or where it touches what is kept from you.",
  })
  event!: Relation<TrailEvent> | null

  @Column("text", { array: true })
  @Field(() => [AccessRoute], {
    description: "By which routes she had come to the case; empty where it is about no single case.",
  })
  routes!: AccessRoute[]

  @Column("text", { name: "look_reason", nullable: true })
  @Field(() => LookReason, { nullable: true, description: "Why she looked, where she said so." })
  lookReason!: string | null
}
