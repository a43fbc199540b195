import type { GraphQLSchema } from "graphql"
import { buildSchemaSync } from "type-graphql"
import { TrailEvent, TrailEventFields, TrailQueries, TrailSight, TrailSightFields } from "./audit"
import { Case, CaseFields, CaseResolver, EmployeeCases, Grant, GrantFields, HomeCases, TeamCases } from "./cases"
import { LifecycleResolver } from "./lifecycle"
import { CaseJournal, JournalEntry, JournalResolver } from "./journal"
import { LookupQueries } from "./lookup"
import { CaseParties, Party, PartyResolver, PersonInvolvements } from "./parties"
import { Home, HomeFields, Person, RegistryQueries } from "./registry"
import { Clearance, Employee, EmployeeFields, Membership, StaffQueries, Team, TeamFields } from "./staff"
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
  Party,
  JournalEntry,
  Task,
  TrailEvent,
  TrailSight,
]

const resolvers = [
  ...[CaseResolver, CaseFields, GrantFields, TeamCases, EmployeeCases, HomeCases, LifecycleResolver],
  ...[PartyResolver, CaseParties, PersonInvolvements, JournalResolver, CaseJournal, TaskResolver, CaseTasks],
  ...[StaffQueries, EmployeeFields, TeamFields, RegistryQueries, HomeFields],
  ...[TrailQueries, TrailEventFields, TrailSightFields, LookupQueries],
] as const

/** The schema for employees. Inputs are validated where verbs run, so that a complaint never echoes what was given. */
export function buildStaffSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers, validate: false })
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()]
  if (query) query.description = "What can be asked. What does not exist for you is null or not in the list."
  if (mutation) mutation.description = "What can be changed. A refusal is in the payload, and changes nothing."
  return schema
}
