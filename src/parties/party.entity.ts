import { Field, ID, ObjectType, createUnionType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Case, DataCategory } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Guarded, Node, Withheld } from "../records"
import { Person } from "../registry"
import { Employee } from "../staff"

export enum PartyRole {
  REPORTER = "REPORTER",
  COMPLAINANT = "COMPLAINANT",
  SUBJECT = "SUBJECT",
  INTERESTED = "INTERESTED",
  WITNESS = "WITNESS",
  PROFESSIONAL = "PROFESSIONAL",
  OTHER = "OTHER",
}
registerEnumType(PartyRole, {
  name: "PartyRole",
  description: "The part somebody has in a case (VERA ZAAKROL, with two of our own).",
  valuesConfig: {
    REPORTER: { description: "Who reported it (MEL, melder)." },
    COMPLAINANT: { description: "Who complains (KLG, klager)." },
    SUBJECT: { description: "Who the complaint is about (BEK, beklaagde)." },
    INTERESTED: { description: "Who has an interest (BEL, belanghebbende)." },
    WITNESS: { description: "Who saw or heard it (getuige; our own)." },
    PROFESSIONAL: { description: "A partner's professional (our own)." },
    OTHER: { description: "Another part (OVE, overige betrokkene)." },
  },
})

/** Who a party is, where that is known: somebody of the registry, or a colleague. */
export const Participant = createUnionType({
  name: "Participant",
  description: "Who a party is, where that is known: a person of the registry, or an employee.",
  types: () => [Person, Employee] as const,
  resolveType: (value) => (value as { __typename?: string }).__typename,
})

/** A party (betrokkene): somebody's part in one case. Its id is random and belongs to that case alone; the trail names people by it. */
@Entity("party")
@Concerns({ case: "case", party: "id" })
@Guarded({ by: "category", case: "case", fields: ["name", "phone", "email", "participant", "person", "employee"] })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Somebody's part in a case (betrokkene). It exists when its case does; a shielded reporter only for those who are cleared for it.",
})
export class Party implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the party; belongs to this case alone." })
  id!: string

  @ManyToOne(() => Case)
  @JoinColumn({ name: "case_id" })
  @Field(() => Case, { nullable: true, description: "The case that it belongs to." })
  case!: Relation<Case> | null

  @Column("text")
  @Field(() => DataCategory, {
    description: "What sort of personal data it holds; who may not read it finds it withheld.",
  })
  category!: DataCategory

  @Column("text")
  @Field(() => PartyRole, { description: "The part that it has in the case." })
  role!: PartyRole

  @Column("text")
  @Field(() => String, { nullable: true, description: "The name, as it was given for this case." })
  name!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The telephone number, where it is known." })
  phone!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The e-mail address, where it is known." })
  email!: string | null

  @ManyToOne(() => Person)
  @JoinColumn({ name: "person_id" })
  person!: Relation<Person> | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  employee!: Relation<Employee> | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "added_by" })
  @Field(() => Employee, { nullable: true, description: "Who added the party." })
  addedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "added_at" })
  @Field(() => Instant, { description: "When the party was added." })
  addedAt!: Date

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
