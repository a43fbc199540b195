import { GraphQLError, GraphQLScalarType } from "graphql"
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars"

/** A moment, in UTC, as RFC 3339 writes it. */
export const Instant = GraphQLDateTimeISO

/** A day of the calendar in Europe/Amsterdam, without a time: 2026-11-22. */
export const Day = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  parseValue: (value) => inHistory(GraphQLLocalDate.parseValue(value)),
  parseLiteral: (node, variables) => inHistory(GraphQLLocalDate.parseLiteral(node, variables)),
})

/** There is no year 0 in the calendar, nor in PostgreSQL. @throws GraphQLError */
function inHistory(day: string): string {
  if (day.startsWith("0000")) throw new GraphQLError("A day has a year from 0001 on.")
  return day
}
