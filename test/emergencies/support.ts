import type { Dossier } from "../permissions/support"
import type { House, Variables } from "../support/house"

export const why = { reason: "VIOLENCE", explanation: "De buren horen geschreeuw en glasgerinkel." }

/** What somebody fills in to open this case in an emergency. */
export const hurryTo = (dossier: Dossier, more: Variables = {}): Variables => ({
  reference: dossier.case.reference,
  ...why,
  ...more,
})

export const absentReference = "WR-2222-2222"

/** A home at an address of its own. */
export async function addressOf(house: House, home: string, houseNumber: string): Promise<Variables> {
  const postcode = `49${Math.floor(10 + Math.random() * 89)}${String.fromCharCode(65 + Math.floor(Math.random() * 26))}X`
  await house.rows("update home set postcode = $2, house_number = $3 where id = $1", [home, postcode, houseNumber])
  return { postcode, houseNumber, ...why }
}

export const attemptsOf = (house: House, employee: string): Promise<any[]> =>
  house.rows<any>("select * from emergency where employee_id = $1 order by asked_at", [employee])
