import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Day } from "../platform/graphql/scalars"
import { Concerns, Holds, Node } from "../records"
import { Home } from "./home.entity"

export enum PersonSource {
  ERP = "ERP",
  INTAKE = "INTAKE",
  KLIK_VOOR_WONEN = "KLIK_VOOR_WONEN",
  CARE_PARTNER = "CARE_PARTNER",
  MUNICIPALITY = "MUNICIPALITY",
}
registerEnumType(PersonSource, {
  name: "PersonSource",
  description: "Where the data of a person came from (P3).",
  valuesConfig: {
    ERP: { description: "The association's own administration." },
    INTAKE: { description: "Told by the person at intake." },
    KLIK_VOOR_WONEN: { description: "KlikvoorWonen, through which homes are offered." },
    CARE_PARTNER: { description: "Told by a care organisation." },
    MUNICIPALITY: { description: "Told by a municipality." },
  },
})

@Entity("person")
@Concerns({ person: "id" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A tenant or housemate (huurder, medebewoner) with no more than contact data (P5). For those who handle cases and the privacy coordinator.",
})
export class Person implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the person." })
  id!: string

  @Column("text")
  @Field(() => PersonSource, { description: "Where the data came from." })
  source!: PersonSource

  @Column("text")
  @Field(() => String, { description: "The initials of her first names." })
  @Holds("CONTACT")
  initials!: string

  @Column("text")
  @Field(() => String, { description: "Surname with its prefix." })
  @Holds("CONTACT")
  surname!: string

  @Column("date", { name: "birth_date", nullable: true })
  @Field(() => Day, { nullable: true, description: "The day she was born." })
  @Holds("CONTACT")
  bornOn!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The telephone number, where it is known." })
  @Holds("CONTACT")
  phone!: string | null

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The e-mail address, where it is known." })
  @Holds("CONTACT")
  email!: string | null

  @ManyToOne(() => Home)
  @JoinColumn({ name: "home_id" })
  @Field(() => Home, { nullable: true, description: "Where the person lives." })
  @Holds("CONTACT")
  home!: Relation<Home> | null
}
