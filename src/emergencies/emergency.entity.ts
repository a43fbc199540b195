import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Node } from "../records"
import { Employee } from "../staff"

export enum EmergencyReason {
  DANGER_TO_LIFE = "DANGER_TO_LIFE",
  VIOLENCE = "VIOLENCE",
  FIRE_OR_GAS = "FIRE_OR_GAS",
  CARE_CRISIS = "CARE_CRISIS",
  POLICE_AT_THE_DOOR = "POLICE_AT_THE_DOOR",
}
registerEnumType(EmergencyReason, {
  name: "EmergencyReason",
  description: "Why it cannot wait.",
  valuesConfig: {
    DANGER_TO_LIFE: { description: "Somebody's life is in danger." },
    VIOLENCE: { description: "Violence, or the threat of it." },
    FIRE_OR_GAS: { description: "Fire, gas, or a building that gives way." },
    CARE_CRISIS: { description: "A crisis of care." },
    POLICE_AT_THE_DOOR: { description: "Police or emergency services are at the door." },
  },
})

/** An attempt to open a case in an emergency (noodprocedure), whether it found one or not. */
@Entity("emergency")
@Concerns({ case: "case" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "An attempt to open a case in an emergency (noodprocedure). For those who supervise.",
})
export class Emergency implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the attempt." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "The employee who tried to." })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case; null where none was found." })
  case!: Relation<Case> | null

  @Column("text")
  @Field(() => EmergencyReason, { description: "Why it could not wait." })
  reason!: EmergencyReason

  @Column("text")
  @Field(() => String, { description: "Why, in her own words." })
  explanation!: string

  @Column("timestamptz", { name: "asked_at" })
  @Field(() => Instant, { description: "When she asked for it." })
  askedAt!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "Until when the case is open to her." })
  endsAt!: string | null
}
