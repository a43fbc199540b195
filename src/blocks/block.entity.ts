import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Concerns, Node } from "../records"
import { Home, Person } from "../registry"
import { Employee } from "../staff"

export enum BlockAgainst {
  PERSON = "PERSON",
  HOUSEHOLD = "HOUSEHOLD",
  ADDRESS = "ADDRESS",
}
registerEnumType(BlockAgainst, {
  name: "BlockAgainst",
  description: "What a conflict of interest is with.",
  valuesConfig: {
    PERSON: { description: "A person: every case in which she is a party." },
    HOUSEHOLD: {
      description: "A household: every case about the home, or in which somebody who lives there is a party.",
    },
    ADDRESS: { description: "An address: every case about the home." },
  },
})

export enum BlockReason {
  KIN = "KIN",
  NEIGHBOUR = "NEIGHBOUR",
  INVOLVED = "INVOLVED",
  PERSONAL_TIE = "PERSONAL_TIE",
}
registerEnumType(BlockReason, {
  name: "BlockReason",
  description: "Why there is a conflict of interest.",
  valuesConfig: {
    KIN: { description: "Family, by blood or marriage." },
    NEIGHBOUR: { description: "Lives there, or near." },
    INVOLVED: { description: "Has a part in it herself." },
    PERSONAL_TIE: { description: "Another personal tie than these." },
  },
})

/** A block (belangenverstrengeling): keeps an employee from every case that has to do with somebody, now and to come. Ended, never deleted. */
@Entity("block")
@Concerns({ person: "person" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A conflict of interest (belangenverstrengeling): no case that it covers exists for the employee, whatever grants there are. One sees one's own; the lead those of her team, the coordinator all.",
})
export class Block implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the block." })
  id!: string

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "employee_id" })
  @Field(() => Employee, { nullable: true, description: "Whom it keeps away." })
  employee!: Relation<Employee> | null

  @Column("text")
  @Field(() => BlockAgainst, { description: "What the conflict is with." })
  against!: BlockAgainst

  @ManyToOne(() => Person)
  @JoinColumn({ name: "person_id" })
  @Field(() => Person, { nullable: true, description: "The person, where it is one." })
  person!: Relation<Person> | null

  @ManyToOne(() => Home)
  @JoinColumn({ name: "home_id" })
  @Field(() => Home, { nullable: true, description: "The home of the household or address." })
  home!: Relation<Home> | null

  @Column("text")
  @Field(() => BlockReason, { description: "Why there is a conflict." })
  reason!: BlockReason

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "declared_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who declared it." })
  declaredBy!: Relation<Employee> | null

  @Column({ type: "timestamptz", name: "valid_from", insert: false })
  @Field(() => Instant, { description: "The moment from which it counts." })
  startsAt!: string

  @Column({ type: "timestamptz", name: "valid_until", nullable: true, insert: false })
  @Field(() => Instant, { nullable: true, description: "The moment it ended or ends; null while it has no end." })
  endsAt!: Date | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "ended_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who ended it." })
  endedBy!: Relation<Employee> | null
}
