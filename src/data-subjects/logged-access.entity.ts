import { Field, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case, DataCategory } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns } from "../records"
import { Person } from "../registry"
import { EmployeeRole } from "../staff"

/**
 * One access to the file of a person, as it is handed to her (CJEU C-579/21): when, to what end, by which sort of colleague, of what
 * sort of data. It has no field that leads to an employee, a token, an address or another person, and must get none.
 */
@Entity("access_log")
@Concerns({ case: "case", person: "person" })
@ObjectType({
  simpleResolvers: true,
  description:
    "One access to a person's file, in a form that can be handed to her (inzage in de loggegevens): what one request did with one case of hers to one end. It names no employee.",
})
export class LoggedAccess {
  @PrimaryColumn("uuid", { name: "event_id" })
  event!: string

  @Column("timestamptz", { name: "recorded_at" })
  @Field(() => Instant, { description: "When, by the database's clock." })
  recordedAt!: string

  /** The case as a text, or empty where her log itself was read: with the event, what tells one line from another. */
  @Column("text")
  line!: string

  /** Of a reading of her log, one of the cases that it told of. */
  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  case!: Relation<Case>

  @ManyToOne(() => Person)
  @JoinColumn({ name: "person_id" })
  person!: Relation<Person>

  @Column("text", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The reference of the case, as it stands on letters to her (kenmerk); null where this log itself was read, which is one line however many cases it told of.",
  })
  reference!: string | null

  @Column("text", { name: "actor_role", nullable: true })
  @Field(() => EmployeeRole, {
    nullable: true,
    description: "The role of who did it, at that moment; null where the service itself did.",
  })
  role!: EmployeeRole | null

  @Column("text")
  outcome!: string

  @PrimaryColumn("text")
  activity!: string

  @Column("text")
  @Field(() => String, { description: "To what end (doel)." })
  purpose!: string

  @Column("text", { array: true })
  actions!: string[]

  /** The answer to a change, done or refused, showed what stands in the case. */
  @Column("boolean")
  shown!: boolean

  @Column("text", { array: true })
  @Field(() => [DataCategory], {
    description:
      "Of what sort the data was, as far as it can be said that it is hers: what might be of others who have a part in the case is not among it.",
  })
  categories!: DataCategory[]
}
