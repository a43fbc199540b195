import type { Facts } from "./facts"
import type { Rule } from "./rule"
import type { Dossier, Employee, Item, Row, Sight } from "./rows"

/** A person's part in one case, as far as the actor may know of it. */
interface Part {
  readonly dossier: Dossier
  readonly hers: readonly Item[]
  readonly others: readonly Item[]
}

/** Who looked at a person's file: written from what a person may be told of it, and from nothing of the product. */
export class AccessLogs {
  constructor(private readonly rule: Rule) {}

  private get facts(): Facts {
    return this.rule.facts
  }

  /** The lines that an actor is told, in no order; of all her cases, or of this one. */
  told(actor: Employee, personId: string, only?: string): Row[] {
    const lines = new Map<string, { line: Row; categories: Set<string>; acts: Set<string> }>()
    for (const part of this.parts(actor, personId)) {
      if ((only !== undefined && part.dossier.id !== only) || !this.answersFor(actor, part.dossier)) continue
      const sayable = this.sayable(part)
      for (const sight of this.facts.all("TrailSight")) {
        if (!names(part, sight)) continue
        const event = this.facts.find("TrailEvent", sight.event_id)
        if (!event) continue
        if (!this.isHers(part, sight, event["recorded_at"] as string) || !this.isToldOf(personId, sight)) continue
        // Her log is looked at as a whole: one line, whatever it told of.
        const line = sight.action === "trail.rendered" ? "" : part.dossier.id
        const key = [event.id, line, sight["activity"], sight["purpose"]].join()
        const { categories, acts } = lines.get(key) ?? { categories: new Set<string>(), acts: new Set<string>() }
        for (const each of sight.categories) if (sayable.has(each)) categories.add(each)
        for (const each of actsOf(event, sight)) acts.add(each)
        const first = lines.get(key)?.line ?? { ...lineOf(event, sight, part.dossier, personId), line }
        const least = [first["case_id"] as string, part.dossier.id].sort()[0] ?? ""
        const reference = line === "" ? null : first["reference"]
        lines.set(key, { line: { ...first, case_id: least, reference }, categories, acts })
      }
    }
    return [...lines.values()].map(({ line, categories, acts }) => ({
      ...line,
      acts: [...acts].sort(),
      categories: [...categories].sort(),
    }))
  }

  /** Whether an actor is told that an event did something with a case of the person. */
  tells(actor: Employee, personId: string, event: string, caseId: string): boolean {
    return this.told(actor, personId, caseId).some((line) => line.id === event)
  }

  /** Whether an event concerns a case of the person, or looked her up: for the privacy officer, who is not told it by any other way. */
  concerns(actor: Employee, event: string, personId: string): boolean {
    if (actor.role !== "PRIVACY_OFFICER") return false
    const sights = this.facts.by("TrailSight", "event_id", event)
    if (sights.some((sight) => this.names(personId, sight)) && !this.tellsOfReport(actor, personId, sights)) return true
    return this.parts(actor, personId).some((part) => sights.some((sight) => names(part, sight)))
  }

  /** A part in which she is a shielded reporter is none for who is not cleared for it. */
  private isKnown(actor: Employee, { category }: Item): boolean {
    return category !== "REPORTER" || this.rule.left("log-shielded") || this.rule.isOpen(actor, "REPORTER")
  }

  /** Such a part, or anything of reporters, would be told of by who looked her up there. */
  private tellsOfReport(actor: Employee, personId: string, sights: readonly Sight[]): boolean {
    const shielded = this.facts.by("Party", "person_id", personId).filter((party) => !this.isKnown(actor, party))
    return sights.some(
      (sight) =>
        shielded.some(({ id, case_id: dossier }) => sight.party_ids.includes(id) || sight.case_ids.includes(dossier)) ||
        (sight.categories.includes("REPORTER") && !this.rule.isOpen(actor, "REPORTER")),
    )
  }

  private names(personId: string, { person_ids: persons }: Sight): boolean {
    return persons.includes(this.facts.find("Person", personId)?.["trail_reference"] as string)
  }

  private parts(actor: Employee, personId: string): Part[] {
    if (!this.facts.find("Person", personId)) return [] // and not those of whom it is not known who they are
    const parties = this.facts.by("Party", "person_id", personId).filter((party) => this.isKnown(actor, party))
    return [...new Set(parties.map((party) => party.case_id))].flatMap((id) => {
      const dossier = this.facts.find("Case", id)
      const hers = parties.filter((party) => party.case_id === id)
      return dossier ? [{ dossier, hers, others: this.facts.by("Party", "case_id", id).filter((each) => !hers.includes(each)) }] : [] // prettier-ignore
    })
  }

  private answersFor(actor: Employee, dossier: Dossier): boolean {
    const { id } = dossier
    const marks = this.facts.by("Confidentiality", "case_id", id)
    const kept = marks.some((mark) => mark.ended_at === null && mark.review_at > this.facts.now)
    if (kept && !this.rule.left("log-confidential")) return false
    if (this.rule.isKept(actor, id, "log-block")) return false
    if (actor.role === "PRIVACY_OFFICER") return true
    if (actor.role !== "PRIVACY_COORDINATOR") return false
    if (this.rule.left("log-request")) return true
    return this.facts.by("Grant", "case_id", id).some((grant) => grant.route === "REQUEST" && this.rule.counts(actor, grant)) // prettier-ignore
  }

  /** What sort of data can be said to be hers. */
  private sayable({ dossier, hers, others }: Part): Set<string> {
    const person = hers[0]?.["person_id"] as string
    const alone = others.every((each) => each["person_id"] === person || each["employee_id"] !== null || each["role"] === "PROFESSIONAL") // prettier-ignore
    const entries = [...this.facts.by("JournalEntry", "case_id", dossier.id), ...this.facts.by("Task", "case_id", dossier.id)] // prettier-ignore
    return new Set([
      "CONTACT",
      ...hers.map(({ category }) => category),
      ...(alone || isAbout(hers) ? [dossier["category"] as string] : []),
      ...(alone ? entries.map(({ category }) => category).filter((category) => category !== "REPORTER") : []),
    ])
  }

  /** That a log was asked for is told to whose log it was: it would tell anybody else that he asked. */
  private isToldOf(personId: string, sight: Sight): boolean {
    return sight.action !== "trail.rendered" || this.rule.left("log-asked") || this.names(personId, sight)
  }

  private isHers(part: Part, sight: Sight, recorded: string): boolean {
    const { hers, dossier } = part
    const joined = hers.map((each) => each["added_at"] as string).sort()[0] ?? ""
    if (!any(hers, sight) && !isAbout(hers) && recorded < joined && !this.rule.left("log-since")) return false
    if (this.rule.left("log-reporter")) return true
    if (ofReporterAlone(part, sight)) return false
    const beside = this.facts.by("TrailSight", "event_id", sight.event_id)
    return (
      sight.categories.length > 0 ||
      !beside.some((each) => each.action === sight.action && each.case_ids.includes(dossier.id) && ofReporterAlone(part, each)) // prettier-ignore
    )
  }
}

const any = (parties: readonly Item[], { party_ids: ids }: Sight): boolean => parties.some(({ id }) => ids.includes(id))
const isAbout = (hers: readonly Item[]): boolean => hers.some((each) => each["role"] === "SUBJECT")
const names = ({ dossier, hers }: Part, sight: Sight): boolean =>
  sight.case_ids.includes(dossier.id) || any(hers, sight)

function ofReporterAlone({ hers, others }: Part, sight: Sight): boolean {
  const [only, ...more] = sight.categories
  if (only === "REPORTER" && !more.length && !hers.some(({ category }) => category === "REPORTER")) return true
  const shielded = others.filter(({ category }) => category === "REPORTER")
  const rest = others.filter(({ category }) => category !== "REPORTER")
  return any(shielded, sight) && !any(rest, sight) && !any(hers, sight)
}

/** The trail that the association starts with is of looks, of logs that were told, and of changes that showed what they found. */
function actsOf(event: Row, { action, position, categories }: Sight): string[] {
  const looks = action === "case.viewed" || action === "case.listed"
  const done = action === "trail.rendered" ? "SUPERVISED" : looks ? "VIEWED" : "CHANGED"
  const shown = action === "case.updated" && position > 0 && categories.length > 0
  return [event["outcome"] === "DONE" ? done : "ATTEMPTED", ...(shown ? ["VIEWED"] : [])]
}

const lineOf = (event: Row, sight: Sight, dossier: Dossier, personId: string): Row => ({
  __typename: "LoggedAccess",
  id: event.id,
  case_id: dossier.id,
  person_id: personId,
  recorded_at: event["recorded_at"] as string,
  reference: dossier["reference"] as string,
  actor_role: event["actor_role"] as string | null,
  organisation: event["actor_role"] === "EXTERNAL_AUDITOR" ? "AUDITOR" : "ASSOCIATION",
  activity: sight["activity"] as string,
  purpose: sight["purpose"] as string,
})
