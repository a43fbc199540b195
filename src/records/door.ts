import type { DataSource } from "typeorm"
import type { Asking, Employee } from "../permissions/actor"
import type { Capacity } from "../platform/capacity/capacity"
import type { ServingRole } from "../platform/database/roles"
import type { Log } from "../platform/log"
import type { Statements } from "./statements"

/** What all requests share: the compiled statements, the databases, and how an employee is found again. */
export interface Door {
  readonly statements: Statements
  readonly databases: Readonly<Record<ServingRole, DataSource>>
  readonly log: Log
  /** What one actor may take of this node. */
  readonly capacity: Capacity
  /** The employee as the database knows them now. @throws Fault UNAUTHENTICATED, and leaves the denial in the trail */
  refreshed(asking: Asking): Promise<Employee>
}

/** The operation that a request runs. */
export interface Operation {
  readonly name: string | null
  readonly hash: string | null
}
