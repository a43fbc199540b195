import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { Employee } from "./employee.entity"
import { Team } from "./team.entity"

@Entity("team_membership")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "The time that an employee belongs to a team. It is ended, never deleted.",
})
export class Membership implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the membership." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "The employee who belongs to it." })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Team)
  @JoinColumn({ name: "team_id" })
  @Field(() => Team, { nullable: true, description: "The team that it is of." })
  team!: Relation<Team> | null

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "The moment it ended or ends; null while it has no end." })
  endsAt!: string | null
}
