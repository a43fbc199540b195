import { registerEnumType } from "type-graphql"

export enum CaseKind {
  NUISANCE = "NUISANCE",
  FRAUD = "FRAUD",
  ADAPTATION = "ADAPTATION",
  SAFETY = "SAFETY",
}
registerEnumType(CaseKind, {
  name: "CaseKind",
  description: "The kind of a case. Each is a compartment of its own: an employee is cleared for it or not (P7).",
  valuesConfig: {
    NUISANCE: { description: "Nuisance caused or suffered (overlast)." },
    FRAUD: { description: "Fraud with a home (woonfraude)." },
    ADAPTATION: { description: "Medical adaptation of a home (medische aanpassing)." },
    SAFETY: { description: "Safety of people (veiligheid)." },
  },
})

export enum CaseStatus {
  REPORTED = "REPORTED",
  IN_TREATMENT = "IN_TREATMENT",
  IN_EXECUTION = "IN_EXECUTION",
  FINISHED = "FINISHED",
  CLOSED = "CLOSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(CaseStatus, {
  name: "CaseStatus",
  description: "How far a case is (VERA ZAAKSTATUSSOORT).",
  valuesConfig: {
    REPORTED: { description: "Reported, not yet taken up (AAN, aangemaakt)." },
    IN_TREATMENT: { description: "Taken up by somebody (INB, in behandeling)." },
    IN_EXECUTION: { description: "Steps are being taken (INU, in uitvoering)." },
    FINISHED: { description: "Done in substance, not yet closed (AFG, afgerond)." },
    CLOSED: { description: "Closed with an outcome; the five years run (GES, gesloten)." },
    CANCELLED: { description: "Called off; the five years run (GEA, geannuleerd)." },
  },
})

export enum CasePurpose {
  TENANCY = "TENANCY",
  ORGANISATION = "ORGANISATION",
  SAFETY_OF_PEOPLE = "SAFETY_OF_PEOPLE",
}
registerEnumType(CasePurpose, {
  name: "CasePurpose",
  description: "What the data of a case is needed for (P8).",
  valuesConfig: {
    TENANCY: { description: "To carry out or enforce the tenancy agreement." },
    ORGANISATION: { description: "For the interests of the organisation." },
    SAFETY_OF_PEOPLE: { description: "For the safety of employees, residents or third parties." },
  },
})

export enum LegalBasis {
  AGREEMENT = "AGREEMENT",
  LEGAL_DUTY = "LEGAL_DUTY",
  CONSENT = "CONSENT",
  LEGITIMATE_INTEREST = "LEGITIMATE_INTEREST",
}
registerEnumType(LegalBasis, {
  name: "LegalBasis",
  description: "The ground on which the data of a case is processed (grondslag, P11).",
  valuesConfig: {
    AGREEMENT: { description: "Performance of the agreement (uitvoering overeenkomst)." },
    LEGAL_DUTY: { description: "A legal duty (wettelijke verplichting)." },
    CONSENT: { description: "Consent of the person (toestemming)." },
    LEGITIMATE_INTEREST: { description: "A legitimate interest (gerechtvaardigd belang), with its balancing note." },
  },
})

export enum CaseOutcome {
  RESOLVED = "RESOLVED",
  AGREEMENT_REACHED = "AGREEMENT_REACHED",
  UNFOUNDED = "UNFOUNDED",
  REFERRED = "REFERRED",
  ADAPTED = "ADAPTED",
  DECLINED = "DECLINED",
  TENANCY_ENDED = "TENANCY_ENDED",
  OTHER = "OTHER",
}
registerEnumType(CaseOutcome, {
  name: "CaseOutcome",
  description: "How a case ended (resultaat). Stated by the person who closes it (P12).",
  valuesConfig: {
    RESOLVED: { description: "The trouble has ended." },
    AGREEMENT_REACHED: { description: "Those concerned came to an agreement." },
    UNFOUNDED: { description: "Nothing of the report was found." },
    REFERRED: { description: "Handed to a partner." },
    ADAPTED: { description: "The home was adapted." },
    DECLINED: { description: "The request was declined." },
    TENANCY_ENDED: { description: "The tenancy was ended." },
    OTHER: { description: "Otherwise; the journal says how." },
  },
})

export enum DataCategory {
  CONTACT = "CONTACT",
  CONDUCT = "CONDUCT",
  HEALTH = "HEALTH",
  CRIMINAL = "CRIMINAL",
  FINANCIAL = "FINANCIAL",
  REPORTER = "REPORTER",
  POLICE = "POLICE",
}
registerEnumType(DataCategory, {
  name: "DataCategory",
  description:
    "What sort of personal data something holds; health and criminal data need a ground of their own (GDPR art. 9, art. 10).",
  valuesConfig: {
    CONTACT: { description: "Name, address and contact data." },
    CONDUCT: { description: "How somebody behaves, nuisance included." },
    HEALTH: { description: "Somebody's health (GDPR art. 9)." },
    CRIMINAL: { description: "Offences and suspicions (art. 10)." },
    FINANCIAL: { description: "What somebody earns, owes or pays." },
    REPORTER: { description: "Who it was that reported." },
    POLICE: { description: "Received from the police." },
  },
})

export enum HealthGround {
  SOCIAL_SUPPORT = "SOCIAL_SUPPORT",
  EXPLICIT_CONSENT = "EXPLICIT_CONSENT",
  VITAL_INTEREST = "VITAL_INTEREST",
  LEGAL_CLAIM = "LEGAL_CLAIM",
}
registerEnumType(HealthGround, {
  name: "HealthGround",
  description: "What lets health data stand in a case (GDPR art. 9-2).",
  valuesConfig: {
    SOCIAL_SUPPORT: { description: "Social support, as for adapting a home (art. 9-2-h; Wmo)." },
    EXPLICIT_CONSENT: { description: "Explicit consent (art. 9-2-a)." },
    VITAL_INTEREST: { description: "Somebody's life or health (art. 9-2-c)." },
    LEGAL_CLAIM: { description: "A legal claim (art. 9-2-f)." },
  },
})

export enum CriminalGround {
  OWN_CLAIM = "OWN_CLAIM",
  AGAINST_THE_ASSOCIATION = "AGAINST_THE_ASSOCIATION",
  COVENANT = "COVENANT",
  EXPLICIT_CONSENT = "EXPLICIT_CONSENT",
}
registerEnumType(CriminalGround, {
  name: "CriminalGround",
  description: "What lets data on offences and suspicions stand in a case (GDPR art. 10; UAVG art. 32, 33).",
  valuesConfig: {
    OWN_CLAIM: { description: "A legal claim of the association's own (UAVG art. 32-d)." },
    AGAINST_THE_ASSOCIATION: { description: "An offence against the association or its people (UAVG art. 33-2-b)." },
    COVENANT: { description: "Co-operation with public bodies under a covenant (UAVG art. 33-1-c)." },
    EXPLICIT_CONSENT: { description: "Explicit consent (UAVG art. 32-a)." },
  },
})
