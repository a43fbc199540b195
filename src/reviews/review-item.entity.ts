import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Emergency } from "../emergencies"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Node } from "../records"
import { Employee, EmployeeRole } from "../staff"
import { Judgement, ReviewKind } from "./review.codes"

/**
 * An access that the privacy officer owes a judgement (te beoordelen inzage). It concerns employees' access only, and what an item
 * gathers is what one employee did in one case on one day: it counts nobody's items, and ranks nobody (P12).
 */
@Entity("review_item")
@Concerns({ case: "case" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "An access to be judged (te beoordelen inzage): what one employee did in one case on one day, for one reason. It stays on the list until a person has judged it.",
})
export class ReviewItem implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the item." })
  id!: string

  @Column("text")
  @Field(() => ReviewKind, { description: "Why it is to be judged." })
  kind!: ReviewKind

  @ManyToOne(() => Emergency)
  @JoinColumn({ name: "emergency_id" })
  @Field(() => Emergency, { nullable: true, description: "The emergency, where it was one." })
  emergency!: Relation<Emergency> | null

  @Column("uuid", { name: "event_id" })
  @Field(() => ID, { description: "The first event of the trail that it is about." })
  eventId!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "Whose access it was; null where nobody is known." })
  employee!: Relation<Employee> | null

  @Column("text", { name: "actor_role", nullable: true })
  @Field(() => EmployeeRole, { nullable: true, description: "Her role at that time." })
  role!: EmployeeRole | null

  @Column("inet", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The network address, where those who were denied are known by nothing else.",
  })
  address!: string | null

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case, without its content; null where there was none." })
  case!: Relation<Case> | null

  @Column("timestamptz", { name: "first_at" })
  @Field(() => Instant, { description: "When the first access was." })
  firstAt!: string

  @Column("timestamptz", { name: "last_at" })
  @Field(() => Instant, { description: "When it was last so." })
  lastAt!: string

  @Column("timestamptz", { name: "raised_at" })
  @Field(() => Instant, { description: "Since when it is on the list." })
  raisedAt!: string

  @Column("timestamptz", { name: "due_at" })
  @Field(() => Instant, { description: "By when it should be judged." })
  dueAt!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "asked_by" })
  @Field(() => Employee, { nullable: true, description: "Who asked the employee about it." })
  askedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "asked_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When she was asked; null where she was not." })
  askedAt!: Date | null

  @Column("text", { name: "asked_note", nullable: true })
  @Field(() => String, { nullable: true, description: "What the officer noted when asking." })
  askedNote!: string | null

  @Column("text", { nullable: true })
  @Field(() => Judgement, {
    nullable: true,
    description: "The judgement; ASKED while the answer is awaited, null while nothing was done.",
  })
  judgement!: Judgement | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "What the officer noted with the judgement." })
  note!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "judged_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who judged it." })
  judgedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "judged_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When it was judged; null while it is owed." })
  judgedAt!: Date | null
}
