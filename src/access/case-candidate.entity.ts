import { Field, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Concerns } from "../records"
import { Employee } from "../staff"

export enum CandidateObstacle {
  INACTIVE = "INACTIVE",
  NOT_IN_ROLE = "NOT_IN_ROLE",
  NOT_CLEARED = "NOT_CLEARED",
  CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST",
}
registerEnumType(CandidateObstacle, {
  name: "CandidateObstacle",
  description: "What keeps an employee from handling a case.",
  valuesConfig: {
    INACTIVE: { description: "She has left, or her term is over." },
    NOT_IN_ROLE: { description: "Her role does not handle cases." },
    NOT_CLEARED: { description: "She is not cleared for this kind of case." },
    CONFLICT_OF_INTEREST: {
      description: "She has a conflict of interest; which one is not told (belangenverstrengeling).",
    },
  },
})

/** Somebody who might take a case. Told by the question that assigning, granting and restricting ask themselves, not stored. */
@Entity("case_candidate")
@Concerns({ case: "case" })
@ObjectType({ simpleResolvers: true, description: "An employee, and whether she can take a case." })
export class CaseCandidate {
  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  case!: Relation<Case>

  @PrimaryColumn("uuid", { name: "employee_id" })
  employeeId!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "Who it is about." })
  employee!: Relation<Employee> | null

  @Column("text")
  sought!: string

  /** By what the list is ordered: colleagues of the team, then the name. */
  @Column("text")
  place!: string

  @Column("boolean", { name: "of_team" })
  @Field(() => Boolean, { description: "She belongs to the team that handles the case." })
  ofTeam!: boolean

  @Column("boolean")
  @Field(() => Boolean, {
    description: "The case can be assigned to her, she can be named for it, and be its deputy; nobody names herself.",
  })
  fit!: boolean

  @Column("text", { array: true })
  @Field(() => [CandidateObstacle], { description: "What stands against it; nothing where she is fit." })
  obstacles!: CandidateObstacle[]
}
