import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { Node } from "../records"

@Entity("team")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A group of employees that handles the cases of a district or a subject (team).",
})
export class Team implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the team." })
  id!: string

  @Column("text")
  @Field(() => String, { description: "Its name." })
  name!: string

  @Column("text")
  @Field(() => String, { description: "The district it works in (wijk)." })
  district!: string

  @Column({ type: "text", insert: false, update: false })
  sought!: string
}
