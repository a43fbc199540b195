import { withoutTrail } from "../price"
import { figuresOf, quotient, table } from "../report"
import type { Side } from "../servers"
import { type Stage, where } from "../stage"

/** What the trail costs our server altogether: Node and PostgreSQL, with it and without it. */
export async function totalOfTrail(stage: Stage): Promise<object> {
  return await withoutTrail(stage.database.ownerUrl, async () => {
    const sides: [Side, Side] = [
      await stage.start("ours", { label: "with" }),
      await stage.start("ours", { label: "without", trail: false }),
    ]
    await assertLeftOut(stage, sides)
    return {
      ...stage.about(),
      list: await totalOf("list", stage, sides),
      detail: await totalOf("detail", stage, sides),
    }
  })
}

async function totalOf(bench: "list" | "detail", stage: Stage, sides: [Side, Side]) {
  const [traced, untraced] = sides
  const pair = await stage.measured(
    [await asked(bench, stage, traced), await asked(bench, stage, untraced)],
    stage.pins,
  )
  stage.say(table(`${bench}, ${where(stage.pins)}`, pair))
  return {
    total: quotient(pair, "totalUs"),
    postgres: quotient(pair, "pgUs"),
    node: quotient(pair, "nodeUs"),
    throughput: quotient(pair, "rps"),
    with: figuresOf(pair[0]),
    without: figuresOf(pair[1]),
  }
}

/** Each server has an issuer of its own, and so tokens of its own. */
async function asked(bench: "list" | "detail", stage: Stage, side: Side): Promise<Side> {
  const requests = await stage.requests(bench, stage.people, side)
  return { ...side, turn: () => stage.load.prepare({ is: "reads", requests }) }
}

/** The one leaves lines for what it serves, the other serves as much and leaves none. */
async function assertLeftOut(stage: Stage, sides: [Side, Side]): Promise<void> {
  const lines = async (): Promise<number> => {
    const { rows } = await stage.database.admin.query<{ count: string }>(
      "select (select count(*) from trail_event where actions <> '{session.begun}') + (select count(*) from trail_sight) as count",
    )
    return Number(rows[0]?.count)
  }
  for (const [index, side] of sides.entries()) {
    const requests = await stage.requests("list", stage.people.slice(0, 1), side)
    await stage.load.prepare({ is: "reads", requests })
    const before = await lines()
    const { requests: asked } = await stage.load.run(side.port, 1, 0.2)
    const wanted = index === 0 ? 2 * asked : 0
    if ((await lines()) - before !== wanted) throw new Error(`${side.label} a trail leaves other lines than it must`)
  }
}
