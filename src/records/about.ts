import { type Values, textOf } from "./binds"
import { type Subject, subjects } from "./marks"
import type { About, PagePlan } from "./plan"
import type { Seen, Select } from "./seen"
import type { Writer } from "./writer"

type Given = (values: Values) => Readonly<Record<string, unknown>>

const filterOf = (args: Readonly<Record<string, unknown>>) =>
  (args["filter"] ?? {}) as Readonly<Record<string, unknown>>

const named = (subject: Subject, args: Readonly<Record<string, unknown>>): unknown =>
  args[`${subject}Id`] ?? filterOf(args)[`${subject}Id`]

/** Whom an argument or a field of the filter names: it is called after the subject. */
export function aboutOf(given: Given, values: Values): About {
  return subjects
    .filter((subject) => (named(subject, given(values)) ?? null) !== null)
    .map((subject) => [subject, { cast: "uuid", read: (now: Values) => textOf("uuid", named(subject, given(now))) }])
}

/**
 * A page, and whom it was asked about where it has anything to tell of them: a count, that there are more, and rows that name nobody
 * themselves tell of a case too. Where it has nothing, who was asked about need not exist.
 */
export function mentioning(writer: Writer, { about }: PagePlan, { text, seen }: Select): Select {
  if (!about.length) return { text, seen }
  const alias = writer.alias()
  const told = `(${alias}.j ->> 'totalCount')::int > 0 or (${alias}.j ->> 'more')::boolean or json_array_length(${alias}.j -> 'nodes') > 0`
  const named = about.map(([subject, bind]): [Subject, string] => [subject, writer.bind(bind)])
  // A party is found in the trail by its case.
  const party = named.find(([subject]) => subject === "party")
  if (party && !named.some(([subject]) => subject === "case")) named.push(["case", `case_of_party(${party[1]})`])
  const kept = Object.keys(seen).filter((what) => !named.some(([subject]) => subject === what))
  const columns = [
    ...kept.map((what) => `${alias}.seen_${what}`),
    ...named.map(([subject, id]) => {
      const asked = `case when ${told} then array[${id}] end`
      return `${seen[subject] ? `coalesce(${alias}.seen_${subject}, '{}') || ${asked}` : asked} seen_${subject}`
    }),
  ]
  const gathered = { sql: "", array: true, once: false }
  const mentioned: Seen = Object.fromEntries(named.map(([subject]) => [subject, gathered]))
  return {
    text: `select ${alias}.j, ${columns.join(", ")} from (${text} offset 0) ${alias}`,
    seen: { ...seen, ...mentioned },
  }
}
