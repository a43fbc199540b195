import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { Employee } from "../staff"

export enum NoticeKind {
  EMERGENCY_OPENED = "EMERGENCY_OPENED",
  EMERGENCY_MISSED = "EMERGENCY_MISSED",
  CUSTODY_PASSED = "CUSTODY_PASSED",
  DEPUTY_LEFT = "DEPUTY_LEFT",
}
registerEnumType(NoticeKind, {
  name: "NoticeKind",
  description: "What somebody is told.",
  valuesConfig: {
    EMERGENCY_OPENED: { description: "A colleague opened a case in an emergency." },
    EMERGENCY_MISSED: { description: "A colleague tried to, and found none." },
    CUSTODY_PASSED: {
      description:
        "A case had nobody left who manages it; it is yours to look after. Of a restricted one, the privacy officer is told who has it now.",
    },
    DEPUTY_LEFT: {
      description: "The deputy who was named for a restricted case may not have it any more; name another.",
    },
  },
})

/** A notice (bericht): that something happened, without content. */
@Entity("notice")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "That something happened (bericht), without content. One sees one's own.",
})
export class Notice implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the notice." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  employee!: Relation<Employee>

  @Column("text")
  @Field(() => NoticeKind, { description: "What it is that happened." })
  kind!: NoticeKind

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "about_id" })
  @Field(() => Employee, { nullable: true, description: "The employee who did it." })
  about!: Relation<Employee> | null

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, {
    nullable: true,
    description: "The case; null where it does not exist for you, or there is none.",
  })
  case!: Relation<Case> | null

  @Column("timestamptz", { name: "created_at" })
  @Field(() => Instant, { description: "When it happened, or was noticed." })
  createdAt!: string

  @Column("timestamptz", { name: "read_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When you marked it as read." })
  readAt!: Date | null
}
