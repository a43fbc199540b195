import type { GraphQLResolveInfo } from "graphql"
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Info,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  buildSchemaSync,
} from "type-graphql"
import { UserError } from "../../src/platform/graphql/user-error"
import { dataSourceOf } from "../../src/platform/database/data-source"
import { type Context, List, ListArgs, May, Self, Traced, Written, installRecords } from "../../src/records"
import { buildStaffSchema, entities } from "../../src/schema"
import { Employee, Membership } from "../../src/staff"

const dataSource = dataSourceOf({ url: "postgres://nobody@localhost:1/none", entities })
beforeAll(async () => {
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas()
})

/** It has an id, and neither says that it is a Node nor has a table. */
@ObjectType()
class Stray {
  @Field(() => String)
  id!: string
}

@Resolver()
class LosesWhatHasAnId {
  @Query(() => Stray, { nullable: true })
  @Self(() => Employee)
  @Traced("staff.viewed", "staff-directory")
  stray(): Promise<null> {
    return nothing()
  }
}

@ObjectType()
class Loose {
  @Field(() => String)
  name!: string
}

@Resolver(() => Loose)
class StopsUnsaid {
  @Query(() => Loose, { nullable: true })
  @Self(() => Employee)
  @Traced("staff.viewed", "staff-directory")
  loose(): Promise<null> {
    return nothing()
  }

  @FieldResolver(() => [Membership])
  @List(() => Membership, { by: "employee", order: [["startsAt", "asc"]], max: 20, counted: "stayCount" })
  stays(@Args() _args: ListArgs): Membership[] {
    return []
  }
}

@InputType()
class RenameInput {
  @Field(() => String)
  name!: string
}

@ObjectType({ simpleResolvers: true })
class RenamePayload {
  @Field(() => Employee, { nullable: true })
  @Written(() => Employee)
  employee!: Employee | null

  @Field(() => [UserError])
  errors!: UserError[]
}

const nothing = (): Promise<null> => Promise.resolve(null)

/** Root fields as they are to be. */
@Resolver()
class Careful {
  @Query(() => Employee, { nullable: true })
  @Self(() => Employee)
  @Traced("staff.viewed", "staff-directory")
  whoAsks(@Ctx() { records }: Context, @Info() info: GraphQLResolveInfo): Promise<Employee | null> {
    return records.read(info)
  }
}

@Resolver()
class ForgetsWhatItBelongsTo {
  @Query(() => Employee, { nullable: true })
  @Self(() => Employee)
  look(@Ctx() { records }: Context, @Info() info: GraphQLResolveInfo): Promise<Employee | null> {
    return records.read(info)
  }

  @Mutation(() => RenamePayload, { nullable: true })
  @May("update", "Employee")
  rename(@Arg("input") _input: RenameInput): Promise<null> {
    return nothing()
  }
}

@Resolver()
class ForgetsWhoMay {
  @Mutation(() => RenamePayload, { nullable: true })
  @Traced("staff.viewed", "staff-directory")
  renameByAnybody(@Arg("input") _input: RenameInput): Promise<null> {
    return nothing()
  }
}

const said = (build: () => unknown): string => {
  try {
    build()
    return "started"
  } catch (error) {
    return (error as Error).message
  }
}

const started = (forgetful: new () => object): string =>
  said(() => installRecords(buildSchemaSync({ resolvers: [Careful, forgetful], validate: false }), dataSource))

describe("the service does not start", () => {
  it("with a root field that names no processing activity, be it a question or a change", () => {
    expect(started(ForgetsWhatItBelongsTo).split("\n")).toEqual([
      "look names no processing activity",
      "rename names no processing activity",
    ])
  })

  it("with a change that names no right", () => {
    expect(started(ForgetsWhoMay)).toBe("renameByAnybody names no right")
  })

  it("with a type that has an id by which nothing is found", () => {
    expect(started(LosesWhatHasAnId).split("\n")).toEqual([
      "Stray has an id and is no Node",
      "Stray is not found by its id",
    ])
  })

  it("with a list that stops and that nothing counts", () => {
    expect(started(StopsUnsaid)).toBe("Loose.stays: nothing counts it, as stayCount is to do")
  })

  it("and does with the schema as it is", () => {
    expect(said(() => installRecords(buildStaffSchema(), dataSource))).toBe("started")
  })
})
