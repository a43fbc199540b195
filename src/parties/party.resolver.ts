import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Mutation, ObjectType, Resolver } from "type-graphql"
import { Case } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, Either, List, ListArgs, May, Traced, Written, compiled } from "../records"
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
  @FieldResolver(() => [Party], { description: "The parties, in the order they were added." })
  @List(() => Party, { by: "case", order: [["id", "asc"]], max: 100 })
  parties(@Args() _args: ListArgs): Party[] {
    return compiled()
  }
}

@Resolver(() => Person)
export class PersonInvolvements {
  @FieldResolver(() => [Party], {
    description: "The cases in which the person has a part, as far as they exist for you.",
  })
  @List(() => Party, { by: "person", order: [["id", "desc"]], max: 50 })
  involvements(@Args() _args: ListArgs): Party[] {
    return compiled()
  }
}
