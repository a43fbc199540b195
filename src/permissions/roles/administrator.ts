import type { Sentences } from "../sentences"

/** The administrator (functioneel beheerder) knows the staff and ends sessions, and sees no case. */
export const administrator: Sentences = (can) => {
  can("read", ["Team", "Employee", "Membership", "Clearance"])
  can("end", "Session")
}
