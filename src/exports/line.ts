/** An event as it leaves, as the officer sees it: with the name of who asked, what each root field served, and how it was reached. */
export interface ExportedEvent {
  readonly id: string
  readonly recorded_at: string
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly actor_name: string | null
  /** The name of then, where it was another. */
  readonly actor_name_then: string | null
  readonly actor_role: string | null
  readonly job: string | null
  readonly assurance: string | null
  readonly client: string | null
  readonly address: string | null
  readonly operation_name: string | null
  readonly document_hash: string | null
  readonly actions: readonly string[]
  readonly outcome: string
  readonly reason: string | null
  readonly look_reason: string | null
  readonly trace_id: string | null
  readonly span_id: string | null
  /** Name, value before and value, with blanks between. */
  readonly settings: readonly string[] | null
  readonly sights: readonly ExportedSight[]
  readonly reached: readonly { readonly case_id: string; readonly routes: readonly string[] }[]
}

export interface ExportedSight {
  readonly position: number
  readonly field: string
  readonly action: string
  readonly activity: string
  readonly activity_version: number
  readonly purpose: string
  readonly legal_basis: string
  readonly case_ids: readonly string[]
  readonly party_ids: readonly string[]
  readonly person_ids: readonly string[]
  readonly employee_ids: readonly string[]
  readonly types: readonly string[]
  readonly categories: readonly string[]
}

/** How an export is written: what comes first, each event, and what comes last. */
export interface Writing {
  readonly type: string
  readonly extension: string
  readonly start: string
  /** `first` is said of the first event of the whole export. */
  event(event: ExportedEvent, first: boolean): string
  readonly end: string
}
