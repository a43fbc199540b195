import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Case } from "../cases"
import { Concerns, Node, Withheld } from "../records"
import { Employee } from "../staff"
import { AccessRoute } from "./access.codes"

/** A grant (toegang): a principal may see a case, at a level, by a route, for a term. It is ended, never deleted. */
@Entity("case_grant")
@Concerns({ case: "case" })
@ObjectType("Grant", {
  implements: Node,
  simpleResolvers: true,
  description: "A reason why a case exists for somebody (toegang). One sees one's own; the privacy officer sees all.",
})
export class Grant implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the grant; the trail names it." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  case!: Relation<Case>

  @Column("uuid", { name: "principal_id" })
  @Field(() => ID, { description: "The employee or team that it names." })
  principalId!: string

  @Column("int", { name: "level" })
  rank!: number

  @Column("text")
  @Field(() => AccessRoute, { description: "By which way it came about." })
  route!: AccessRoute

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "The moment it ended or ends; null while it has no end." })
  endsAt!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "granted_by" })
  @Field(() => Employee, { nullable: true, description: "Who gave it; null where it followed by itself." })
  grantedBy!: Relation<Employee> | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Why; null where it follows from who handles the case." })
  reason!: string | null

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
