import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { Case } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, Either, List, ListArgs, May, Traced, Written, compiled, Count } from "../records"
import { Person } from "../registry"
import { AddPartyInput, addParty } from "./adding-party"
import { Participant, Party } from "./party.entity"

@ObjectType({ simpleResolvers: true, description: "What became of adding a party." })
export class PartyPayload extends Payload {
  @Field(() => Party, { nullable: true, description: "The party as it is." })
  @Written(() => Party)
  party!: Party | null

  @Field(() => Case, { nullable: true, description: "The case that it belongs to." })
  @Written(() => Case)
  case!: Case | null
}

@Resolver(() => Party)
export class PartyResolver {
  @FieldResolver(() => Participant, {
    nullable: true,
    description: "Who it is, where that is known and visible to you.",
  })
  @Either("person", "employee")
  participant(): typeof Participant | null {
    return compiled()
  }

  @Mutation(() => PartyPayload, { description: "Adds a party to a running case. Needs a grant to contribute." })
  @Traced("party.added", "case-handling")
  @May("contribute", "Case")
  addParty(
    @Arg("input", { description: "The party as it is." }) input: AddPartyInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PartyPayload> {
    return records.change(info, input, addParty)
  }
}

@Resolver(() => Case)
export class CaseParties {
  @FieldResolver(() => [Party], {
    description: "The parties, in the order they were added. At most 100; `partyCount` says how many there are.",
  })
  @List(() => Party, { by: "case", order: [["id", "asc"]], max: 100, counted: "partyCount" })
  parties(@Args() _args: ListArgs): Party[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many parties that exist for you there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Party, { by: "case" })
  partyCount(): number {
    return compiled()
  }
}

@Resolver(() => Person)
export class PersonInvolvements {
  @FieldResolver(() => [Party], {
    description:
      "The cases in which the person has a part, as far as they exist for you. At most 50; `involvementCount` says how many there are.",
  })
  @List(() => Party, { by: "person", order: [["id", "desc"]], max: 50, counted: "involvementCount" })
  involvements(@Args() _args: ListArgs): Party[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description:
      "How many such parts that exist for you there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Party, { by: "person" })
  involvementCount(): number {
    return compiled()
  }
}
