import pg from "pg"
import { openWithoutTrail } from "./limit/asking"
import { figuresOf, quotient, spreadOf, table } from "./report"
import type { Side } from "./servers"
import type { Measured } from "./rounds"
import { type Pair, type Stage, where } from "./stage"

/** The price of the trail to PostgreSQL: the limit's statements with it, and without it, which exists nowhere but here. */
export async function priceOfTrail(stage: Stage): Promise<object> {
  return await withoutTrail(stage.database.ownerUrl, async () => {
    const sides: [Side, Side] = [
      await stage.start("limit", { label: "with" }),
      await stage.start("limit", { label: "without", trail: false }),
    ]
    return {
      ...stage.about(),
      list: await priceOf("list", stage, sides),
      detail: await priceOf("detail", stage, sides),
    }
  })
}

async function priceOf(bench: "list" | "detail", stage: Stage, sides: [Side, Side]) {
  await stage.load.prepare({ is: "reads", requests: await stage.requests(bench, stage.people, sides[0]) })
  const pair: Pair = await stage.measured(sides, stage.pins)
  stage.say(table(`${bench}, ${where(stage.pins)}`, pair))
  const [on, off] = pair
  return { ...quotient(pair, "pgUs"), with: shown(on), without: shown(off) }
}

const shown = (side: Measured): object => ({ ...figuresOf(side), pgSpread: spreadOf(side, "pgUs") })

/** A header that is not written, but lays down the same scope, so that the same rows are seen. Made as the owner, and taken away again. */
export async function withoutTrail<T>(ownerUrl: string, act: () => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ text: string }>(
      `select pg_get_functiondef(p.oid) text from pg_proc p where p.proname = 'open_request'`,
    )
    const changed = (rows[0]?.text ?? "")
      .replace("open_request", openWithoutTrail)
      .replace(/with header as \([^;]*?\)\s+insert into scope/, "insert into scope")
    if (changed.includes("trail_event") || !changed.includes("insert into scope"))
      throw new Error("open_request is not what it was; look at what the bench makes of it")
    await owner.query(changed)
    await owner.query(`comment on function ${openWithoutTrail} is 'Of the bench, for as long as it measures: opens a request without a trail.';
      revoke execute on function ${openWithoutTrail} from public;
      grant execute on function ${openWithoutTrail} to woonrust_staff`)
    return await act()
  } finally {
    await owner.query(`drop function if exists ${openWithoutTrail}`)
    await owner.end()
  }
}
