import { type Given, settings } from "./settings"

const loopback = ["127.0.0.1", "localhost", "::1"]

/** What must hold between settings; looked at also when a single one is at fault, so that all is told at once. */
export function conflicts(given: Given): string[] {
  const embedded = given.DATABASE_URL === undefined
  const demo = embedded && given.DEMO !== "off"
  return [
    ...(sharesPort(given) ? ["METRICS_PORT: has to be another than PORT, or 0"] : []),
    ...(!demo && given.OIDC_ISSUER === undefined
      ? ["OIDC_ISSUER: needed without the demo: somebody must say who signs in"]
      : []),
    ...(demo && !loopback.includes(given.HOST ?? "127.0.0.1")
      ? ["HOST: with the demo the service listens on this machine only"]
      : []),
    ...(given.DATABASE_OWNER_URL !== undefined
      ? ["DATABASE_OWNER_URL: for commands only; the service must not hold it"]
      : []),
    ...(["TRAIL_KEY_FILE", "TRAIL_ANCHORS"] as const)
      .filter((name) => !embedded && given[name] === undefined)
      .map((name) => `${name}: needed with DATABASE_URL: every node signs with one key, and heads leave for one place`),
    ...(given.NODE_ENV === "production" && isOpenToOthers(given.OIDC_ISSUER)
      ? ["OIDC_ISSUER: has to be https in production: whoever is on the way could give keys of his own"]
      : []),
    ...(embedded && given.NODE_ENV === "production"
      ? ["DATABASE_URL: needed in production: the embedded database is for trying out"]
      : []),
  ]
}

/** Spoken to in plain text, and not on this machine. */
function isOpenToOthers(issuer: string | undefined): boolean {
  if (issuer === undefined || !URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol !== "https:" && ![...loopback, "[::1]"].includes(hostname)
}

function sharesPort({ PORT, METRICS_PORT }: Given): boolean {
  const [port, figures] = [settings.PORT.safeParse(PORT).data, settings.METRICS_PORT.safeParse(METRICS_PORT).data]
  return port === figures && port !== undefined && port !== 0
}
