import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case, DataCategory } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Guarded, Node, Withheld } from "../records"
import { Employee } from "../staff"

export enum JournalType {
  NOTE = "NOTE",
  CALL = "CALL",
  VISIT = "VISIT",
  LETTER = "LETTER",
  EMAIL = "EMAIL",
  MEETING = "MEETING",
  DECISION = "DECISION",
}
registerEnumType(JournalType, {
  name: "JournalType",
  description: "What sort of journal entry it is.",
  valuesConfig: {
    NOTE: { description: "A note by oneself (notitie)." },
    CALL: { description: "A telephone call (telefoongesprek)." },
    VISIT: { description: "A visit at home (huisbezoek)." },
    LETTER: { description: "A letter sent or received (brief)." },
    EMAIL: { description: "An e-mail sent or received." },
    MEETING: { description: "A meeting with others (overleg)." },
    DECISION: { description: "A decision, by the person who wrote the entry (besluit, P12)." },
  },
})

/** A journal entry (verslag): what was said, seen or decided. Written once; a mistake is mended by another entry. */
@Entity("journal_entry")
@Concerns({ case: "case" })
@Guarded({ by: "category", case: "case", fields: ["body"] })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "What was said, seen or decided in a case (verslag). Written once. It exists when its case does.",
})
export class JournalEntry implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the entry." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case that it is about." })
  case!: Relation<Case> | null

  @Column("text")
  @Field(() => JournalType, { description: "What sort of entry." })
  type!: JournalType

  @Column("text")
  @Field(() => DataCategory, { description: "What sort of personal data it holds." })
  category!: DataCategory

  @Column("text")
  @Field(() => String, { nullable: true, description: "What was said, seen or decided." })
  body!: string | null

  @Column("timestamptz", { name: "occurred_on" })
  @Field(() => Instant, { description: "When that what it tells of happened." })
  occurredAt!: Date

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "author_id" })
  @Field(() => Employee, { nullable: true, description: "The employee who wrote it." })
  author!: Relation<Employee> | null

  @Column("timestamptz", { name: "added_at" })
  @Field(() => Instant, { description: "When it was written down." })
  addedAt!: Date

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
