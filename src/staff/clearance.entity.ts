import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { Employee } from "./employee.entity"

@Entity("clearance")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "What an employee is cleared for: a kind of case (compartiment), or a category of data. Only one's own are visible.",
})
export class Clearance implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the clearance." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  employee!: Relation<Employee>

  @Column("text", { nullable: true })
  kind!: string | null

  @Column("text", { nullable: true })
  category!: string | null

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "The moment it ended or ends; null while it has no end." })
  endsAt!: string | null
}
