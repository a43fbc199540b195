import { registerEnumType } from "type-graphql"

export enum AccessOrganisation {
  ASSOCIATION = "ASSOCIATION",
  AUDITOR = "AUDITOR",
}
registerEnumType(AccessOrganisation, {
  name: "AccessOrganisation",
  description: "For whom somebody works who looked at a file.",
  valuesConfig: {
    ASSOCIATION: { description: "The housing association itself (de corporatie)." },
    AUDITOR: { description: "An external auditor, for a term (externe auditor)." },
  },
})

export const organisationOf = (role: string | null): AccessOrganisation =>
  role === "EXTERNAL_AUDITOR" ? AccessOrganisation.AUDITOR : AccessOrganisation.ASSOCIATION
