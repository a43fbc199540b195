import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Node, Withheld } from "../records"
import { Employee } from "../staff"

/** A restriction (afscherming): the time in which a case is only for those who are named personally. Lifted, never deleted. */
@Entity("case_restriction")
@Concerns({ case: "case" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A time in which a case is only for those who are named personally (afscherming). Team grants sleep.",
})
export class Restriction implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the restriction." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  case!: Relation<Case>

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "deputy_id" })
  @Field(() => Employee, { nullable: true, description: "To whom custody passes when the last manager leaves." })
  deputy!: Relation<Employee> | null

  @Column("text")
  @Field(() => String, { nullable: true, description: "Why. Content: not for the privacy officer." })
  reason!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "restricted_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who restricted it." })
  restrictedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "The moment it ended or ends; null while it has no end." })
  endsAt!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "lifted_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who lifted it." })
  liftedBy!: Relation<Employee> | null

  @Column("text", { name: "lift_reason", nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was lifted. Content: not for the privacy officer." })
  liftReason!: string | null

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
