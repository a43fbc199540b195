import { createHash } from "node:crypto"
import type { ActivityVersion } from "../../src/audit/activities.form"

type Register = Readonly<Record<string, readonly ActivityVersion[]>>
export type Published = Readonly<Record<string, string>>

/** What a version says, whatever the order of its fields: any change of it is another fingerprint. */
const fingerprintOf = (described: ActivityVersion): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(described).sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest("hex")

export const fingerprintsOf = (register: Register): Published =>
  Object.fromEntries(
    Object.entries(register).flatMap(([name, versions]) =>
      versions.map((each) => [`${name}@${each.version}`, fingerprintOf(each)]),
    ),
  )

/** What is not as it was published, is no longer there, or was never published; and versions that do not count on from one. */
export function faultsOf(register: Register, published: Published): string[] {
  const now = fingerprintsOf(register)
  const changed = Object.entries(published).flatMap(([version, print]) =>
    now[version] === undefined ? [`${version} is gone`] : now[version] === print ? [] : [`${version} was edited`],
  )
  const fresh = Object.keys(now).filter((version) => published[version] === undefined)
  const uncounted = Object.entries(register)
    .filter(([, versions]) => versions.some(({ version }, index) => version !== index + 1))
    .map(([name]) => `${name} does not count its versions from one`)
  const unordered = Object.entries(register)
    .filter(([, versions]) =>
      versions.some(({ since }, index) => index > 0 && since <= (versions[index - 1]?.since ?? "")),
    ) // prettier-ignore
    .map(([name]) => `${name} has versions of the same day or of an earlier one`)
  return [...changed, ...fresh.map((version) => `${version} is not published`), ...uncounted, ...unordered]
}
