import { IsOptional, MaxLength } from "class-validator"
import { Field, InputType } from "type-graphql"
import { longestTitle } from "../cases"
import { ErrorReason, Refusal, refuse } from "../platform/errors"
import { Line } from "../platform/graphql/texts"
import type { Tx } from "../records"
import { EmergencyReason } from "./emergency.entity"

@InputType({ description: "Opens one case in an emergency: by its reference, or by its exact address." })
export class OpenInEmergencyInput {
  @Field(() => String, { nullable: true, description: "The exact reference: WR-7F3K-92QD." })
  @IsOptional()
  @MaxLength(20)
  reference?: string | null

  @Field(() => String, { nullable: true, description: "The exact postcode, without a space; with the house number." })
  @IsOptional()
  @MaxLength(20)
  postcode?: string | null

  @Field(() => String, { nullable: true, description: "The exact house number with its addition." })
  @IsOptional()
  @MaxLength(20)
  houseNumber?: string | null

  @Field(() => EmergencyReason, { description: "Why it cannot wait." })
  reason!: EmergencyReason

  @Field(() => String, { description: "What is happening, in at most 200 characters. The privacy officer reads it." })
  @Line(longestTitle)
  explanation!: string
}

/**
 * Opens one case that the actor has no grant for, to view, for four hours by the server's clock. It goes beyond clearance and
 * restriction, never beyond a conflict of interest. Every attempt stays on record, also one that finds nothing.
 */
export async function openInEmergency(tx: Tx, input: OpenInEmergencyInput): Promise<{ case: string; settled: true }> {
  const { reference = null, postcode = null, houseNumber = null } = input
  if ((reference === null) === (postcode === null)) throw refuse(ErrorReason.REQUIRED, "input", "reference")
  if ((postcode === null) !== (houseNumber === null)) throw refuse(ErrorReason.REQUIRED, "input", "houseNumber")
  const [found] = await tx.manager.query<Found[]>(
    `select case_id as "caseId", refusal, kept from open_in_emergency($1, $2, $3, $4, $5)`,
    [reference, postcode, houseNumber, input.reason, input.explanation],
  )
  const { caseId, refusal, kept } = found ?? { caseId: null, refusal: "ABSENT", kept: false }
  if (caseId !== null) {
    tx.touched.types.add("Case")
    tx.touched.cases.add(caseId)
  }
  const path = ["input", reference === null ? "postcode" : "reference"]
  if (refusal !== null || caseId === null)
    throw new Refusal({ reason: ErrorReason[refusal ?? "ABSENT"], path }, {}, kept)
  // Whoever is told of it is told, also if showing the case should fail: else what fails would open cases that nobody hears of.
  return { case: caseId, settled: true }
}

interface Found {
  caseId: string | null
  refusal: "ABSENT" | "ALREADY_VISIBLE" | "TOO_MANY_ATTEMPTS" | null
  /** The attempt is on record, although the answer is no. */
  kept: boolean
}
