export { Party, PartyRole } from "./party.entity"
export { CaseParties, PartyResolver, PersonInvolvements } from "./party.resolver"
