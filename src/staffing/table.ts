/** Rows of text under their headings, each column as wide as its longest. */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, nth) =>
    Math.max(...[heading, ...rows.map((row) => row[nth] ?? "")].map(widthOf)),
  )
  return [headings, ...rows].map((row) =>
    row
      .map((cell, nth) => cell + " ".repeat((widths[nth] ?? 0) - widthOf(cell)))
      .join("  ")
      .trimEnd(),
  )
}

const widthOf = (text: string): number => Array.from(text).length
