import { kinds } from "./actors"
import type { Found } from "./asking"
import { categories, states } from "./stage"

type Row = readonly string[]

const introduction = `# Who may do what with which case

Asked of the running service on PostgreSQL by \`test/permissions/matrix.spec.ts\`, which fails when an answer is no longer as it stands
here; \`UPDATE_MATRIX=1 npx jest test/permissions/matrix\` writes it anew. Everybody here is cleared for the kind of the case and for
nothing else, unless the row says so. Where the four kinds differ, a row says of which it is.

- **yes**: she may. **no**: the case is there for her, and she may not. **later**: she might, in another state of the case.
  **–**: for her there is no such case.
- *sees*: **view**, **contribute** and **manage** are the levels of a grant; **metadata** is the case without its content.`

/** The whole of it, as it is committed. */
export function matrixOf(found: readonly Found[]): string {
  const verbs = states.map((state) => [`## A ${state} case`, doing(found.filter((each) => each.state === state))])
  return [
    introduction,
    ...verbs.flat(),
    "## What items she reads",
    "Parties, journal entries and tasks by what sort of data they hold. **withheld**: she sees that there is one, of which category, and no\nmore. **–**: not even that. Who is not in this table reads none. The states of a case make no difference, unless a row says so.",
    reading(found),
    "## What names no case",
    "Everybody ends her own sessions. A conflict of her own is never hers to end.",
    doing(found.filter((each) => each.state === "any")),
    "",
  ].join("\n\n")
}

/** One row an actor, several where the kinds differ; columns that are the same for everybody stand together. */
function doing(found: readonly Found[]): string {
  const asked = found.filter(({ does }) => Object.keys(does).length)
  const names = Object.keys(asked[0]?.does ?? {})
  const columns = new Map<string, string[]>()
  for (const name of names) {
    const answers = asked.map(({ does }) => does[name]).join("|")
    columns.set(answers, [...(columns.get(answers) ?? []), name])
  }
  const merged = [...columns.values()]
  const rows = actorsOf(asked).flatMap((actor) =>
    byKind(asked, actor, ({ does }) => merged.map(([name = ""]) => does[name] ?? "")).map(([kind = "", ...row]) => [
      ...[kind === "every" ? actor : `${actor}: ${kind}`, ...row],
    ]),
  )
  return table(["who", ...merged.map((each) => each.join(", "))], rows)
}

function reading(found: readonly Found[]): string {
  const seen = found.filter(({ reads }) => Object.values(reads).some((each) => each !== "–"))
  const blocks = new Map<string, { who: string[]; rows: Row[] }>()
  for (const actor of actorsOf(seen)) {
    const rows = byKind(seen, actor, ({ reads }) => categories.map((category) => reads[category] ?? ""))
    const block = blocks.get(JSON.stringify(rows)) ?? { who: [], rows }
    blocks.set(JSON.stringify(rows), { ...block, who: [...block.who, actor] })
  }
  const rows = [...blocks.values()].flatMap((block) =>
    block.rows.map((row, index) => [index === 0 ? block.who.join("; ") : "", ...row]),
  )
  return table(["who", "kind of case", ...categories], rows)
}

const actorsOf = (found: readonly Found[]): string[] => [...new Set(found.map(({ actor }) => actor))]

/** The rows of an actor, one for each set of kinds that are alike; a state that differs from the others is said with its kind. */
function byKind(found: readonly Found[], actor: string, row: (found: Found) => Row): Row[] {
  const own = found.filter((each) => each.actor === actor)
  const alike = new Map<string, { row: Row; kinds: string[] }>()
  for (const kind of kinds) {
    const inStates = own.filter((each) => each.kind === kind)
    const same = new Set(inStates.map((each) => row(each).join())).size === 1
    for (const each of same ? inStates.slice(0, 1) : inStates) {
      const group = alike.get(row(each).join()) ?? { row: row(each), kinds: [] }
      alike.set(row(each).join(), { ...group, kinds: [...group.kinds, same ? kind : `${kind} ${each.state}`] })
    }
  }
  return [...alike.values()].map((group) => [
    group.kinds.join() === kinds.join() ? "every" : group.kinds.join(", "),
    ...group.row,
  ])
}

function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (row: Row): string => `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")
}
