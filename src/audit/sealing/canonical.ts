type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one text of a value (JSON Canonicalization Scheme, RFC 8785): names in the order of their UTF-16 code units, no spaces.
 * @throws RangeError for a number that is not whole, which no payload holds
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(",")}]`
  if (typeof value === "object" && value !== null) {
    const fields = value as Readonly<Record<string, Json>>
    const names = Object.keys(fields).sort()
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(fields[name] as Json)}`).join(",")}}`
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError("a payload holds whole numbers")
  return JSON.stringify(value)
}

export type { Json }
