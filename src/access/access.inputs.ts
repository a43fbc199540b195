import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength } from "class-validator"
import { ArgsType, Field, ID, InputType } from "type-graphql"
import { CaseChange, longestId, longestTitle } from "../cases"
import { Instant } from "../platform/graphql/scalars"
import { Line } from "../platform/graphql/texts"
import { PageArgs } from "../records"
import { AccessLevel, AccessRoute } from "./access.codes"

@ArgsType()
export class CaseAccessArgs extends PageArgs {
  @Field(() => ID, { description: "The id of the case." })
  caseId!: string

  @Field(() => Instant, { nullable: true, description: "At which moment; now when absent or yet to come." })
  at?: Date | null
}

@InputType({ description: "Narrows the candidates for a case; what is given must all be true." })
export class CaseCandidateFilter {
  @Field(() => String, {
    nullable: true,
    description: "Words of the name, or the start of the last; capitals and accents do not count.",
  })
  text?: string | null

  @Field(() => Boolean, { nullable: true, description: "True: those who can take it; false: those who cannot." })
  fit?: boolean | null
}

@ArgsType()
export class CaseCandidatesArgs extends PageArgs {
  @Field(() => ID, { description: "The id of the case that is to be given." })
  caseId!: string

  @Field(() => CaseCandidateFilter, { nullable: true, description: "Which of the employees." })
  filter?: CaseCandidateFilter | null
}

@InputType({ description: "Lets somebody see a case, or work in it." })
export class GrantAccessInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => ID, { description: "An active employee who is cleared for the kind of case." })
  @MaxLength(longestId)
  employeeId!: string

  @Field(() => AccessLevel, { description: "How far; nobody gives more than she has herself." })
  level!: AccessLevel

  @Field(() => AccessRoute, {
    nullable: true,
    description:
      "ASSIGNMENT, for who handles cases, when absent; REQUEST or BREACH for a privacy coordinator, to view and with an end.",
  })
  route?: AccessRoute | null

  @Field(() => Instant, {
    nullable: true,
    description: "The moment from which it counts; now when absent. Not in the past.",
  })
  startsAt?: Date | null

  @Field(() => Instant, { nullable: true, description: "The moment it ends; without an end when absent." })
  endsAt?: Date | null

  @Field(() => String, { description: "Why, in at most 200 characters; without what the case says." })
  @Line(longestTitle)
  reason!: string
}

@InputType({ description: "Ends a grant that was given to somebody." })
export class EndAccessInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => ID, { description: "The grant, as `caseAccess` names it." })
  @MaxLength(longestId)
  grantId!: string

  @Field(() => String, { description: "Why, in at most 200 characters." })
  @Line(longestTitle)
  reason!: string
}

@InputType({ description: "Restricts a case to those who are named personally." })
export class RestrictCaseInput extends CaseChange {
  @Field(() => ID, { description: "A colleague to whom custody passes when the last manager leaves; not oneself." })
  @MaxLength(longestId)
  deputyId!: string

  @Field(() => String, { description: "Why, in at most 200 characters." })
  @Line(longestTitle)
  reason!: string
}

@InputType({ description: "Lifts the restriction of a case." })
export class LiftRestrictionInput extends CaseChange {
  @Field(() => String, { description: "Why, in at most 200 characters." })
  @Line(longestTitle)
  reason!: string
}

@InputType({ description: "Hands over running cases: some, a whole desk, or a district. Name one of the three." })
export class HandOverInput {
  @Field(() => [ID], { nullable: true, description: "These cases, at most 500." })
  @IsOptional()
  @ArrayMaxSize(500)
  @ArrayMinSize(1)
  @MaxLength(longestId, { each: true })
  caseIds?: string[] | null

  @Field(() => ID, {
    nullable: true,
    description:
      "The desk of this employee: all that is assigned to her or was left to her custody, with her open tasks there.",
  })
  @IsOptional()
  @MaxLength(longestId)
  employeeId?: string | null

  @Field(() => String, {
    nullable: true,
    description: "All that concerns a home in this district; of a case about no home, its team's district counts.",
  })
  @IsOptional()
  @MaxLength(longestTitle)
  district?: string | null

  @Field(() => [ID], {
    description: "Who takes over; each case goes to one who is cleared and has no conflict of interest, evenly.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @MaxLength(longestId, { each: true })
  receiverIds!: string[]

  @Field(() => ID, { nullable: true, description: "Another team that handles them." })
  @IsOptional()
  @MaxLength(longestId)
  teamId?: string | null
}
