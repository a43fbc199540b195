import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Employee } from "./employee.entity"

@Entity("clearance")
@ObjectType({
  simpleResolvers: true,
  description: "A kind of case that an employee is cleared for (compartiment). Only one's own are visible.",
})
export class Clearance {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the clearance." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  employee!: Relation<Employee>

  @Column("text")
  @Field(() => String, { description: "The kind of case, as in `CaseKind`." })
  kind!: string

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "Since." })
  since!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "Until; null while it lasts." })
  until!: string | null
}
