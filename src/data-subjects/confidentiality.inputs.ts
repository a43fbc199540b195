import { MaxLength } from "class-validator"
import { ArgsType, Field, ID, InputType } from "type-graphql"
import { longestId } from "../cases"
import { Day } from "../platform/graphql/scalars"
import { PageArgs } from "../records"
import { ConfidentialityReason } from "./confidentiality.entity"

@InputType({ description: "Narrows the list of what is confidential; what is given must all be true." })
export class ConfidentialityFilter {
  @Field(() => Boolean, { nullable: true, description: "True: not ended; false: ended." })
  open?: boolean | null

  @Field(() => Day, { nullable: true, description: "With a day of review before this one." })
  reviewBefore?: string | null

  @Field(() => ID, { nullable: true, description: "Marks of this case alone." })
  caseId?: string | null
}

@ArgsType()
export class ConfidentialitiesArgs extends PageArgs {
  @Field(() => ConfidentialityFilter, { nullable: true, description: "Which marks the list holds." })
  filter?: ConfidentialityFilter | null
}

@InputType({ description: "Marks a case as confidential towards those whom it is about, or does so anew." })
export class MarkConfidentialInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => ConfidentialityReason, { description: "Why they are not to be told of it." })
  reason!: ConfidentialityReason

  @Field(() => Day, {
    description: "The day on which it is over unless it is renewed: from tomorrow to six months ahead.",
  })
  reviewOn!: string
}

@InputType({ description: "Lifts the confidentiality of a case." })
export class LiftConfidentialityInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string
}
