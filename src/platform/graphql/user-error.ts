import { Field, ObjectType, registerEnumType } from "type-graphql"
import { ErrorCode, ErrorReason, reasons } from "../errors"

registerEnumType(ErrorCode, {
  name: "ErrorCode",
  description: "What sort of refusal it is.",
  valuesConfig: {
    INVALID: { description: "The input is not as it must be." },
    NOT_FOUND: { description: "A record that the input names does not exist for you." },
    FORBIDDEN: { description: "It exists, and you may not do this with it." },
    STALE: { description: "It was changed in the meantime." },
    CONFLICT: { description: "It is not in a state that allows this." },
  },
})
registerEnumType(ErrorReason, {
  name: "ErrorReason",
  description: "Why exactly; a closed list.",
  valuesConfig: Object.fromEntries(
    Object.entries(reasons).map(([reason, { message }]) => [reason, { description: message }]),
  ),
})

@ObjectType({ simpleResolvers: true, description: "A refusal that a form can show. Nothing was changed." })
export class UserError {
  @Field(() => ErrorCode, { description: "What sort of refusal it is." })
  code!: ErrorCode

  @Field(() => ErrorReason, { description: "Why it was refused, exactly." })
  reason!: ErrorReason

  @Field(() => [String], { nullable: true, description: "Where in the input it lies: input, field." })
  path!: string[] | null

  @Field(() => String, { description: "A sentence for people; it holds no names and no values." })
  message!: string
}
