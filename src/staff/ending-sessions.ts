import { subject } from "@casl/ability"
import { IsOptional, MaxLength } from "class-validator"
import { Field, ID, InputType } from "type-graphql"
import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"

@InputType({ description: "Whose sessions are to end." })
export class EndSessionsInput {
  @Field(() => ID, { nullable: true, description: "The employee; oneself when absent." })
  @IsOptional()
  @MaxLength(64)
  employeeId?: string | null
}

/** Voids every token that was issued to an employee before now. The next request with one of them is nobody's. */
export async function endSessions(tx: Tx, { employeeId }: EndSessionsInput): Promise<Record<string, string>> {
  const id = employeeId?.toLowerCase() ?? tx.actor.id
  if (tx.ability.cannot("end", subject("Session", { own: id === tx.actor.id })))
    throw refuse(ErrorReason.NOT_ALLOWED, "input", "employeeId")
  tx.touched.types.add("Session")
  const [ended] = isUuid(id) ? await tx.manager.query<{ done: boolean }[]>("select end_sessions($1) as done", [id]) : []
  if (!ended?.done) throw refuse(ErrorReason.ABSENT, "input", "employeeId")
  tx.touched.employees.add(id)
  return {}
}
