import { placeOf } from "./url"

/** Where a connection goes, as it is told. */
interface Place {
  readonly at: string
  readonly setting: string
}

/**
 * The URL with TLS and a verified certificate where it says nothing of it. `pg` would speak in plain text; with any `sslmode` but
 * `disable` and `no-verify` it speaks TLS and verifies. A socket of this machine has no network to be read on.
 */
export function withVerifiedTls(url: string): string {
  const at = new URL(url)
  if (at.searchParams.has("sslmode") || placeOf(url).host.startsWith("/")) return url
  at.searchParams.set("sslmode", "verify-full")
  return at.toString()
}

const notOffered = /does not support SSL|establishing an SSL connection/
const untrusted = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_(UNTRUSTED|SIGNATURE|REJECTED)|INVALID_CA/

export const isTlsFault = (code: string, message: string): boolean =>
  notOffered.test(message) || untrusted.test(code) || /^(ERR_(TLS|SSL|OSSL)|CERT_|EPROTO$)/.test(code)

/** Why there is no TLS, and what to do. */
export function tlsSentence(code: string, message: string, { at, setting }: Place): string {
  if (notOffered.test(message))
    return `${at} offers no TLS, which is asked for: turn ssl on there, or, where nobody else is on that network, write sslmode=disable into ${setting}.`
  if (untrusted.test(code))
    return `The certificate of ${at} is by nobody whom this machine trusts: name the file of whoever issued it, as sslrootcert=/path/ca.pem, in ${setting}; one that is named has to be theirs, and PEM.`
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `The certificate of ${at} is for another name: write the name that it is for into ${setting}.`
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return `The certificate of ${at} is not valid now: renew it there, or set the clock of this machine.`
  return `TLS with ${at} fails: see ssl and its certificate there, and sslmode in ${setting}.`
}
