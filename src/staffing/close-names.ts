/** A name without accents, capitals and signs: what is the same then, people take for the same. */
export const folded = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

const most = 5

/** Of these names those that somebody may have meant who wrote another, the closest first. */
export function closeNames(given: string, names: readonly string[]): string[] {
  const meant = folded(given)
  const bound = Math.max(2, Math.floor(meant.length / 4))
  return names
    .map((name) => ({ name, far: farness(meant, folded(name)) }))
    .filter(({ far }) => far <= bound)
    .sort((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ name }) => name)
}

/** One within the other is as good as a slip of the pen. */
const farness = (one: string, other: string): number =>
  one.length > 2 && other.length > 2 && (one.includes(other) || other.includes(one)) ? 1 : slips(one, other)

/** How many letters are to be put in, left out or changed (Levenshtein). */
function slips(one: string, other: string): number {
  const letters = Array.from(other)
  let row = Array.from({ length: letters.length + 1 }, (_, nth) => nth)
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1]
    for (const [j, against] of letters.entries())
      next.push(Math.min(at(row, j + 1) + 1, at(next, j) + 1, at(row, j) + (letter === against ? 0 : 1)))
    row = next
  }
  return at(row, letters.length)
}

const at = (row: readonly number[], nth: number): number => row[nth] ?? Number.MAX_SAFE_INTEGER
