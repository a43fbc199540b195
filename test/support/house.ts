import { randomUUID } from "node:crypto"
import type pg from "pg"
import { type DemoIssuer, createDemoIssuer } from "../../src/demo/issuer"
import { sessionOf } from "../../src/permissions/tokens"
import { type CapacityFacts, usualCapacity } from "../../src/platform/capacity/capacity"
import { clock, setClock } from "../../src/platform/clock"
import { createLog } from "../../src/platform/log"
import { type Running, type ServerParts, startServer } from "../../src/server"
import { type Clone, cloneDatabase } from "./database"

export interface Answer {
  readonly status: number
  readonly data: any
  readonly errors: { message: string; extensions: { code: string; detail?: string } }[] | undefined
  readonly text: string
}

export type Variables = Record<string, unknown>

/** Somebody at work: what she asks goes over HTTP with her token. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly token: string
  ask(document: string, variables?: Variables): Promise<Answer>
  /** The same, and fails the spec when there is any error. */
  get(document: string, variables?: Variables): Promise<any>
}

type Kind = "NUISANCE" | "FRAUD" | "ADAPTATION" | "SAFETY"
const allKinds: Kind[] = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]

interface Employed {
  name?: string
  role?: string
  team?: string
  cleared?: readonly Kind[]
}

/** A running service on a database of its own, and the means to people it. */
export class House {
  private constructor(
    readonly database: Clone,
    private readonly issuer: DemoIssuer,
    private running: Running,
    private readonly pool: number,
  ) {}

  static async open({ pool = 4 } = {}): Promise<House> {
    const database = await cloneDatabase()
    const issuer = await createDemoIssuer("woonrust", () => clock.now())
    return new House(database, issuer, await start(database, issuer, pool), pool)
  }

  async close(): Promise<void> {
    setClock()
    await this.running.stop()
    await this.database.drop()
  }

  /** Stops the service and starts it again on the same database, with what else is said. */
  async restart(besides: Partial<ServerParts> = {}): Promise<void> {
    await this.running.stop()
    this.running = await start(this.database, this.issuer, this.pool, besides)
  }

  /** Another node on the same database. */
  another(besides: Partial<ServerParts> = {}): Promise<Running> {
    return start(this.database, this.issuer, this.pool, besides)
  }

  get url(): string {
    return `http://127.0.0.1:${this.running.port}`
  }

  /** Rows as they are, behind the row rules. */
  async rows<Row extends pg.QueryResultRow = Record<string, never>>(
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.database.admin.query<Row>(sql, values)).rows
  }

  async team(name = `Team ${randomUUID().slice(0, 8)}`): Promise<string> {
    const id = randomUUID()
    await this.rows("insert into team (id, name, district) values ($1, $2, 'De Linde')", [id, name])
    return id
  }

  async employee({
    name = "Sanne de Wit",
    role = "CONSULTANT",
    team,
    cleared = allKinds,
  }: Employed = {}): Promise<Colleague> {
    const id = randomUUID()
    await this.rows("insert into employee (id, subject, name, role) values ($1, $2, $3, $4)", [
      id,
      `subject-${id}`,
      name,
      role,
    ])
    if (team !== undefined)
      await this.rows(
        "insert into team_membership (employee_id, team_id, valid_from) values ($1, $2, now() - interval '1 year')",
        [id, team],
      )
    for (const kind of cleared)
      await this.rows(
        "insert into clearance (employee_id, kind, valid_from) values ($1, $2, now() - interval '1 year')",
        [id, kind],
      )
    return await this.colleague(id, name)
  }

  /** With a token that she has been at work with already, unless she only arrives: its first use leaves an event of its own. */
  async colleague(id: string, name: string, { arriving = false } = {}): Promise<Colleague> {
    const token = await this.issuer.tokenFor(`subject-${id}`)
    if (!arriving) await this.rows("insert into session (id, expires_at) values ($1, 'infinity')", [sessionIn(token)])
    const ask = (document: string, variables: Variables = {}): Promise<Answer> => this.ask(document, variables, token)
    return {
      id,
      name,
      token,
      ask,
      get: async (document, variables) => {
        const { data, errors, text } = await ask(document, variables)
        if (errors) throw new Error(`unexpected errors: ${text}`)
        return data
      },
    }
  }

  officer(): Promise<Colleague> {
    return this.employee({ name: "Marijke Vos", role: "PRIVACY_OFFICER", cleared: [] })
  }

  async home(): Promise<string> {
    const id = randomUUID()
    await this.rows(
      "insert into home (id, unit_number, street, house_number, postcode, city, district) values ($1, $2, 'Lindelaan', '12', '4901AB', 'Oosterhout', 'De Linde')",
      [id, id.slice(0, 8)],
    )
    return id
  }

  async person(surname = "Bakker", home: string | null = null): Promise<string> {
    const id = randomUUID()
    await this.rows(
      "insert into person (id, source, initials, surname, phone, home_id) values ($1, 'ERP', 'A.', $2, '0600000001', $3)",
      [id, surname, home],
    )
    return id
  }

  async ask(
    document: string,
    variables: Variables = {},
    token?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return await this.post(JSON.stringify({ query: document, variables }), token, headers)
  }

  async post(body: string, token?: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
    })
    const text = await response.text()
    const { data, errors } = JSON.parse(text) as Pick<Answer, "data" | "errors">
    return { status: response.status, data, errors, text }
  }
}

/** By what the service tells a token from every other. */
function sessionIn(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, string>
  return sessionOf(claims["iss"] ?? "", claims["sub"] ?? "", claims["jti"] ?? "")
}

/** Specs send each document once, and more of them in a minute than any colleague. */
const endless = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 }
const roomy: CapacityFacts = { ...usualCapacity, documents: endless, answers: endless }

const start = (
  database: Clone,
  issuer: DemoIssuer,
  pool: number,
  besides: Partial<ServerParts> = {},
): Promise<Running> =>
  startServer({
    host: "127.0.0.1",
    port: 0,
    urls: database.urls,
    pool,
    tokens: issuer,
    limits: roomy,
    log: createLog(process.env["SPEC_LOG"] ?? "silent"),
    ...besides,
  })
