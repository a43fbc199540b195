import { registerEnumType } from "type-graphql"

export enum AccessLevel {
  VIEW = "VIEW",
  CONTRIBUTE = "CONTRIBUTE",
  MANAGE = "MANAGE",
}
registerEnumType(AccessLevel, {
  name: "AccessLevel",
  description: "How far a grant lets one go with a case; each level holds the ones before it.",
  valuesConfig: {
    VIEW: { description: "Look at the case, and no more." },
    CONTRIBUTE: { description: "Look, and add and change." },
    MANAGE: { description: "All of that, and decide: assign, close, reopen." },
  },
})

export enum AccessRoute {
  ASSIGNMENT = "ASSIGNMENT",
  TEAM = "TEAM",
  SHARE = "SHARE",
  EMERGENCY = "EMERGENCY",
  REQUEST = "REQUEST",
  BREACH = "BREACH",
  CUSTODY = "CUSTODY",
}
registerEnumType(AccessRoute, {
  name: "AccessRoute",
  description: "By which way a grant came about.",
  valuesConfig: {
    ASSIGNMENT: { description: "The case is assigned to the employee." },
    TEAM: { description: "The case is handled by the employee's team." },
    SHARE: { description: "Shared with a partner under a covenant." },
    EMERGENCY: { description: "Opened in an emergency." },
    REQUEST: { description: "For a request of a data subject." },
    BREACH: { description: "For the handling of a breach." },
    CUSTODY: { description: "Looked after, so that no case is without somebody who manages it." },
  },
})
