/** Of a row with a term: it has not ended, and may be yet to begin. */
export const lasts = (row: string): string => `(${row}.valid_until is null or ${row}.valid_until > now())`

/** It has begun, and has not ended. */
export const inForce = (row: string): string => `${row}.valid_from <= now() and ${lasts(row)}`

/** Ends it now; what is yet to begin ends as it begins. */
export const ending = (row: string): string =>
  `valid_until = greatest(now(), ${row}.valid_from + interval '1 microsecond')`
