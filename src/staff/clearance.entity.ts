import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Employee } from "./employee.entity"

@Entity("clearance")
@ObjectType({
  simpleResolvers: true,
  description:
    "What an employee is cleared for: a kind of case (compartiment), or a category of data. Only one's own are visible.",
})
export class Clearance {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the clearance." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  employee!: Relation<Employee>

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The kind of case, as in `CaseKind`; null of a category." })
  kind!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The category of data, as in `DataCategory`, in whatever kind of case; null of a kind.",
  })
  category!: string | null

  @Column("timestamptz", { name: "valid_from" })
  @Field(() => Instant, { description: "Since." })
  since!: string

  @Column("timestamptz", { name: "valid_until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "Until; null while it lasts." })
  until!: string | null
}
