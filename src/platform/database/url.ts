/**
 * Whether it is a URL of PostgreSQL that names a role. A password with a slash in it, as it stands, would be read as host and path, and a
 * part of it be told as such.
 */
export function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^postgres(ql)?:$/.test(protocol) && username !== "" && canDecode(username) && canDecode(password)
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** Host and port of a URL, and nothing else of it. */
export function placeOf(url: string): { host: string; port: string } {
  const { searchParams, hostname, port } = new URL(url)
  const host = decodeURIComponent(searchParams.get("host") ?? hostname)
  return { host: host === "" ? "localhost" : host, port: searchParams.get("port") ?? (port === "" ? "5432" : port) }
}
