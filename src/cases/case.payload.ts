import { Field, ObjectType } from "type-graphql"
import { UserError } from "../platform/graphql/user-error"
import { Written } from "../records"
import { Case } from "./case.entity"

@ObjectType({ simpleResolvers: true, description: "What became of a change of a case." })
export class CasePayload {
  @Field(() => Case, {
    nullable: true,
    description:
      "The case as it is now; with a refusal for its version, the current one. Null when it does not exist for you (any more).",
  })
  @Written(() => Case)
  case!: Case | null

  @Field(() => [UserError], { description: "Why nothing was changed; empty when it was." })
  errors!: UserError[]
}
