import pg from "pg"
import type { ReviewSettings } from "../../src/platform/review-settings"
import { type Raised, raisingPart } from "../../src/reviews"
import type { Verdict } from "../../src/audit/verifying/verify"
import { Sealed } from "../audit/sealed"
import { newTrace } from "../audit/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { type Colleague, House, type Variables } from "../support/house"

/** Nothing rests, no list is short, and nothing is listed but what a spec asks for – or what has no threshold. */
export const quiet: ReviewSettings = {
  REVIEW_REST_MINUTES: 0,
  REVIEW_REASONED_PER_MILLE: 1000,
  REVIEW_CLOSED_DAYS: 0,
  REVIEW_FEW_CASES: 0,
  REVIEW_MANY_CASES: 10_000,
  REVIEW_MANY_LISTED: 10_000,
  REVIEW_MANY_CASES_MINUTES: 60,
  REVIEW_MANY_PERSONS: 10_000,
  REVIEW_MANY_PERSONS_MINUTES: 60,
  REVIEW_DENIED_SERIES: 10_000,
  REVIEW_DENIED_MINUTES: 10,
  REVIEW_SEARCHED_CASES: 10_000,
  REVIEW_SEARCHED_MINUTES: 60,
  REVIEW_SAMPLE_PER_MILLE: 0,
  REVIEW_DUE_DAYS: 7,
}

/** A house whose trail is sealed and looked through whenever a spec says so. */
export class Watched {
  private constructor(
    readonly house: House,
    private readonly sealed: Sealed,
    private readonly keeper: pg.Pool,
    readonly officer: Colleague,
  ) {}

  private readonly pools: pg.Pool[] = []

  static async open(): Promise<Watched> {
    const house = await House.open()
    await pastMonth(house)
    const keeper = new pg.Pool({ connectionString: house.database.urls.keeper, max: 4 })
    return new Watched(house, await Sealed.of(house), keeper, await house.officer())
  }

  async close(): Promise<void> {
    await Promise.all([this.keeper, ...this.pools].map((pool) => pool.end()))
    await this.sealed.close()
    await this.house.close()
  }

  seal(): Promise<number> {
    return this.sealed.seal()
  }

  /** Connections as the service's own, with the settings of the role as they are now. They end with the house. */
  keeperPool(): pg.Pool {
    const pool = new pg.Pool({ connectionString: this.house.database.urls.keeper, max: 2 })
    pool.on("error", () => undefined)
    this.pools.push(pool)
    return pool
  }

  /** Looks through one share of what is sealed, as a job does. Whether there may be more. */
  async look(settings: Partial<ReviewSettings> = {}, limit = 5_000): Promise<boolean> {
    const { text, values } = raisingPart({ ...quiet, ...settings }, limit)
    const { rows } = await this.keeper.query<{ raised: Raised }>(text, [...values])
    return rows[0]?.raised.more === true
  }

  /** Seals, looks through all of it, and answers what the officer then finds on the list of one employee. */
  async raised(who: Colleague, settings: Partial<ReviewSettings> = {}): Promise<any[]> {
    await this.seal()
    while (await this.look(settings)) continue
    return await itemsOf(this.officer, { employeeId: who.id })
  }

  /** The same, as no more than the kinds. */
  async kinds(who: Colleague, settings: Partial<ReviewSettings> = {}): Promise<string[]> {
    return (await this.raised(who, settings)).map(({ kind }) => kind as string).sort()
  }

  /** What the verifier says of the trail as it is now. */
  proven(): Promise<Verdict> {
    return this.sealed.verdict()
  }

  dossier(kind?: string): Promise<Dossier> {
    return dossierOf(this.house, kind === undefined ? {} : { kind })
  }

  /** Somebody of the team that handles the case, to whom it is nothing but one of the team's. */
  member({ team }: { team: string }, name = "Mila Hermans"): Promise<Colleague> {
    return this.house.employee({ name, team })
  }

  /** What somebody did so far, as if it had been so much earlier. To be called before it is sealed. */
  async earlier({ id }: Colleague, interval: string): Promise<void> {
    const mine = "select id from trail_event where actor_id = $1"
    await this.house.rows(
      `update trail_sight set recorded_at = recorded_at - $2::interval where event_id in (${mine})`,
      [id, interval],
    )
    await this.house.rows("update trail_event set recorded_at = recorded_at - $2::interval where actor_id = $1", [
      id,
      interval,
    ])
  }
}

/** What lies before this month has a place too, also on its first day. */
async function pastMonth(house: House): Promise<void> {
  for (const table of ["trail_event", "trail_sight", "trail_by_case", "trail_by_person"])
    await house.rows(`do $$ declare month timestamptz := date_trunc('month', now(), 'UTC'); begin
      execute format('create table ${table}_before partition of ${table} for values from (%L) to (%L)', month - interval '1 month', month);
    end $$`)
}

const looking = "query Looking($id: ID!) { case(id: $id) { id title journal { nodes { body } } } }"

/** Looks at a case in detail; with a reason where one is given. */
export async function look(house: House, who: Colleague, id: string, reason?: string): Promise<void> {
  const headers = {
    traceparent: `00-${newTrace()}-00f067aa0ba902b7-01`,
    ...(reason !== undefined && { "x-look-reason": reason }),
  }
  const { data } = await house.ask(looking, { id }, who.token, headers)
  expect(data.case.id).toBe(id)
}

const listed = `query Reviews($filter: ReviewFilter, $orderBy: ReviewOrder) {
  reviewItems(filter: $filter, orderBy: $orderBy, first: 100) { totalCount nodes { id kind role address accessCount
    employee { id } case { id title } firstAt lastAt raisedAt dueAt emergency { reason } eventId
    accesses { recordedAt routes lookReason event { id actor { id } actions outcome } }
    judgement note judgedBy { id } judgedAt askedBy { id } askedAt askedNote } } }`

/** The same again and again. */
export async function looks(house: House, who: Colleague, id: string, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) await look(house, who, id)
}

export const itemsOf = async (who: Colleague, filter: Variables, orderBy?: string): Promise<any[]> =>
  (await who.get(listed, { filter, orderBy })).reviewItems.nodes as any[]

export const totalOf = async (who: Colleague, filter: Variables): Promise<number> =>
  (await who.get("query($filter: ReviewFilter) { reviewItems(filter: $filter) { totalCount } }", { filter }))
    .reviewItems.totalCount as number
