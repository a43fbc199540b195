import { type GraphQLSchema, getNullableType } from "graphql"
import { buildSchemaSync } from "type-graphql"
import {
  RegisterQueries,
  Setting,
  SettingQueries,
  TrailEvent,
  TrailEventFields,
  TrailHead,
  TrailHeadQueries,
  TrailQueries,
  TrailReach,
  TrailSight,
  TrailSightFields,
} from "./audit"
import {
  AccessResolver,
  CaseAccess,
  CaseAccessFields,
  CaseCandidate,
  CaseGrants,
  Grant,
  GrantFields,
  Restriction,
} from "./access"
import { Block, BlockResolver } from "./blocks"
import { Case, CaseFields, CaseResolver, ClearanceFields, EmployeeCases, HomeCases, TeamCases } from "./cases"
import {
  AccessLogQueries,
  CaseConfidentialities,
  Confidentiality,
  ConfidentialityResolver,
  LoggedAccess,
  LoggedAccessFields,
} from "./data-subjects"
import { ExportResolver, TrailExport } from "./exports"
import { Emergency, EmergencyResolver } from "./emergencies"
import { LifecycleResolver } from "./lifecycle"
import { CaseJournal, JournalEntry, JournalResolver } from "./journal"
import { LookupQueries } from "./lookup"
import { Notice, NoticeResolver } from "./notices"
import { CaseParties, Party, PartyResolver, PersonInvolvements } from "./parties"
import { Home, HomeFields, Person, RegistryQueries } from "./registry"
import { ReviewAccess, ReviewItem, ReviewItemFields, ReviewResolver } from "./reviews"
import {
  Clearance,
  Employee,
  EmployeeFields,
  Membership,
  SessionResolver,
  StaffQueries,
  Team,
  TeamFields,
} from "./staff"
import { CaseTasks, Task, TaskResolver } from "./tasks"

/** Every record that has a table. */
export const entities = [
  Team,
  Employee,
  Membership,
  Clearance,
  Home,
  Person,
  Case,
  Grant,
  CaseAccess,
  CaseCandidate,
  Restriction,
  Block,
  Emergency,
  ReviewItem,
  ReviewAccess,
  Notice,
  Party,
  JournalEntry,
  Task,
  TrailEvent,
  TrailHead,
  Setting,
  TrailExport,
  TrailReach,
  TrailSight,
  Confidentiality,
  LoggedAccess,
]

const resolvers = [
  ...[CaseResolver, CaseFields, ClearanceFields, TeamCases, EmployeeCases, HomeCases, LifecycleResolver],
  ...[PartyResolver, CaseParties, PersonInvolvements, JournalResolver, CaseJournal, TaskResolver, CaseTasks],
  ...[AccessResolver, CaseGrants, GrantFields, CaseAccessFields, BlockResolver, EmergencyResolver],
  ...[ReviewResolver, ReviewItemFields],
  ...[NoticeResolver, SessionResolver, StaffQueries, EmployeeFields, TeamFields, RegistryQueries, HomeFields],
  ...[ConfidentialityResolver, CaseConfidentialities, AccessLogQueries, LoggedAccessFields],
  ...[
    TrailHeadQueries,
    TrailQueries,
    TrailEventFields,
    TrailSightFields,
    RegisterQueries,
    SettingQueries,
    ExportResolver,
    LookupQueries,
  ],
] as const

/**
 * The schema for employees. Inputs are validated where verbs run, so that a complaint never echoes what was given. Its own check is
 * left out, which asks the schema all about itself and takes longer than building it: what serves the schema checks it first.
 */
export function buildStaffSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers, validate: false, skipCheck: true })
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()]
  if (query) query.description = "What can be asked. What does not exist for you is null or not in the list."
  if (mutation) {
    mutation.description =
      "What can be changed, one field after the other. A refusal is in the payload, and changes nothing. A field that failed is null, and its error says why; what those before it did stands."
    for (const field of Object.values(mutation.getFields())) field.type = getNullableType(field.type)
  }
  return schema
}
