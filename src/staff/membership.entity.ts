import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Employee } from "./employee.entity"
import { Team } from "./team.entity"

@Entity("team_membership")
@ObjectType({
  simpleResolvers: true,
  description: "The time that an employee belongs to a team. It is ended, never deleted.",
})
export class Membership {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the membership." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "Who." })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Team)
  @JoinColumn({ name: "team_id" })
  @Field(() => Team, { nullable: true, description: "Of which team." })
  team!: Relation<Team> | null

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "Since." })
  since!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "Until; null while it lasts." })
  until!: string | null
}
