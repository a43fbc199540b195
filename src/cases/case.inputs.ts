import { IsInt, IsOptional, MaxLength, Min } from "class-validator"
import { Field, ID, InputType, Int } from "type-graphql"
import { Line, Text } from "../platform/graphql/texts"
import { CaseKind, CasePurpose, CriminalGround, HealthGround, LegalBasis } from "./case.codes"
import { VeraDetail, VeraType } from "./vera"

export const longestTitle = 200
export const longestText = 20_000
export const longestId = 64

/** Every change of a case names it, and the version that the change is based on. */
@InputType({ description: "Names a case and the version it was seen at." })
export abstract class CaseChange {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => Int, { description: "The version that this change is based on; a later one refuses it." })
  @IsInt()
  @Min(1)
  expectedVersion!: number
}

@InputType({ description: "A new case, for a team of one's own." })
export class OpenCaseInput {
  @Field(() => CaseKind, { description: "The kind; one must be cleared for it." })
  kind!: CaseKind

  @Field(() => String, { description: "What it is about, in at most 200 characters." })
  @Line(longestTitle)
  title!: string

  @Field(() => String, { description: "The report in full, at most 20,000 characters." })
  @Text(longestText)
  description!: string

  @Field(() => VeraType, { nullable: true, description: "The sector's code for the type; none for adaptations." })
  veraType?: VeraType | null

  @Field(() => VeraDetail, { nullable: true, description: "The sector's code for the subject; belongs to the type." })
  veraDetail?: VeraDetail | null

  @Field(() => ID, { nullable: true, description: "The home that it is about." })
  @IsOptional()
  @MaxLength(longestId)
  homeId?: string | null

  @Field(() => CasePurpose, { description: "What the data is needed for (P8)." })
  purpose!: CasePurpose

  @Field(() => LegalBasis, { description: "On which ground (P11)." })
  legalBasis!: LegalBasis

  @Field(() => String, { nullable: true, description: "Needed with a legitimate interest: why it outweighs." })
  @IsOptional()
  @Text(longestText)
  balancingNote?: string | null

  @Field(() => HealthGround, {
    nullable: true,
    description: "What lets health data stand in it; social support where an adaptation names none.",
  })
  healthGround?: HealthGround | null

  @Field(() => CriminalGround, {
    nullable: true,
    description: "What lets criminal data stand in it; the association's own claim where a fraud names none.",
  })
  criminalGround?: CriminalGround | null

  @Field(() => ID, {
    nullable: true,
    description: "The team that handles it; a team of one's own, the first when absent.",
  })
  @IsOptional()
  @MaxLength(longestId)
  teamId?: string | null

  @Field(() => ID, { nullable: true, description: "Who handles it; oneself when absent." })
  @IsOptional()
  @MaxLength(longestId)
  assigneeId?: string | null
}

@InputType({ description: "Changes what is given; what is absent stays as it is." })
export class UpdateCaseInput extends CaseChange {
  @Field(() => String, { nullable: true, description: "What the title becomes." })
  @IsOptional()
  @Line(longestTitle)
  title?: string | null

  @Field(() => String, { nullable: true, description: "What the description becomes." })
  @IsOptional()
  @Text(longestText)
  description?: string | null

  @Field(() => VeraType, { nullable: true, description: "Another type; null takes the codes away." })
  veraType?: VeraType | null

  @Field(() => VeraDetail, { nullable: true, description: "Another subject; null takes it away." })
  veraDetail?: VeraDetail | null

  @Field(() => ID, { nullable: true, description: "Another home; null takes it away." })
  @IsOptional()
  @MaxLength(longestId)
  homeId?: string | null

  @Field(() => CasePurpose, { nullable: true, description: "What the purpose becomes." })
  purpose?: CasePurpose | null

  @Field(() => LegalBasis, { nullable: true, description: "What the legal basis becomes." })
  legalBasis?: LegalBasis | null

  @Field(() => HealthGround, { nullable: true, description: "What lets health data stand in it." })
  healthGround?: HealthGround | null

  @Field(() => CriminalGround, { nullable: true, description: "What lets criminal data stand in it." })
  criminalGround?: CriminalGround | null

  @Field(() => String, { nullable: true, description: "What the balancing note becomes." })
  @IsOptional()
  @Text(longestText)
  balancingNote?: string | null
}

@InputType({ description: "Hands a case to somebody, and to another team where that is given." })
export class AssignCaseInput extends CaseChange {
  @Field(() => ID, { description: "An active employee who is cleared for the kind of case." })
  @MaxLength(longestId)
  assigneeId!: string

  @Field(() => ID, { nullable: true, description: "Another team that handles it." })
  @IsOptional()
  @MaxLength(longestId)
  teamId?: string | null
}
