import { Field, ID, Int, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { DataCategory } from "../cases"
import { TrailEvent } from "./trail-event.entity"

/** What one root field of a request served or changed. Its lists name records by their ids, and hold no content. */
@Entity("trail_sight")
@ObjectType({
  simpleResolvers: true,
  description: "What a root field of a request served or changed. For the privacy officer.",
})
export class TrailSight {
  @ManyToOne(() => TrailEvent)
  @JoinColumn({ name: "event_id" })
  event!: Relation<TrailEvent>

  @Column("timestamptz", { name: "recorded_at" })
  recordedAt!: string

  @PrimaryColumn("int")
  @Field(() => Int, {
    description:
      "Tells apart what one request looked at, in the order it was looked up; what was changed stands at 0, what was shown of it at 1.",
  })
  position!: number

  @Column("text")
  @Field(() => String, { description: "The name of the root field." })
  field!: string

  @Column("text")
  action!: string

  @Column("text")
  activity!: string

  @Column("int", { name: "activity_version" })
  @Field(() => Int, { description: "The version of that activity." })
  activityVersion!: number

  @Column("text")
  @Field(() => String, { description: "The purpose of that activity." })
  purpose!: string

  @Column("text", { name: "legal_basis" })
  @Field(() => String, {
    description:
      "Its grounds: articles 6-1, and behind a semicolon 9-2 and 10, of the GDPR. Which of them a case rests on it says itself.",
  })
  grounds!: string

  @Column("uuid", { name: "case_ids", array: true })
  @Field(() => [ID], { description: "The cases that it touched." })
  caseIds!: string[]

  @Column("uuid", { name: "party_ids", array: true })
  @Field(() => [ID], { description: "The parties, by a reference that belongs to their case alone." })
  partyIds!: string[]

  @Column("uuid", { name: "person_ids", array: true })
  @Field(() => [ID], { description: "The persons of the registry, by the reference that the trail names them by." })
  personIds!: string[]

  @Column("text", { array: true })
  @Field(() => [String], { description: "The types of records." })
  types!: string[]

  @Column("text", { array: true })
  @Field(() => [DataCategory], { description: "The categories of data." })
  categories!: DataCategory[]

  @Column("uuid", { name: "grant_ids", array: true })
  @Field(() => [ID], {
    description:
      "The grants by which the actor came to what she changed; for what she only saw, see what the event reached.",
  })
  grantIds!: string[]

  @Column("uuid", { name: "employee_ids", array: true })
  @Field(() => [ID], { description: "The employees whose rights or sessions were changed." })
  employeeIds!: string[]
}
