export const scenarios = ["documents", "reads", "refusals"] as const
export type Scenario = (typeof scenarios)[number]

export interface Question {
  readonly token: string
  readonly body: string
}

/** What an attack is about. */
export interface Ids {
  readonly team: string
  readonly case: string
}

export type Asked =
  | {
      readonly is: "neighbour"
      readonly port: number
      readonly questions: readonly Question[]
      readonly everyMs: number
      readonly seconds: number
    }
  | {
      readonly is: "attack"
      readonly port: number
      readonly scenario: Scenario
      readonly token: string
      readonly ids: Ids
      readonly seconds: number
    }

/** Milliseconds. */
export interface AskedResult {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly requests: number
  readonly errors: number
  readonly first?: string | undefined
  readonly statuses?: Readonly<Record<string, number>>
}
