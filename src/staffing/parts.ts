/** An event that names more cases than this is too large for whoever reads it. */
const most = 10_000

/** So many at a time; one part at least, of nothing. */
export const inParts = (cases: readonly string[], size = most): string[][] =>
  Array.from({ length: Math.max(1, Math.ceil(cases.length / size)) }, (_, nth) =>
    cases.slice(nth * size, (nth + 1) * size),
  )
