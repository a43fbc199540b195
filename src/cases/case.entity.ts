import { Field, ID, Int, ObjectType } from "type-graphql"
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm"
import { Day, Instant } from "../platform/graphql/scalars"
import { Concerns, HoldsAs, Node, Withheld } from "../records"
import { Home } from "../registry"
import { Employee, Team } from "../staff"
import {
  CaseKind,
  CaseOutcome,
  CasePurpose,
  CaseStatus,
  CriminalGround,
  DataCategory,
  HealthGround,
  LegalBasis,
} from "./case.codes"
import { VeraDetail, VeraType } from "./vera"

/** A case (casus): a matter of liveability that is handled until it is closed. It exists for an actor when a grant says so. */
@Entity("case_file")
@Concerns({ case: "id" })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A case (casus). It exists for whom a grant exists, and who is cleared for its kind; to others it is absent. Fields that a role may not read are null.",
})
export class Case implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the case." })
  id!: string

  @Column("text")
  @Field(() => String, { description: "Random and readable, for letters and telephone: WR-7F3K-92QD (kenmerk)." })
  reference!: string

  @Column("text")
  @Field(() => CaseKind, { description: "The kind, which is also its compartment (soort)." })
  kind!: CaseKind

  @Column({ type: "text", insert: false, update: false })
  @Field(() => DataCategory, { description: "The category of data that a case of this kind holds." })
  category!: DataCategory

  @Column("text")
  @Field(() => String, {
    nullable: true,
    description: "What it is about, in a few words. Content: not for the privacy officer.",
  })
  @HoldsAs("category")
  title!: string | null

  @Column("text")
  @Field(() => String, {
    nullable: true,
    description: "The report in full (omschrijving). Content: not for the privacy officer.",
  })
  @HoldsAs("category")
  description!: string | null

  @Column("text", { name: "vera_type", nullable: true })
  @Field(() => VeraType, { nullable: true, description: "The sector's code for the type; null for adaptations." })
  veraType!: VeraType | null

  @Column("text", { name: "vera_detail", nullable: true })
  @Field(() => VeraDetail, { nullable: true, description: "The sector's code for the subject." })
  veraDetail!: VeraDetail | null

  @ManyToOne(() => Home)
  @JoinColumn({ name: "home_id" })
  @Field(() => Home, { nullable: true, description: "The home concerned. Content: not for the privacy officer." })
  home!: Relation<Home> | null

  @Column("text")
  @Field(() => CasePurpose, { description: "What the data is needed for (doel, P8)." })
  purpose!: CasePurpose

  @Column("text", { name: "legal_basis" })
  @Field(() => LegalBasis, { description: "The legal basis (grondslag, P11)." })
  legalBasis!: LegalBasis

  @Column("text", { name: "balancing_note", nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the legitimate interest outweighs (belangenafweging). Content: not for the privacy officer.",
  })
  @HoldsAs("category")
  balancingNote!: string | null

  @Column("text", { name: "health_ground", nullable: true })
  @Field(() => HealthGround, { nullable: true, description: "What lets health data stand in it; none may without." })
  healthGround!: HealthGround | null

  @Column("text", { name: "criminal_ground", nullable: true })
  @Field(() => CriminalGround, {
    nullable: true,
    description: "What lets criminal data stand in it; none may without.",
  })
  criminalGround!: CriminalGround | null

  @Column("text")
  @Field(() => CaseStatus, { description: "How far it is." })
  status!: CaseStatus

  @Column("text", { nullable: true })
  @Field(() => CaseOutcome, { nullable: true, description: "How it ended; only of a closed case." })
  outcome!: CaseOutcome | null

  @ManyToOne(() => Team)
  @JoinColumn({ name: "team_id" })
  @Field(() => Team, { nullable: true, description: "The team that handles it." })
  team!: Relation<Team> | null

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "assignee_id" })
  @Field(() => Employee, { nullable: true, description: "Who handles it (behandelaar); null when nobody does yet." })
  assignee!: Relation<Employee> | null

  @Column({ type: "boolean", insert: false, update: false })
  @Field(() => Boolean, { description: "Only for those who are named personally (afgeschermd)." })
  restricted!: boolean

  @ManyToOne(() => Employee)
  @JoinColumn({ name: "opened_by" })
  @Field(() => Employee, { nullable: true, description: "The employee who opened it." })
  openedBy!: Relation<Employee> | null

  @Column("timestamptz", { name: "opened_at" })
  @Field(() => Instant, { description: "When it was opened." })
  openedAt!: Date

  @Column("timestamptz", { name: "finished_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When the work was done in substance." })
  finishedAt!: Date | null

  @Column("timestamptz", { name: "closed_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When it was closed or cancelled; from then the term runs." })
  closedAt!: Date | null

  @Column({ type: "date", name: "retain_until", nullable: true, insert: false, update: false })
  @Field(() => Day, {
    nullable: true,
    description: "The day it is destroyed: five calendar years after closure (bewaartermijn, P19).",
  })
  retentionEndsOn!: string | null

  @Column("timestamptz", { name: "changed_at" })
  @Field(() => Instant, { description: "When the case itself was last changed." })
  changedAt!: Date

  @Column("int")
  @Field(() => Int, { description: "Counts its changes; an update names the version it was based on." })
  version!: number

  @Field(() => [String], { description: "The fields that are withheld from you, whether they have a value or not." })
  @Withheld()
  withheld!: string[]
}
