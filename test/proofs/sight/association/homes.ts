import type pg from "pg"
import type { Draft } from "./draft"
import { insert } from "./insert"

export const postcodes = ["4901AB", "4901AC", "4902BD", "4903EX"]
export const surnames = ["Aydin", "Bakker", "Bos", "Bouali", "Claes", "Dekker", "Mulder", "Mulders", "Smit", "Visser"]
const sources = ["ERP", "INTAKE", "KLIK_VOOR_WONEN", "CARE_PARTNER", "MUNICIPALITY"]

/** Where people live, and who they are; several in one home, and some with none that is known. */
export async function addHomes(admin: pg.Pool, draft: Draft): Promise<void> {
  const { random } = draft
  for (let nth = 0; nth < 36; nth++) draft.homes.push(random.uuid())
  await insert(
    admin,
    "home",
    draft.homes.map((id, nth) => ({
      id,
      unit_number: `VHE${1000 + nth}`,
      street: "Lindelaan",
      house_number: String(1 + (nth % 20)),
      postcode: random.pick(postcodes),
      city: "Oosterhout",
      district: `Wijk${nth % 4}`,
    })),
  )
  for (let nth = 0; nth < 80; nth++)
    draft.persons.push({ id: random.uuid(), home: random.chance(0.85) ? random.pick(draft.homes) : null })
  await insert(
    admin,
    "person",
    draft.persons.map(({ id, home }) => ({
      id,
      source: random.pick(sources),
      initials: random.pick(["A.", "B.", "J.M."]),
      surname: random.pick(surnames),
      birth_date: random.chance(0.6) ? "1980-02-29" : null,
      phone: random.chance(0.5) ? "0600000001" : null,
      email: random.chance(0.3) ? "huurder@voorbeeld.nl" : null,
      home_id: home,
      // So that the model, which knows no references, finds her by her id.
      trail_reference: id,
    })),
  )
}
