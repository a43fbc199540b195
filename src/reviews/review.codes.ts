import { registerEnumType } from "type-graphql"

export enum ReviewKind {
  EMERGENCY = "EMERGENCY",
  NO_TASK = "NO_TASK",
  AFTER_CLOSURE = "AFTER_CLOSURE",
  COLLEAGUE_OR_SAME_ADDRESS = "COLLEAGUE_OR_SAME_ADDRESS",
  MANY_CASES = "MANY_CASES",
  MANY_PERSONS = "MANY_PERSONS",
  DENIED_SERIES = "DENIED_SERIES",
  SEARCHING_CASES = "SEARCHING_CASES",
  RANDOM_SAMPLE = "RANDOM_SAMPLE",
}
registerEnumType(ReviewKind, {
  name: "ReviewKind",
  description: "Why an access is to be judged.",
  valuesConfig: {
    EMERGENCY: { description: "It was asked for in an emergency (noodprocedure)." },
    NO_TASK: {
      description:
        "She has nothing to do with the case (geen taak): not let in personally, no open task, nothing that she left in it.",
    },
    AFTER_CLOSURE: { description: "The case was closed for longer than it takes to finish it (na sluiting)." },
    COLLEAGUE_OR_SAME_ADDRESS: {
      description:
        "A colleague is a party, or it is about her own surroundings: herself, or where she lives (collega of zelfde adres).",
    },
    MANY_CASES: { description: "Many different cases in a short time (veel zaken)." },
    MANY_PERSONS: {
      description:
        "Many different persons of the registry looked up in a short time, without a case of hers that explains it (veel personen opgezocht).",
    },
    DENIED_SERIES: {
      description: "A series of denied attempts, by an employee or from an address (reeks geweigerde pogingen).",
    },
    SEARCHING_CASES: {
      description:
        "Many tries at cases by an id or a reference that showed none: absent ones, or ones that are not for her, which nobody tells apart (zoeken op kenmerk).",
    },
    RANDOM_SAMPLE: {
      description: "None of these: it was drawn at random, so that quiet accesses are looked at too (steekproef).",
    },
  },
})

export enum Judgement {
  FINE = "FINE",
  ASKED = "ASKED",
  INCIDENT = "INCIDENT",
}
registerEnumType(Judgement, {
  name: "Judgement",
  description: "What the privacy officer found.",
  valuesConfig: {
    FINE: { description: "As it should be." },
    ASKED: {
      description: "The employee was asked. The item stays open until it is judged as fine or as an incident.",
    },
    INCIDENT: { description: "It should not have happened." },
  },
})

export enum ReviewOrder {
  NEWEST = "NEWEST",
  DUE = "DUE",
}
registerEnumType(ReviewOrder, {
  name: "ReviewOrder",
  description: "The orderings of the accesses to judge.",
  valuesConfig: {
    NEWEST: { description: "The last listed comes first." },
    DUE: { description: "What is due first, first." },
  },
})
