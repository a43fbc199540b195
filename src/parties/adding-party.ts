import { IsOptional, MaxLength } from "class-validator"
import { Field, ID, InputType } from "type-graphql"
import { v7 as uuid } from "uuid"
import { DataCategory, lockOpenCase, longestId, longestTitle, refuseWithoutGround } from "../cases"
import { ErrorReason, refuse } from "../platform/errors"
import { Line } from "../platform/graphql/texts"
import { type Tx, mustExist } from "../records"
import { Party, PartyRole } from "./party.entity"

@InputType({ description: "A party to be added to a case." })
export class AddPartyInput {
  @Field(() => ID, { description: "The id of the case." })
  @MaxLength(longestId)
  caseId!: string

  @Field(() => PartyRole, { description: "The part that it has in the case." })
  role!: PartyRole

  @Field(() => DataCategory, {
    nullable: true,
    description:
      "What sort of personal data it holds; contact data when absent. REPORTER shields the identity: the party then exists only for those who are cleared for it.",
  })
  category?: DataCategory | null

  @Field(() => String, { description: "The name, at most 200 characters." })
  @Line(longestTitle)
  name!: string

  @Field(() => String, { nullable: true, description: "Telephone number, at most 40 characters." })
  @IsOptional()
  @MaxLength(40)
  phone?: string | null

  @Field(() => String, { nullable: true, description: "E-mail address, at most 200 characters." })
  @IsOptional()
  @MaxLength(longestTitle)
  email?: string | null

  @Field(() => ID, { nullable: true, description: "The person of the registry, where it is one." })
  @IsOptional()
  @MaxLength(longestId)
  personId?: string | null

  @Field(() => ID, { nullable: true, description: "The colleague, where it is one." })
  @IsOptional()
  @MaxLength(longestId)
  employeeId?: string | null
}

/** Adds a party to a running case. */
export async function addParty(tx: Tx, input: AddPartyInput): Promise<{ party: string; case: string }> {
  const personId = input.personId ?? null
  const employeeId = input.employeeId ?? null
  if (personId !== null && employeeId !== null) throw refuse(ErrorReason.TWO_IDENTITIES, "input", "employeeId")
  const dossier = await lockOpenCase(tx, input.caseId)
  const category = input.category ?? DataCategory.CONTACT
  refuseWithoutGround(dossier, category)
  if (personId !== null) await mustExist(tx, "person", personId, "personId")
  if (employeeId !== null) await mustExist(tx, "employee", employeeId, "employeeId")
  const id = uuid()
  await tx.manager.insert(Party, {
    id,
    case: { id: dossier.id },
    category,
    role: input.role,
    name: input.name,
    phone: input.phone ?? null,
    email: input.email ?? null,
    person: personId === null ? null : { id: personId },
    employee: employeeId === null ? null : { id: employeeId },
    addedBy: { id: tx.actor.id },
    addedAt: tx.now,
  })
  tx.touched.types.add("Party")
  tx.touched.parties.add(id)
  tx.touched.categories.add(category)
  if (personId !== null) tx.touched.persons.add(personId)
  return { party: id, case: dossier.id }
}
