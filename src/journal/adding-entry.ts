import { MaxLength } from "class-validator"
import { Field, ID, InputType } from "type-graphql"
import { v7 as uuid } from "uuid"
import { DataCategory, lockOpenCase, longestId, longestText, refuseWithoutGround } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { Instant } from "../platform/graphql/scalars"
import { Text } from "../platform/graphql/texts"
import type { Tx } from "../records"
import { JournalEntry, JournalType } from "./journal-entry.entity"

@InputType({ description: "An entry to be added to the journal of a case." })
export class AddJournalEntryInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => JournalType, { description: "What sort of entry." })
  type!: JournalType

  @Field(() => String, { description: "The text, at most 20,000 characters." })
  @Text(longestText)
  body!: string

  @Field(() => DataCategory, {
    nullable: true,
    description: "What sort of personal data it holds; that of the kind of case when absent.",
  })
  category?: DataCategory | null

  @Field(() => Instant, {
    nullable: true,
    description: "When it happened; now when absent, and where a clock is some minutes ahead. Not in the future.",
  })
  occurredAt?: Date | null
}

/** By so much somebody's clock may be ahead of ours; what she then says happened now. */
const toleranceMs = 5 * 60_000

/** @throws Refusal OUT_OF_RANGE for what is yet to come, or long ago */
function momentOf(given: Date | null | undefined, now: Date): Date {
  if (!given) return now
  if (given.getTime() > now.getTime() + toleranceMs || given < earliest) throw refuse(ErrorReason.OUT_OF_RANGE, "input", "occurredAt") // prettier-ignore
  return given > now ? now : given
}

/** Nothing in a case happened before any tenant of today was born. */
const earliest = new Date("1900-01-01")

/** Adds an entry to the journal of a running case. */
export async function addJournalEntry(tx: Tx, input: AddJournalEntryInput): Promise<{ entry: string; case: string }> {
  const occurredAt = momentOf(input.occurredAt, tx.now)
  const dossier = await lockOpenCase(tx, input.caseId)
  const category = input.category ?? dossier.category
  refuseWithoutGround(dossier, category)
  return {
    entry: await writeEntry(tx, dossier.id, { type: input.type, category, body: input.body, occurredAt }),
    case: dossier.id,
  }
}

/** The decision of whoever acts, with its reason, in the journal of the case (P12). */
export function writeDecision(tx: Tx, dossier: { id: string; category: DataCategory }, body: string): Promise<string> {
  return writeEntry(tx, dossier.id, {
    type: JournalType.DECISION,
    category: dossier.category,
    body,
    occurredAt: tx.now,
  })
}

async function writeEntry(
  tx: Tx,
  caseId: string,
  entry: Pick<JournalEntry, "type" | "category" | "body" | "occurredAt">,
): Promise<string> {
  const id = uuid()
  await tx.manager.insert(JournalEntry, {
    id,
    ...entry,
    case: { id: caseId },
    author: { id: tx.actor.id },
    addedAt: tx.now,
  })
  tx.touched.types.add("JournalEntry")
  tx.touched.categories.add(entry.category)
  return id
}
