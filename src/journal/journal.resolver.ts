import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, FieldResolver, Info, Mutation, ObjectType, Resolver } from "type-graphql"
import { Case } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, May, Page, PageArgs, Traced, Written, compiled, connectionOf } from "../records"
import { AddJournalEntryInput, addJournalEntry } from "./adding-entry"
import { JournalEntry } from "./journal-entry.entity"

const JournalEntryConnection = connectionOf(JournalEntry, "JournalEntry")
type JournalEntryConnection = InstanceType<typeof JournalEntryConnection>

@ObjectType({ simpleResolvers: true, description: "What became of adding a journal entry." })
export class JournalEntryPayload extends Payload {
  @Field(() => JournalEntry, { nullable: true, description: "The entry as it is." })
  @Written(() => JournalEntry)
  entry!: JournalEntry | null

  @Field(() => Case, { nullable: true, description: "The case that it belongs to." })
  @Written(() => Case)
  case!: Case | null
}

@Resolver(() => Case)
export class CaseJournal {
  @FieldResolver(() => JournalEntryConnection, { description: "The journal, last happened first." })
  @Page(() => JournalEntry, { by: "case", orders: { NEWEST: [["occurredAt", "desc"], ["id", "desc"]] } }) // prettier-ignore
  journal(@Args() _args: PageArgs): JournalEntryConnection {
    return compiled()
  }
}

@Resolver()
export class JournalResolver {
  @Mutation(() => JournalEntryPayload, {
    description: "Adds an entry to the journal of a running case. Needs a grant to contribute.",
  })
  @Traced("journal.added", "case-handling")
  @May("contribute", "Case")
  addJournalEntry(
    @Arg("input", { description: "The entry as it is." }) input: AddJournalEntryInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JournalEntryPayload> {
    return records.change(info, input, addJournalEntry)
  }
}
