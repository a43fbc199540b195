import type { Role } from "../../permissions/actor"
import { fixedId } from "./ids"
import { smallTeam } from "./teams"
import type { Kind } from "./texts/subject"

/** Somebody whom one can be in the demo. */
export interface DemoActor {
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly role: Role
  /** The name of the team, or of both; null for who has none. */
  readonly team: string | null
  readonly clearances: readonly Kind[]
  readonly description: string
}

/** The same with what only the loader needs. */
export interface Curated extends Omit<DemoActor, "team"> {
  readonly teams: readonly string[]
  /** Since how many years. */
  readonly years: number
  /** A clearance that has ended, and how many days ago. */
  readonly ended?: readonly [kind: Kind, days: number]
  /** She is cleared for who reported, where that is shielded. */
  readonly shielded?: true
  readonly disabled?: true
  /** For so many days more. */
  readonly days?: number
}

const all: readonly Kind[] = ["NUISANCE", "FRAUD", "ADAPTATION", "SAFETY"]

type Told = Omit<Curated, "id" | "subject">

const dense: Told = {
  name: "Fatma Yıldız",
  role: "CONSULTANT",
  teams: ["Team Bleekveld"],
  clearances: all,
  years: 9,
  description:
    "Consultant in the busiest team, cleared for every kind: try filters, orderings and paging on a long list.",
}
const usual: Told = {
  name: "Joost van Vliet",
  role: "CONSULTANT",
  teams: ["Team Spoorhoven"],
  clearances: ["NUISANCE", "FRAUD"],
  years: 8,
  description:
    "Ordinary consultant: the nuisance and fraud of his team exist for him, its adaptations and safety cases do not; nor does a case of his brother-in-law.",
}
const sparse: Told = {
  name: "Agnieszka Wrona",
  role: "CONSULTANT",
  teams: [smallTeam],
  clearances: ["NUISANCE", "SAFETY"],
  years: 3,
  description: "Consultant of a small team: five cases exist for her, and no more, whatever she asks for.",
}

const told: readonly Told[] = [
  usual,
  dense,
  {
    name: "Soraya Ramdin",
    role: "CONSULTANT",
    teams: ["Team Woningaanpassing"],
    clearances: ["ADAPTATION"],
    years: 10,
    description: "Handles medical adaptations only: ask what Joost asks, and see another association.",
  },
  sparse,
  {
    name: "Glenn Pinas",
    role: "CONSULTANT",
    teams: ["Team Zorg en Veiligheid"],
    clearances: ["NUISANCE", "SAFETY"],
    years: 7,
    description: "Handles threats and unsafe situations: look at journals that hold what the police told.",
  },
  {
    name: "Wouter Rietveld",
    role: "CONSULTANT",
    teams: ["Team Molenkwartier"],
    clearances: ["NUISANCE"],
    years: 12,
    ended: ["FRAUD", 60],
    description: "His clearance for fraud ended two months ago: his own old fraud cases exist for him no longer.",
  },
  {
    name: "Mohamed El Idrissi",
    role: "TEAM_LEAD",
    teams: ["Team Hoge Linden", smallTeam],
    clearances: all,
    years: 11,
    shielded: true,
    description:
      "Leads two teams: he may assign, close, reopen and hand over every case of both, and sees who reported where that is shielded.",
  },
  {
    name: "Marloes Hoekstra",
    role: "TEAM_LEAD",
    teams: ["Team Woonfraude"],
    clearances: ["NUISANCE", "FRAUD", "SAFETY"],
    years: 13,
    description: "Leads the fraud team: follow a suspicion from report to decision, and hand a case to somebody else.",
  },
  {
    name: "Annet Terpstra",
    role: "PRIVACY_OFFICER",
    teams: [],
    clearances: [],
    years: 8,
    description:
      "Reads the trail: who saw which case, when and for what purpose. What the cases say stays hidden from her.",
  },
  {
    name: "Khalid Benali",
    role: "PRIVACY_COORDINATOR",
    teams: [],
    clearances: all,
    years: 7,
    description:
      "Answers requests of tenants: no case exists for him until a request or a breach gives it to him for a term.",
  },
  {
    name: "Sjoerd Dijkstra",
    role: "ADMINISTRATOR",
    teams: [],
    clearances: [],
    years: 9,
    description: "Knows the teams and the colleagues: ask for cases, and see that there are none for him.",
  },
  {
    name: "Ingrid Paulusma",
    role: "EXTERNAL_AUDITOR",
    teams: [],
    clearances: [],
    years: 0.1,
    days: 60,
    description: "Audits for two months: reads the trail and who can see which case, and judges nothing.",
  },
  {
    name: "Harm Oudshoorn",
    role: "CONSULTANT",
    teams: ["Team Bleekveld"],
    clearances: all,
    years: 14,
    disabled: true,
    description: "Left the association; cases are still assigned to him.",
  },
]

export const curated: readonly Curated[] = told.map((one, number) => ({
  ...one,
  id: fixedId("employee", number + 1),
  subject: `demo-${String(number + 1).padStart(2, "0")}`,
}))
