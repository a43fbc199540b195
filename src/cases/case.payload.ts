import { Field, ObjectType } from "type-graphql"
import { Payload } from "../platform/graphql/payload"
import { Written } from "../records"
import { Case } from "./case.entity"

@ObjectType({ simpleResolvers: true, description: "What became of a change of a case." })
export class CasePayload extends Payload {
  @Field(() => Case, {
    nullable: true,
    description:
      "The case as it is now; with a refusal for its version, the current one. Null when it does not exist for you (any more).",
  })
  @Written(() => Case)
  case!: Case | null
}
