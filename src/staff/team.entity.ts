import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"

@Entity("team")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A group of employees that handles the cases of a district or a subject (team).",
})
export class Team implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the team." })
  id!: string

  @Column("text")
  @Field(() => String, { description: "Its name among colleagues." })
  name!: string

  @Column("text")
  @Field(() => String, { description: "The district it works in (wijk)." })
  district!: string

  @Column("timestamptz", { name: "ended_at", nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: "When it ended; null while it is there. One that has ended is where history names it, and no choice.",
  })
  endedAt!: string | null

  @ManyToOne(() => Team)
  @JoinColumn({ name: "merged_into" })
  @Field(() => Team, { nullable: true, description: "The team that took over its people and cases when it ended." })
  mergedInto!: Relation<Team> | null

  @Column({ type: "text", insert: false, update: false })
  sought!: string
}
