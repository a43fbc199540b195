import { Field, ID, Int, ObjectType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"

/** A signed head of the tree that the trail is sealed in: whoever keeps it can show later that the trail was changed since. */
@Entity("trail_checkpoint")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A signed head of the trail (verzegeling). Keep it where the operators of this service cannot reach: with it, an export can be verified. For the privacy officer.",
})
export class TrailHead implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the head." })
  id!: string

  @Column("bigint", { name: "size" })
  @Field(() => Int, { description: "How many leaves it is over." })
  leafCount!: number

  @Column("timestamptz", { name: "made_at" })
  @Field(() => Instant, { description: "When it was made, by the database's clock. One is kept every ten minutes." })
  madeAt!: string

  @Column("text")
  @Field(() => String, {
    description: "The signed note (C2SP tlog-checkpoint), to be kept as a file for `woonrust trail verify --heads`.",
  })
  note!: string
}
