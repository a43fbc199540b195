import type { Sentences } from "../sentences"

/** The administrator (functioneel beheerder) knows the staff, and no case. */
export const administrator: Sentences = (can) => {
  can("read", ["Team", "Employee", "Membership", "Clearance"])
}
