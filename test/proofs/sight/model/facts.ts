import type pg from "pg"
import {
  type Block,
  type Clearance,
  type Confidentiality,
  type Dossier,
  type Employee,
  type EmployeeTerm,
  type Grant,
  type Item,
  type Membership,
  type Notice,
  type Person,
  type Restriction,
  type Row,
  type Sight,
  type Term,
  type TypeName,
  tableOf,
  typeNames,
} from "./rows"

interface Types {
  Employee: Employee
  Membership: Membership
  Clearance: Clearance
  Case: Dossier
  Grant: Grant
  Restriction: Restriction
  Confidentiality: Confidentiality
  Block: Block
  Party: Item
  JournalEntry: Item
  Task: Item
  Person: Person
  Notice: Notice
  TrailSight: Sight
}
export type RowOf<T extends TypeName> = T extends keyof Types ? Types[T] : Row

/** The trail that the association starts with ends here; what the proof itself leaves is behind it. */
const ownTrail = "date_trunc('month', now(), 'UTC') + interval '1 second'"

const selects = (type: TypeName): string => {
  const table = tableOf[type]
  if (type === "TrailEvent") return `select t.* from ${table} t where recorded_at < ${ownTrail}`
  if (type === "TrailSight")
    return `select t.*, event_id || '/' || position as id from ${table} t where recorded_at < ${ownTrail}`
  if (type === "TrailReach")
    return `select t.*, event_id || '/' || case_id as id from ${table} t where recorded_at < ${ownTrail}`
  return `select t.* from ${table} t`
}

/**
 * All that the rule is about, at one moment. It holds neither what the database worked out for itself (which cases a block covers,
 * what a request may see) nor any code of the product.
 */
export class Facts {
  private readonly found = new Map<string, Row & { __typename: TypeName }>()
  private readonly groups = new Map<string, Map<string, Row[]>>()

  constructor(
    readonly now: string,
    private readonly tables: Readonly<Record<TypeName, readonly Row[]>>,
    private readonly terms: readonly EmployeeTerm[],
  ) {
    for (const type of typeNames)
      for (const row of tables[type]) this.found.set(row.id, Object.assign(row, { __typename: type }))
  }

  all<T extends TypeName>(type: T): readonly RowOf<T>[] {
    return this.tables[type] as unknown as readonly RowOf<T>[]
  }

  find<T extends TypeName>(type: T, id: string | null | undefined): RowOf<T> | undefined {
    const row = id === null || id === undefined ? undefined : this.found.get(id)
    return row?.__typename === type ? (row as unknown as RowOf<T>) : undefined
  }

  /** Whatever has this id. */
  any(id: string): (Row & { __typename: TypeName }) | undefined {
    return this.found.get(id)
  }

  /** The rows of a type whose column holds this. */
  by<T extends TypeName>(type: T, column: string, value: string | null | undefined): readonly RowOf<T>[] {
    const key = `${type}.${column}`
    let group = this.groups.get(key)
    if (!group) this.groups.set(key, (group = grouped(this.tables[type], column)))
    return (value === null || value === undefined ? [] : (group.get(value) ?? [])) as unknown as readonly RowOf<T>[]
  }

  /** What somebody was, and when. */
  termsOf(employee: string): readonly EmployeeTerm[] {
    let group = this.groups.get("terms")
    if (!group) this.groups.set("terms", (group = grouped(this.terms, "employee_id")))
    return (group.get(employee) ?? []) as unknown as readonly EmployeeTerm[]
  }

  begun(row: Term, at = this.now): boolean {
    return row.valid_from <= at
  }

  lasts(row: Term, at = this.now): boolean {
    return row.valid_until === null || row.valid_until > at
  }

  inForce(row: Term, at = this.now): boolean {
    return this.begun(row, at) && this.lasts(row, at)
  }
}

function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const value = (row[column] as string | null) ?? ""
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  return groups
}

/** Reads them as the superuser, of one moment. */
export async function readFacts(admin: pg.Pool): Promise<Facts> {
  const client = await admin.connect()
  try {
    await client.query("begin isolation level repeatable read read only; set local timezone = 'UTC'")
    const parts = typeNames.map((type) => `'${type}', (select coalesce(json_agg(r), '[]') from (${selects(type)}) r)`)
    const { rows } = await client.query<{ now: string; tables: Record<TypeName, Row[]>; terms: EmployeeTerm[] }>(
      `select to_json(now()) as now, json_build_object(${parts.join(", ")}) as tables,
         (select json_agg(t) from employee_term t) as terms`,
    )
    await client.query("commit")
    const [read] = rows
    if (!read) throw new Error("there is nothing to read")
    return new Facts(read.now, read.tables, read.terms)
  } finally {
    client.release()
  }
}
