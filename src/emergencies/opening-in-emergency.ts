import { IsOptional, Matches, MaxLength } from "class-validator"
import { Field, InputType } from "type-graphql"
import { longestTitle } from "../cases"
import { ErrorReason, Refusal, refuse } from "../platform/errors"
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
  @Matches(/\S/)
  @MaxLength(longestTitle)
  explanation!: string
}

/**
 * Opens one case that the actor has no grant for, to view, for four hours by the server's clock. It goes beyond clearance and
 * restriction, never beyond a conflict of interest. Every attempt stays on record, also one that finds nothing.
 */
export async function openInEmergency(tx: Tx, input: OpenInEmergencyInput): Promise<{ case: string }> {
  const { reference = null, postcode = null, houseNumber = null } = input
  if ((reference === null) === (postcode === null)) throw refuse(ErrorReason.REQUIRED, "input", "reference")
  if ((postcode === null) !== (houseNumber === null)) throw refuse(ErrorReason.REQUIRED, "input", "houseNumber")
  const [found] = await tx.manager.query<{ case_id: string | null; refusal: keyof typeof ErrorReason | null }[]>(
    "select * from open_in_emergency($1, $2, $3, $4, $5)",
    [reference, postcode, houseNumber, input.reason, input.explanation],
  )
  const caseId = found?.case_id ?? null
  if (caseId !== null) {
    tx.touched.types.add("Case")
    tx.touched.cases.add(caseId)
  }
  const path = ["input", reference === null ? "postcode" : "reference"]
  if (found?.refusal === "ABSENT") throw new Refusal({ reason: ErrorReason.ABSENT, path }, {}, true)
  if (found?.refusal || caseId === null) throw refuse(ErrorReason[found?.refusal ?? "ABSENT"], ...path)
  return { case: caseId }
}
