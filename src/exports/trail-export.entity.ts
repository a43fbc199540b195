import { Field, ID, Int, ObjectType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"
import { ExportFormat, ExportState } from "./export.codes"

/** What somebody asked to take out of the trail, and how far it is. It is hers alone, and gone after seven days. */
@Entity("export_job")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "An export of the trail (uitvoer van het logboek). For the privacy officer who asked for it.",
})
export class TrailExport implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "Identifies the export; it is fetched at /trail-exports/ and this." })
  id!: string

  @Column("text")
  @Field(() => ExportFormat, { description: "What it looks like." })
  format!: ExportFormat

  @Column("text")
  @Field(() => ExportState, { description: "How far it is." })
  state!: ExportState

  @Column("int", { name: "events" })
  @Field(() => Int, { description: "How many events it holds so far." })
  eventCount!: number

  @Column("timestamptz", { name: "asked_at" })
  @Field(() => Instant, { description: "When it was asked for; it holds events until then." })
  askedAt!: string

  @Column("timestamptz", { name: "finished_at", nullable: true })
  @Field(() => Instant, { nullable: true, description: "When it was ready, or failed." })
  finishedAt!: string | null

  @Column("timestamptz", { name: "gone_at" })
  @Field(() => Instant, { description: "When it is removed." })
  goneAt!: string
}
