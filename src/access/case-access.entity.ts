import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns } from "../records"
import { Employee, Team } from "../staff"
import { AccessRoute } from "./access.codes"

/** Somebody who can see a case at a moment, and by which grant. Told by the database's own question about everybody, not stored. */
@Entity("case_access")
@Concerns({ case: "case" })
@ObjectType({
  simpleResolvers: true,
  description:
    "Somebody for whom a case exists at a moment, and why. Whoever has several grants stands here with each.",
})
export class CaseAccess {
  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  case!: Relation<Case>

  @PrimaryColumn("uuid", { name: "grant_id" })
  @Field(() => ID, { description: "The grant by which it exists." })
  grantId!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "The employee for whom it exists." })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Team)
  @JoinColumn({ name: "team_id" })
  @Field(() => Team, { nullable: true, description: "As a member of which team; null where she is named personally." })
  team!: Relation<Team> | null

  /** The moment of which it is told. */
  @Column("timestamptz")
  at!: string

  @Column("int", { name: "level" })
  rank!: number

  @Column("text")
  @Field(() => AccessRoute, { description: "By which way the grant came about." })
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
  @Field(() => String, {
    nullable: true,
    description:
      "Why; null where it follows from who handles the case. Who supervises is told reasons of closed lists alone.",
  })
  reason!: string | null
}
