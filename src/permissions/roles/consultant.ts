import type { Sentences } from "../sentences"
import { handling } from "./handling"

/** The housing consultant (woonconsulent) handles cases, and decides about those assigned to her. */
export const consultant: Sentences = (can) => {
  handling(can)
}
