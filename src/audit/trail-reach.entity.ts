import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { AccessRoute } from "../access"

/** How whoever caused an event had come to one of its cases. Written when the event is sealed; the grants go with the case, the routes stay. */
@Entity("trail_by_case")
@ObjectType({ simpleResolvers: true, description: "How a request had come to a case. For the privacy officer." })
export class TrailReach {
  @PrimaryColumn("uuid", { name: "event_id" })
  eventId!: string

  @PrimaryColumn("timestamptz", { name: "recorded_at" })
  recordedAt!: string

  @PrimaryColumn("uuid", { name: "case_id" })
  @Field(() => ID, { description: "The case that it is about." })
  caseId!: string

  @Column("uuid", { name: "grant_ids", array: true })
  @Field(() => [ID], { description: "The grants that let the actor in at that moment." })
  grantIds!: string[]

  @Column("text", { array: true })
  @Field(() => [AccessRoute], { description: "The routes of those grants; none where she supervises, or was refused." })
  routes!: AccessRoute[]
}
