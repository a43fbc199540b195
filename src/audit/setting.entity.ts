import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { TrailEvent } from "./trail-event.entity"

/** A setting of the service that was found to be otherwise at a start. Its value is in force until the next one of that name. */
@Entity("trail_setting")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A setting (instelling) of the service that was found to be otherwise at a start: how long the trail is kept, whose tokens are believed, what is to be judged. For those who supervise.",
})
export class Setting implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the change." })
  id!: string

  @ManyToOne(() => TrailEvent)
  @JoinColumn({ name: "event_id" })
  event!: Relation<TrailEvent>

  @Column("timestamptz", { name: "recorded_at" })
  @Field(() => Instant, { description: "Since when: the start at which it was found, by the database's clock." })
  recordedAt!: string

  @Column("text")
  @Field(() => String, { description: "Its name, as in the documentation of the environment." })
  name!: string

  @Column("text")
  @Field(() => String, {
    description: "Its value since then; where that is of no form that can be shown, the SHA-256 of it.",
  })
  value!: string

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Its value before; null where none was noted." })
  before!: string | null
}
