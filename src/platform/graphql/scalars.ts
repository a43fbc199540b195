import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars"

/** A moment, in UTC, as RFC 3339 writes it. */
export const Instant = GraphQLDateTimeISO

/** A day of the calendar in Europe/Amsterdam, without a time: 2026-11-22. */
export const Day = GraphQLLocalDate
