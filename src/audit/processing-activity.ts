import { Field, Int, ObjectType } from "type-graphql"
import type { ActivityVersion } from "./activities.form"
import { register } from "./activities.register"
import { Day } from "../platform/graphql/scalars"
import { ActivityCode, nameOfActivity } from "./trail.codes"

/** One version of a processing activity (verwerkingsactiviteit), as the register describes it. It has no table: it is the code that says what the code does. */
@ObjectType({
  simpleResolvers: true,
  description:
    "One version of a processing activity (verwerkingsactiviteit, GDPR art. 30). For the privacy officer, the privacy coordinator and the external auditor.",
})
export class ProcessingActivity {
  @Field(() => ActivityCode, { description: "The code by which the trail names it." })
  readonly activity!: string

  @Field(() => Int, { description: "The version; the trail names it too." })
  readonly version!: number

  @Field(() => Boolean, { description: "Whether it is the version in force." })
  readonly inForce!: boolean

  @Field(() => Day, { description: "The day from which it describes what is done." })
  readonly startsOn!: string

  @Field(() => String, { description: "Its name in the association's own register." })
  readonly dutchName!: string

  @Field(() => String, { description: "To what end it is done." })
  readonly purpose!: string

  @Field(() => [String], { description: "On which grounds: articles 6-1 of the GDPR." })
  readonly bases!: readonly string[]

  @Field(() => [String], { description: "What lets special and criminal data be processed: articles 9-2 and 10." })
  readonly specialGrounds!: readonly string[]

  @Field(() => [String], { description: "The categories of data." })
  readonly data!: readonly string[]

  @Field(() => [String], { description: "Whose data is processed by it." })
  readonly subjects!: readonly string[]

  @Field(() => [String], { description: "Who gets the data by this system." })
  readonly recipients!: readonly string[]

  @Field(() => String, { description: "How long it is kept." })
  readonly term!: string

  @Field(() => [String], { description: "The promises of the privacy statement that it rests on." })
  readonly promises!: readonly string[]

  @Field(() => [String], { description: "The paragraphs of the privacy statement that say so." })
  readonly paragraphs!: readonly string[]
}

/** Every version of every activity: by name, the one in force last. */
export const wholeRegister: readonly ProcessingActivity[] = Object.entries<readonly ActivityVersion[]>(register)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([name, versions]) =>
    versions.map(({ since, ...each }, index) => ({
      activity: nameOfActivity(name),
      startsOn: since,
      inForce: index === versions.length - 1,
      ...each,
    })),
  )
