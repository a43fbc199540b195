import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Day, Instant } from "../platform/graphql/scalars"
import { Concerns, Node } from "../records"
import { Employee } from "../staff"

export enum ConfidentialityReason {
  FRAUD_INVESTIGATION = "FRAUD_INVESTIGATION",
  CRIMINAL_INVESTIGATION = "CRIMINAL_INVESTIGATION",
  SAFETY_OF_OTHERS = "SAFETY_OF_OTHERS",
  LEGAL_CLAIM = "LEGAL_CLAIM",
}
registerEnumType(ConfidentialityReason, {
  name: "ConfidentialityReason",
  description: "Why those whom a case is about are not told of it for a time (UAVG art. 41).",
  valuesConfig: {
    FRAUD_INVESTIGATION: { description: "A running investigation of housing fraud that telling would thwart." },
    CRIMINAL_INVESTIGATION: {
      description: "Police or public prosecutor asked for it, for an investigation of theirs.",
    },
    SAFETY_OF_OTHERS: { description: "Somebody who reported, witnessed or works there would be in danger." },
    LEGAL_CLAIM: { description: "A claim of the association is being prepared." },
  },
})

/**
 * A mark that a case is confidential towards those whom it is about (vertrouwelijk tegenover de betrokkene). It stands until it is
 * lifted, or until its day of review comes without a new one; it is ended, never deleted.
 */
@Entity("case_confidentiality")
@Concerns({ case: "case" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A time in which a case is left out of what those whom it is about are handed of the log (vertrouwelijk tegenover de betrokkene). For whom the case exists, and those who supervise.",
})
export class Confidentiality implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the mark." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case; for those who supervise without its content." })
  case!: Relation<Case> | null

  @Column("text")
  @Field(() => ConfidentialityReason, { description: "Why they are not told of it." })
  reason!: ConfidentialityReason

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "marked_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who marked it." })
  markedBy!: Relation<Employee> | null

  @Column({ type: "timestamptz", name: "valid_from", insert: false })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column("date", { name: "review_on" })
  @Field(() => Day, { description: "The day on which it is over by itself, unless it is renewed before." })
  reviewOn!: string

  @Column({ type: "timestamptz", name: "ended_at", nullable: true, insert: false })
  @Field(() => Instant, {
    nullable: true,
    description: "When it was lifted or renewed, or the day of review had come; null while it stands.",
  })
  endedAt!: string | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "ended_by" })
  @Field(() => Employee, {
    nullable: true,
    description: "Who lifted or renewed it; null where the day of review came.",
  })
  endedBy!: Relation<Employee> | null
}
