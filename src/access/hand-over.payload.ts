import { Field, ID, Int, ObjectType } from "type-graphql"
import { Payload } from "../platform/graphql/payload"

@ObjectType({ simpleResolvers: true, description: "A case that is handed over." })
export class HandOverLine {
  @Field(() => ID, { description: "The id of the case." })
  caseId!: string

  @Field(() => String, { description: "The reference of that case." })
  reference!: string

  @Field(() => ID, { nullable: true, description: "Who takes it over; null where none of the receivers can." })
  receiverId!: string | null
}

@ObjectType({ simpleResolvers: true, description: "Which case goes to whom." })
export class HandOverOutcome {
  @Field(() => Int, { description: "How many cases were meant." })
  caseCount!: number

  @Field(() => [HandOverLine], { description: "Each of them, with its receiver." })
  lines!: HandOverLine[]
}

@ObjectType({ simpleResolvers: true, description: "What became of handing cases over." })
export class HandOverPayload extends Payload {
  @Field(() => HandOverOutcome, { nullable: true, description: "Which case went, or would go, to whom." })
  outcome!: HandOverOutcome | null
}
