import { Field, ID, ObjectType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { Holds, Node } from "../records"

@Entity("home")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A rented unit (verhuureenheid, VHE) with its address, as the ERP knows it.",
})
export class Home implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the home." })
  id!: string

  @Column("text", { name: "unit_number" })
  @Field(() => String, { description: "The ERP's number of the unit (VHE-nummer)." })
  unitNumber!: string

  @Column("text")
  @Field(() => String, { description: "The street it stands in." })
  @Holds("CONTACT")
  street!: string

  @Column("text", { name: "house_number" })
  @Field(() => String, { description: "House number with its addition." })
  @Holds("CONTACT")
  houseNumber!: string

  @Column("text")
  @Field(() => String, { description: "Postcode without a space: 4901AB." })
  @Holds("CONTACT")
  postcode!: string

  @Column("text")
  @Field(() => String, { description: "The city or village it stands in." })
  city!: string

  @Column("text")
  @Field(() => String, { description: "The district it stands in (wijk)." })
  district!: string
}
