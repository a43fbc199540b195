import type { ActivityVersion } from "./activities.form"
import { register } from "./activities.register"

const list = (values: readonly string[]): string =>
  values.length ? values.map((value) => `\`${value}\``).join(", ") : "–"

const lines = (name: string, versions: readonly ActivityVersion[]): string[] => [
  `## ${name}`,
  ...[...versions]
    .reverse()
    .flatMap((each, index) => [
      "",
      `### Version ${each.version}, from ${each.since}${index === 0 ? "" : " (replaced)"}`,
      "",
      "| | |",
      "| --- | --- |",
      `| Dutch name (naam in het verwerkingsregister) | ${each.dutchName} |`,
      `| purpose (doel) | ${each.purpose} |`,
      `| grounds (grondslag, GDPR art. 6) | ${list(each.bases)} |`,
      `| grounds for special and criminal data (art. 9, 10) | ${list(each.specialGrounds)} |`,
      `| categories of data | ${list(each.data)} |`,
      `| data subjects (betrokkenen) | ${list(each.subjects)} |`,
      `| recipients (ontvangers) | ${list(each.recipients)} |`,
      `| term (bewaartermijn) | ${each.term} |`,
      `| privacy statement | ${each.promises.join(", ")}; § ${each.paragraphs.join(", ")} |`,
    ]),
  "",
]

/** The text of `docs/register.md`. */
export const describeRegister = (): string =>
  [
    "# The register of processing activities",
    "",
    "Generated from `src/audit/activities.register.ts` by `npm run schema`.",
    "",
    "What this system processes, as GDPR art. 30 asks it to be described. Every line of the trail names an activity and its version; a version",
    "that was published is never edited, so that a line can still be read as it was meant when its five years are almost over. Whoever changes",
    "anything of an activity adds a version below the last, runs `UPDATE_REGISTER=1 npx jest test/audit/register`, which adds its fingerprint to",
    "`test/audit/published-activities.json`, and `npm run schema`, which writes this page. An edit of a published version fails the specs.",
    "",
    "The privacy officer, the privacy coordinator and the external auditor ask it as `processingActivities`. On which of the grounds of",
    "`case-handling` a case rests, the case itself says (`legalBasis`, `healthGround`, `criminalGround`): the trail has those of the activity, because",
    "the case may be gone before the line is. No recipients stand outside the association as long as there are no covenants; transfers outside the",
    "EEA there are none. The measures of art. 30-1-g are [ACCESS.md](ACCESS.md) and [trail.md](trail.md).",
    "",
    ...Object.entries<readonly ActivityVersion[]>(register).flatMap(([name, versions]) => lines(name, versions)),
  ].join("\n")
