import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver } from "type-graphql"
import {
  type Context,
  List,
  ListArgs,
  One,
  Page,
  Traced,
  compiled,
  connectionOf,
  equals,
  startsWith,
  Count,
} from "../records"
import { Home } from "./home.entity"
import { Person } from "./person.entity"
import { HomesArgs, PersonsArgs } from "./registry.inputs"

const HomeConnection = connectionOf(Home, "Home")
const PersonConnection = connectionOf(Person, "Person")
type HomeConnection = InstanceType<typeof HomeConnection>
type PersonConnection = InstanceType<typeof PersonConnection>

@Resolver(() => Home)
export class HomeFields {
  @FieldResolver(() => [Person], {
    description: "The persons who live there. At most 20; `residentCount` says how many there are.",
  })
  @List(() => Person, { by: "home", order: [["surname", "asc"], ["id", "asc"]], max: 20, counted: "residentCount" }) // prettier-ignore
  residents(@Args() _args: ListArgs): Person[] {
    return compiled()
  }

  @FieldResolver(() => Int, {
    description: "How many residents there are, counted up to 1,000; 1,000 means that many or more.",
  })
  @Count(() => Person, { by: "home" })
  residentCount(): number {
    return compiled()
  }
}

@Resolver()
export class RegistryQueries {
  @Query(() => HomeConnection, {
    description: "Homes by their postcode. For those who handle cases and the privacy coordinator; empty for others.",
  })
  @Page(() => Home, {
    orders: { ADDRESS: [["postcode", "asc"], ["houseNumber", "asc"], ["id", "asc"]] },
    filters: { postcode: equals("postcode"), houseNumber: equals("houseNumber") },
    narrowedBy: ["postcode"],
  }) // prettier-ignore
  @Traced("registry.searched", "tenant-registry")
  homes(
    @Args() _args: HomesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HomeConnection> {
    return records.read(info)
  }

  @Query(() => PersonConnection, {
    description:
      "Persons by their surname or home. For those who handle cases and the privacy coordinator; empty for others.",
  })
  @Page(() => Person, {
    orders: { SURNAME: [["surname", "asc"], ["id", "asc"]] },
    filters: { surname: startsWith("surname"), homeId: equals("home") },
    narrowedBy: ["surname", "homeId"],
  }) // prettier-ignore
  @Traced("registry.searched", "tenant-registry")
  persons(
    @Args() _args: PersonsArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonConnection> {
    return records.read(info)
  }

  @Query(() => Person, { nullable: true, description: "One person; null when absent or not for you." })
  @One(() => Person, "id")
  @Traced("registry.viewed", "tenant-registry")
  person(
    @Arg("id", () => ID, { description: "The id of the person." }) _id: string,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Person | null> {
    return records.read(info)
  }
}
