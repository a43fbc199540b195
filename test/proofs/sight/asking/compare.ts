import type { Cursors } from "../model/cursors"

/** Where an answer is not as the model has it. */
export interface Unlike {
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const sorted = (names: unknown): unknown => (Array.isArray(names) ? [...(names as string[])].sort() : names)

/** All places where two answers differ. A cursor is believed the first time, and must be the same ever after. */
export function differences(expected: unknown, actual: unknown, cursors: Cursors): Unlike[] {
  const taught: [string, string][] = []
  const unlike = compared(expected, actual, cursors, "data", taught)
  if (unlike.length || cursors.learn(taught)) return unlike
  return [{ path: "cursors", expected: "one for each place", actual: taught }]
}

function compared(
  expected: unknown,
  actual: unknown,
  cursors: Cursors,
  path: string,
  taught: [string, string][],
): Unlike[] {
  // In which order the names of withheld fields stand nobody promises.
  if (/\.withheld(_\d+)?$/.test(path))
    return compared(sorted(expected), sorted(actual), cursors, `${path}, sorted`, taught)
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const long = Math.max(expected.length, actual.length)
    return Array.from({ length: long }, (_, index) => {
      const [wanted, got] = [expected[index] as unknown, actual[index] as unknown]
      const at = `${path}[${index}]`
      if (index >= expected.length) return [{ path: `${at} was served`, expected: undefined, actual: got }]
      if (index >= actual.length) return [{ path: `${at} was hidden`, expected: wanted, actual: undefined }]
      return compared(wanted, got, cursors, at, taught)
    }).flat()
  }
  if (isObject(expected) && isObject(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    return keys.flatMap((key) => compared(expected[key], actual[key], cursors, `${path}.${key}`, taught))
  }
  const cursor = cursors.isToken(expected)
  const same = cursor ? cursors.agrees(expected, actual) : Object.is(expected, actual)
  if (cursor && same) taught.push([expected, actual as string])
  return same ? [] : [{ path, expected, actual }]
}
