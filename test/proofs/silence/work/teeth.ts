import { Executor } from "../../../../src/api/executor"
import { poolOf } from "../../../../src/platform/database/data-source"
import { nameOf } from "../../../../src/platform/database/statements"
import type { Door } from "../../../../src/records"
import type { House } from "../../../support/house"

/** The case that is given away, by each of the names it has. */
export interface GivenAway {
  readonly id: string
  readonly reference: string
}

type Undo = () => Promise<void>
type Tooth = (house: House, dossier: GivenAway) => Promise<Undo>

/** Each gives one hidden case away in its own way, without a byte of any answer: the comparison has to find every one. */
export const teeth: Readonly<Record<string, Tooth>> = {
  "a statement more": (_house, dossier) =>
    whereAsked(dossier, async ({ databases }) => {
      await poolOf(databases.woonrust_staff).query("select 1")
    }),
  "another way through the code": (_house, dossier) =>
    whereAsked(dossier, () => {
      nameOf("")
      return Promise.resolve()
    }),
  "a row of another table": (house, { id }) => policy(house, `id <> '${id}' or exists (select from home)`),
  "a second look at the grants": (house, { id }) =>
    policy(house, `id <> '${id}' or not exists (select from case_grant g where g.case_id = case_file.id)`),
  "a function": async (house, { id }) => {
    await house.rows(
      "create function tooth() returns boolean language plpgsql stable cost 0.0001 as 'begin return true; end'",
    )
    await house.rows("grant execute on function tooth to woonrust_staff")
    const undo = await policy(house, `id <> '${id}' or tooth()`)
    return async () => {
      await undo()
      await house.rows("drop function tooth")
    }
  },
}

/** A row rule beside the others. It hides nothing more; it is cheap, and so asked first. */
async function policy(house: House, using: string): Promise<Undo> {
  await house.rows(`create policy tooth on case_file as restrictive for select to woonrust_staff using (${using})`)
  return async () => {
    await house.rows("drop policy tooth on case_file")
  }
}

type Run = (this: { readonly door: Door }, request: { request: { variables?: unknown } }) => Promise<unknown>
const executors = Executor.prototype as unknown as { run: Run }

/** Does something more wherever a request names the case. */
function whereAsked({ id, reference }: GivenAway, act: (door: Door) => Promise<void>): Promise<Undo> {
  const { run } = executors
  executors.run = async function (request) {
    const asked = JSON.stringify(request.request.variables ?? {})
    if (asked.includes(id) || asked.includes(reference)) await act(this.door)
    return await run.call(this, request)
  }
  return Promise.resolve(() => {
    executors.run = run
    return Promise.resolve()
  })
}
