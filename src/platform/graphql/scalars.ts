import { GraphQLError, GraphQLScalarType } from "graphql"
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars"

const rfc3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"

/** A moment, as RFC 3339 writes it. */
export const Instant = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "A moment with its offset from UTC, as RFC 3339 writes it: 2026-11-22T09:30:00Z. Answers are in UTC.",
  specifiedByURL: rfc3339,
})

/** A day of the calendar in Europe/Amsterdam, without a time: 2026-11-22. */
export const Day = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  description: "A day of the calendar in Europe/Amsterdam, without a time, as RFC 3339 writes it: 2026-11-22.",
  specifiedByURL: rfc3339,
  parseValue: (value) => inHistory(GraphQLLocalDate.parseValue(value)),
  parseLiteral: (node, variables) => inHistory(GraphQLLocalDate.parseLiteral(node, variables)),
})

/** There is no year 0 in the calendar, nor in PostgreSQL. @throws GraphQLError */
function inHistory(day: string): string {
  if (day.startsWith("0000")) throw new GraphQLError("A day has a year from 0001 on.")
  return day
}
