import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Emergency } from "../emergencies"
import { Instant } from "../platform/graphql/scalars"
import { Concerns } from "../records"
import { Employee } from "../staff"

export enum ReviewKind {
  EMERGENCY = "EMERGENCY",
}
registerEnumType(ReviewKind, {
  name: "ReviewKind",
  description: "Why an access is to be judged.",
  valuesConfig: { EMERGENCY: { description: "It was asked for in an emergency." } },
})

export enum Judgement {
  FINE = "FINE",
  ASKED = "ASKED",
  INCIDENT = "INCIDENT",
}
registerEnumType(Judgement, {
  name: "Judgement",
  description: "What the privacy officer found.",
  valuesConfig: {
    FINE: { description: "As it should be." },
    ASKED: { description: "The employee was asked, and could explain it." },
    INCIDENT: { description: "It should not have happened." },
  },
})

/** An access that the privacy officer owes a judgement (te beoordelen inzage). It concerns employees' access only. */
@Entity("review_item")
@Concerns({ case: "case" })
@ObjectType({
  simpleResolvers: true,
  description: "An access to be judged (te beoordelen inzage). It stays on the list until a person has judged it.",
})
export class ReviewItem {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the item." })
  id!: string

  @Column("text")
  @Field(() => ReviewKind, { description: "Why it is to be judged." })
  kind!: ReviewKind

  @ManyToOne(() => Emergency)
  @JoinColumn({ name: "emergency_id" })
  @Field(() => Emergency, { nullable: true, description: "The emergency, where it was one." })
  emergency!: Relation<Emergency> | null

  @Column("uuid", { name: "event_id" })
  @Field(() => ID, { description: "The event of the trail." })
  eventId!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "Whose access it was." })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case, without its content; null where there was none." })
  case!: Relation<Case> | null

  @Column("timestamptz", { name: "raised_at" })
  @Field(() => Instant, { description: "Since when it is on the list." })
  raisedAt!: string

  @Column("timestamptz", { name: "due_at" })
  @Field(() => Instant, { description: "By when it should be judged." })
  dueAt!: string

  @Column("text", { nullable: true })
  @Field(() => Judgement, { nullable: true, description: "The judgement; null while it is owed." })
  judgement!: Judgement | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "What the officer noted with it." })
  note!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "judged_by" })
  @Field(() => Employee, { nullable: true, description: "Who judged." })
  judgedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "judged_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When." })
  judgedAt!: Date | null
}
