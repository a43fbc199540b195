import { ArgsType, Field, ID, InputType } from "type-graphql"
import { PageArgs } from "../records"

@InputType({ description: "Narrows a list of homes; what is given must all be true." })
export class HomeFilter {
  @Field(() => String, { nullable: true, description: "Exactly this postcode: 4901AB." })
  postcode?: string | null

  @Field(() => String, { nullable: true, description: "Exactly this house number." })
  houseNumber?: string | null
}

@InputType({ description: "Narrows a list of persons; what is given must all be true." })
export class PersonFilter {
  @Field(() => String, { nullable: true, description: "Surnames that start so; capitals count." })
  surname?: string | null

  @Field(() => ID, { nullable: true, description: "Who lives in this home." })
  homeId?: string | null
}

@ArgsType()
export class HomesArgs extends PageArgs {
  @Field(() => HomeFilter, { nullable: true, description: "Which homes the list holds." })
  filter?: HomeFilter | null
}

@ArgsType()
export class PersonsArgs extends PageArgs {
  @Field(() => PersonFilter, { nullable: true, description: "Which persons the list holds." })
  filter?: PersonFilter | null
}
