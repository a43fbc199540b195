import { Field, ObjectType } from "type-graphql"
import { UserError } from "./user-error"

/** What every change answers, besides the records that it made or changed. */
@ObjectType({ simpleResolvers: true, description: "What became of a change." })
export abstract class Payload {
  @Field(() => Boolean, {
    description:
      "Whether it was done. A record beside it may be null all the same: it was done, and may not be shown to you, or not any more.",
  })
  done!: boolean

  @Field(() => [UserError], { description: "Why it was not done; empty when it was." })
  errors!: UserError[]
}
