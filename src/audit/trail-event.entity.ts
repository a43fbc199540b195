import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { Employee, EmployeeRole } from "../staff"
import { ActorKind, LookReason, TrailOutcome } from "./trail.codes"

/** One request in the audit trail: who, when, by what means, to what end. Written once, before anything was read. */
@Entity("trail_event")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "One request, done, refused, denied or failed. For the privacy officer.",
})
export class TrailEvent implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the event." })
  id!: string

  @Column("timestamptz", { name: "recorded_at" })
  @Field(() => Instant, { description: "When, by the database's clock." })
  recordedAt!: string

  @Column("text", { name: "actor_kind" })
  @Field(() => ActorKind, { description: "What sort of actor asked." })
  actorKind!: ActorKind

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "actor_id" })
  @Field(() => Employee, { nullable: true, description: "The employee who asked." })
  actor!: Relation<Employee> | null

  @Column("text", { name: "actor_role", nullable: true })
  @Field(() => EmployeeRole, { nullable: true, description: "The role at that moment." })
  actorRole!: EmployeeRole | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The job, or the operator's command, where it was one." })
  job!: string | null

  @Column("text", { name: "token_id", nullable: true })
  @Field(() => String, { nullable: true, description: "The id of the access token, or its hash where it has none." })
  tokenId!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "How surely and by which means the issuer knew who it was (acr, amr), where its token says so.",
  })
  assurance!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The client application the token was given to." })
  client!: string | null

  @Column("inet", { nullable: true })
  @Field(() => String, { nullable: true, description: "The network address it came from." })
  address!: string | null

  @Column("text", { name: "operation_name", nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The name of the operation, where it is one that is shipped with the service; clients' own names are not kept.",
  })
  operationName!: string | null

  @Column("text", { name: "document_hash", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the document: of its normal form, without the values that were written into it.",
  })
  documentHash!: string | null

  @Column("text", { array: true })
  actions!: string[]

  @Column("text")
  @Field(() => TrailOutcome, { description: "How the request ended." })
  outcome!: TrailOutcome

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was refused, denied or failed; from closed lists." })
  reason!: string | null

  @Column("text", { name: "look_reason", nullable: true })
  @Field(() => LookReason, { nullable: true, description: "Why she looked, where she said so." })
  lookReason!: string | null

  @Column("text", { name: "trace_id", nullable: true })
  @Field(() => String, { nullable: true, description: "The trace it belongs to (W3C trace context)." })
  traceId!: string | null

  @Column("text", { name: "span_id", nullable: true })
  @Field(() => String, { nullable: true, description: "The span that called (W3C trace context)." })
  spanId!: string | null
}
