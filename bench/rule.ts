import pg from "pg"
import { type Quotient, figuresOf, quotient, spreadOf, table } from "./report"
import type { Side } from "./servers"
import { type Stage, where } from "./stage"

const scope = (column: string): string =>
  `(select s.${column} from scope s where s.xact = pg_current_xact_id_if_assigned())`

/** A rule of grants and terms, and nothing besides. */
const grantsAlone = `principal_id = any (${scope("principals")}::uuid[])
  and valid_from <= now() and (valid_until is null or valid_until > now())`

/** The price of the full rule to PostgreSQL: our server with it, and with grants alone. The rule is changed in place, and put back. */
export async function priceOfRule(stage: Stage): Promise<object> {
  const owner = new pg.Client({ connectionString: stage.database.ownerUrl })
  await owner.connect()
  const full = await owner.query<{ rule: string; opening: string }>(
    `select (select qual from pg_policies where policyname = 'in_force') as rule,
       (select pg_get_functiondef(oid) from pg_proc where proname = 'open_request') as opening`,
  )
  const { rule = "", opening = "" } = full.rows[0] ?? {}
  const plain = withoutRest(opening)
  const become = async (using: string, as: string): Promise<void> => {
    await owner.query(`alter policy in_force on case_grant using (${using}); ${as}`)
    // Every connection plans anew; that is no part of what is measured.
    await stage.load.run(server.port, 32, 1)
  }
  const server = await stage.start("ours")
  try {
    const sides: [Side, Side] = [
      { ...server, label: "full", turn: () => become(rule, opening) },
      { ...server, label: "grants", turn: () => become(grantsAlone, plain) },
    ]
    return { ...stage.about(), ...(await pricesOf(stage, server, sides)) }
  } finally {
    await owner.query(`alter policy in_force on case_grant using (${rule}); ${opening}`)
    await owner.end()
  }
}

async function pricesOf(stage: Stage, server: Side, sides: [Side, Side]): Promise<object> {
  const ratios: Record<string, Quotient> = {}
  const figures: Record<string, object> = {}
  for (const bench of ["list", "detail"] as const) {
    await stage.load.prepare({ is: "reads", requests: await stage.requests(bench, stage.people, server) })
    const [full, grants] = await stage.measured(sides, stage.pins)
    stage.say(table(`${bench}, ${where(stage.pins)}`, [full, grants]))
    const pgUs = [figuresOf(full).pgUs, figuresOf(grants).pgUs]
    ratios[bench] = quotient([full, grants], "pgUs")
    figures[bench] = { pgUs, spread: [spreadOf(full, "pgUs"), spreadOf(grants, "pgUs")] }
  }
  return { ratios, figures }
}

/** The opening of a request that looks up neither blocks nor emergencies nor categories. */
function withoutRest(opening: string): string {
  const changed = opening
    .replace(/array\(select b\.case_id [^)]*\)/, "'{}'::uuid[]")
    .replace(/array\(select g\.case_id [\s\S]*?valid_until > now\(\)\)/, "'{}'::uuid[]")
    .replace(/array\(select c\.opens [\s\S]*?valid_until > now\(\)\)\)/, "'{}'::text[]")
  if (/case_block|EMERGENCY|c\.opens/.test(changed))
    throw new Error("open_request is not what it was; look at what the bench makes of it")
  return changed
}
