import { IsOptional } from "class-validator"
import { Field, InputType } from "type-graphql"
import { Text } from "../platform/graphql/texts"
import { CaseChange, CaseOutcome, CaseStatus, longestText } from "../cases"

@InputType({ description: "Takes a case to another status." })
export class MoveCaseInput extends CaseChange {
  @Field(() => CaseStatus, { description: "Where to; `allowedMoves` of the case says where it can go." })
  to!: CaseStatus

  @Field(() => String, {
    nullable: true,
    description: "Why; goes into the journal as a decision. Needed to cancel a case.",
  })
  @IsOptional()
  @Text(longestText)
  reason?: string | null
}

@InputType({ description: "A case, and how it ended." })
export class CloseCaseInput extends CaseChange {
  @Field(() => CaseOutcome, { description: "How the case ended." })
  outcome!: CaseOutcome

  @Field(() => String, { nullable: true, description: "What led to it; goes into the journal as a decision." })
  @IsOptional()
  @Text(longestText)
  explanation?: string | null
}

@InputType({ description: "Reopens a closed or cancelled case." })
export class ReopenCaseInput extends CaseChange {
  @Field(() => String, { description: "The new fact that makes it necessary; goes into the journal as a decision." })
  @Text(longestText)
  reason!: string
}
