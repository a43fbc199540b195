import { IsOptional, MaxLength } from "class-validator"
import { ArgsType, Field, ID, InputType } from "type-graphql"
import { longestId } from "../cases"
import { PageArgs } from "../records"
import { BlockAgainst, BlockReason } from "./block.entity"

@InputType({ description: "Narrows a list of blocks; what is given must all be true." })
export class BlockFilter {
  @Field(() => ID, { nullable: true, description: "Blocks that keep this employee away." })
  employeeId?: string | null

  @Field(() => Boolean, { nullable: true, description: "True: still in force; false: ended." })
  open?: boolean | null
}

@ArgsType()
export class BlocksArgs extends PageArgs {
  @Field(() => BlockFilter, { nullable: true, description: "Which blocks the list holds." })
  filter?: BlockFilter | null
}

@InputType({ description: "Declares a conflict of interest." })
export class BlockAccessInput {
  @Field(() => ID, { nullable: true, description: "The employee; oneself when absent." })
  @IsOptional()
  @MaxLength(longestId)
  employeeId?: string | null

  @Field(() => BlockAgainst, { description: "What the conflict is with." })
  against!: BlockAgainst

  @Field(() => ID, { nullable: true, description: "The person; with PERSON, and only then." })
  @IsOptional()
  @MaxLength(longestId)
  personId?: string | null

  @Field(() => ID, { nullable: true, description: "The home; with HOUSEHOLD and ADDRESS." })
  @IsOptional()
  @MaxLength(longestId)
  homeId?: string | null

  @Field(() => BlockReason, { description: "Why there is a conflict." })
  reason!: BlockReason
}

@InputType({ description: "Names the block that ends." })
export class EndBlockInput {
  @Field(() => ID, { description: "The id of the block." })
  @MaxLength(longestId)
  blockId!: string
}
