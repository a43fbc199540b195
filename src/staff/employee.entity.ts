import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { Column, Entity, PrimaryColumn } from "typeorm"
import { Instant } from "../platform/graphql/scalars"
import { Node } from "../records"

export enum EmployeeRole {
  CONSULTANT = "CONSULTANT",
  TEAM_LEAD = "TEAM_LEAD",
  PRIVACY_OFFICER = "PRIVACY_OFFICER",
  PRIVACY_COORDINATOR = "PRIVACY_COORDINATOR",
  ADMINISTRATOR = "ADMINISTRATOR",
  EXTERNAL_AUDITOR = "EXTERNAL_AUDITOR",
}
registerEnumType(EmployeeRole, {
  name: "EmployeeRole",
  description: "What an employee is at the association; it decides what she may do, not which cases exist for her.",
  valuesConfig: {
    CONSULTANT: { description: "Housing consultant (woonconsulent): handles cases." },
    TEAM_LEAD: { description: "Team lead (teamleider): handles cases and decides about those of the own team." },
    PRIVACY_OFFICER: {
      description: "Privacy officer (functionaris gegevensbescherming): metadata and the trail, no content.",
    },
    PRIVACY_COORDINATOR: { description: "Privacy coordinator: content only for a request or a breach." },
    ADMINISTRATOR: { description: "Administrator (functioneel beheerder): staff and settings, no case." },
    EXTERNAL_AUDITOR: { description: "External auditor: what an audit needs, for a term; no content." },
  },
})

@Entity("employee")
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Somebody who works for the association (medewerker).",
})
export class Employee implements Node {
  @PrimaryColumn("uuid")
  @Field(() => ID, { description: "The UUID that identifies the employee." })
  id!: string

  @Column("text")
  @Field(() => String, { description: "The name as colleagues know it." })
  name!: string

  @Column("text")
  @Field(() => EmployeeRole, { description: "What she is at the association." })
  role!: EmployeeRole

  @Column("boolean")
  @Field(() => Boolean, { description: "False once the employee has left: she can no longer sign in." })
  active!: boolean

  @Column("timestamptz", { name: "until", nullable: true })
  @Field(() => Instant, { nullable: true, description: "Until when she may sign in; null without an end." })
  endsAt!: string | null

  @Column({ type: "text", insert: false, update: false })
  sought!: string
}
