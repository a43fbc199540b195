import type { ActivityVersion } from "./activities.form"

const caseTerm = "Five calendar years from the closure of the case (P19)"
const trailTerm = "Five years from the event, whatever becomes of the case"
const staffTerm = "While the employee is with the association, and as long as the trail names her: five years"
const handlersAndOversight = ["CASE_HANDLERS", "PRIVACY_COORDINATOR", "PRIVACY_OFFICER", "EXTERNAL_AUDITOR"] as const
const caseData = ["CONTACT", "CONDUCT", "HEALTH", "CRIMINAL", "FINANCIAL", "REPORTER", "POLICE"] as const
const ofACase = ["TENANT", "HOUSEHOLD_MEMBER", "NEIGHBOUR", "REPORTER", "WITNESS", "EMPLOYEE", "PROFESSIONAL"] as const

/**
 * The register of processing activities (verwerkingsregister, GDPR art. 30), as far as this system carries them out: of each all
 * versions that ever were, oldest first. The last is the one in force. A version that is published is closed: a change of anything is
 * a new version below it, and its fingerprint goes into test/audit/published-activities.json.
 */
export const register = {
  "case-handling": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Behandelen van leefbaarheidszaken",
      purpose: "Handling reports of nuisance, fraud, adaptations and safety (P8)",
      bases: ["6-1-a", "6-1-b", "6-1-c", "6-1-f"],
      specialGrounds: ["9-2-a", "9-2-c", "9-2-f", "9-2-h", "10"],
      data: caseData,
      subjects: ofACase,
      recipients: handlersAndOversight,
      term: caseTerm,
      promises: ["P7", "P8", "P11", "P19"],
      paragraphs: ["2.4", "3", "9"],
    },
  ],
  "tenant-registry": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Raadplegen van huurders en woningen",
      purpose: "Finding the home and the persons that a report is about (P5)",
      bases: ["6-1-b", "6-1-f"],
      specialGrounds: [],
      data: ["CONTACT"],
      subjects: ["TENANT", "HOUSEHOLD_MEMBER", "NEIGHBOUR"],
      recipients: ["CASE_HANDLERS", "PRIVACY_COORDINATOR"],
      term: "As the tenancy file: two years from the end of the tenancy (P20)",
      promises: ["P5", "P20"],
      paragraphs: ["2.1", "9"],
    },
  ],
  "staff-directory": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Overzicht van medewerkers",
      purpose: "Knowing who handles what",
      bases: ["6-1-f"],
      specialGrounds: [],
      data: ["EMPLOYEE"],
      subjects: ["EMPLOYEE"],
      recipients: ["EVERY_EMPLOYEE"],
      term: staffTerm,
      promises: ["P18"],
      paragraphs: ["8"],
    },
  ],
  "staff-administration": [
    {
      version: 1,
      since: "2026-11-23",
      dutchName: "Beheer van medewerkers en bevoegdheden",
      purpose: "Deciding who may sign in, as what, and cleared for what (GDPR art. 32-4)",
      bases: ["6-1-c"],
      specialGrounds: [],
      data: ["EMPLOYEE"],
      subjects: ["EMPLOYEE"],
      recipients: ["ADMINISTRATOR", "PRIVACY_OFFICER", "EXTERNAL_AUDITOR"],
      term: staffTerm,
      promises: ["P18"],
      paragraphs: ["8"],
    },
  ],
  "trail-review": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Toezicht op inzage",
      purpose: "Supervision of who viewed which case, and why (GDPR art. 39)",
      bases: ["6-1-c"],
      specialGrounds: [],
      data: ["ACCESS_LOG", "EMPLOYEE"],
      subjects: ofACase,
      recipients: ["PRIVACY_OFFICER", "EXTERNAL_AUDITOR"],
      term: trailTerm,
      promises: ["P18", "P22"],
      paragraphs: ["8", "10"],
    },
  ],
  "access-control": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Toegangsbeheer",
      purpose: "Deciding who can see which case, and showing it (GDPR art. 32)",
      bases: ["6-1-c"],
      specialGrounds: [],
      data: ["EMPLOYEE", "CONTACT", "ACCESS_LOG"],
      subjects: ["EMPLOYEE", "TENANT", "HOUSEHOLD_MEMBER"],
      recipients: handlersAndOversight,
      term: caseTerm,
      promises: ["P7", "P18"],
      paragraphs: ["2.4", "8"],
    },
  ],
  "emergency-access": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Noodprocedure",
      purpose: "Helping where life or safety cannot wait (GDPR art. 6-1-d)",
      bases: ["6-1-d"],
      specialGrounds: ["9-2-c", "10"],
      data: caseData,
      subjects: ofACase,
      recipients: ["CASE_HANDLERS", "PRIVACY_OFFICER", "EXTERNAL_AUDITOR"],
      term: caseTerm,
      promises: ["P8", "P19"],
      paragraphs: ["2.4", "9"],
    },
  ],
  "subject-rights": [
    {
      version: 1,
      since: "2026-11-23",
      dutchName: "Rechten van betrokkenen",
      purpose: "Answering those whose data is processed (GDPR art. 15 to 22, P22)",
      bases: ["6-1-c"],
      specialGrounds: [],
      data: ["CONTACT", "ACCESS_LOG"],
      subjects: ["TENANT", "HOUSEHOLD_MEMBER", "NEIGHBOUR", "REPORTER"],
      recipients: ["PRIVACY_COORDINATOR", "PRIVACY_OFFICER", "EXTERNAL_AUDITOR"],
      term: trailTerm,
      promises: ["P22"],
      paragraphs: ["10"],
    },
  ],
  notices: [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Berichten aan medewerkers",
      purpose: "Telling an employee what concerns her work",
      bases: ["6-1-f"],
      specialGrounds: [],
      data: ["EMPLOYEE"],
      subjects: ["EMPLOYEE"],
      recipients: ["CASE_HANDLERS", "PRIVACY_OFFICER"],
      term: caseTerm,
      promises: ["P18"],
      paragraphs: ["8"],
    },
  ],
  "record-lookup": [
    {
      version: 1,
      since: "2026-11-22",
      dutchName: "Opzoeken van een gegeven",
      purpose: "Following a reference to a record",
      bases: ["6-1-a", "6-1-b", "6-1-c", "6-1-f"],
      specialGrounds: ["9-2-a", "9-2-c", "9-2-f", "9-2-h", "10"],
      data: [...caseData, "EMPLOYEE", "ACCESS_LOG"],
      subjects: ofACase,
      recipients: handlersAndOversight,
      term: "That of the record",
      promises: ["P8", "P11"],
      paragraphs: ["2.4", "3"],
    },
  ],
  accountability: [
    {
      version: 1,
      since: "2026-11-23",
      dutchName: "Verantwoording",
      purpose: "Showing what is processed, to what end and on what ground (GDPR art. 5-2, 30)",
      bases: ["6-1-c"],
      specialGrounds: [],
      data: ["EMPLOYEE"],
      subjects: ["EMPLOYEE"],
      recipients: ["PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "EXTERNAL_AUDITOR"],
      term: trailTerm,
      promises: ["P18", "P24"],
      paragraphs: ["8", "12"],
    },
  ],
} as const satisfies Record<string, readonly [ActivityVersion, ...ActivityVersion[]]>
