import { Field, ID, Int, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case, DataCategory } from "../cases"
import { Day, Instant } from "../platform/graphql/scalars"
import { Concerns, Guarded, Node, Withheld } from "../records"
import { Employee } from "../staff"

/** A task (taak): something that somebody is to do in a case, by a day. */
@Entity("task")
@Concerns({ case: "case" })
@Guarded({ by: "category", case: "case", fields: ["title"] })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Something to be done in a case by a day (taak). It exists when its case does.",
})
export class Task implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the task." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case that it is about." })
  case!: Relation<Case> | null

  @Column("text")
  @Field(() => DataCategory, { description: "What sort of personal data its title holds." })
  category!: DataCategory

  @Column("text")
  @Field(() => String, { nullable: true, description: "What is to be done." })
  title!: string | null

  @Column("date", { name: "due_on" })
  @Field(() => Day, { description: "The day it is due." })
  dueOn!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "assignee_id" })
  @Field(() => Employee, { nullable: true, description: "Who is to do it." })
  assignee!: Relation<Employee> | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "added_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who added it." })
  addedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "added_at" })
  @Field(() => Instant, { description: "When it was added." })
  addedAt!: Date

  @Column("timestamptz", { name: "completed_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When it was completed; null while it is open." })
  completedAt!: Date | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "completed_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who completed it." })
  completedBy!: Relation<Employee> | null

  @Column("int")
  @Field(() => Int, { description: "Counts its changes; an update names the version it was based on." })
  version!: number

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
