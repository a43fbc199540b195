import type { Address } from "../homes"
import type { Random } from "../random"

/** What a text is about: where, and what chance makes of the rest. */
export interface Scene {
  readonly random: Random
  readonly address: Address
}

/** A text whose slots are found once, so that filling it is only putting strings together. */
export type Template = (scene: Scene) => string

const of = (values: readonly string[]) => (scene: Scene) => scene.random.pick(values)
const numbers = ["twee", "drie", "vier", "vijf", "zes"]
const often = [
  "bijna elke dag",
  "meerdere keren per week",
  "vooral in het weekend",
  "om de dag",
  "regelmatig",
  "wekelijks",
]
const colleagues = ["de wijkbeheerder", "de huismeester", "de opzichter", "de leefbaarheidsmedewerker"]
const partners = [
  "de wijkagent",
  "het wijkteam",
  "de gemeente",
  "de ggz",
  "de woonbegeleider",
  "de GGD",
  "het maatschappelijk werk",
]
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const slots: Readonly<Record<string, Template>> = {
  adres: ({ address }) => `${address.street} ${address.houseNumber}`,
  straat: ({ address }) => address.street,
  sinds: of([
    ...["sinds drie weken", "al ruim twee maanden", "sinds een half jaar", "sinds kort", "al meer dan een jaar"],
    ...["sinds de verhuizing", "sinds enkele weken", "al maandenlang"],
  ]),
  vaak: of(often),
  Vaak: of(often.map(capital)),
  nacht: of([
    "'s nachts",
    "tot diep in de nacht",
    "tussen 23.00 en 02.00 uur",
    "na middernacht",
    "in de vroege ochtend",
  ]),
  laat: of(["00.30 uur", "01.15 uur", "02.00 uur", "03.30 uur"]),
  avond: of(["21.30 uur", "22.00 uur", "22.30 uur", "23.00 uur"]),
  overdag: of(["9.30 uur", "10.15 uur", "11.00 uur", "13.30 uur", "14.45 uur", "15.30 uur", "16.15 uur"]),
  dag: of(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]),
  werkdag: of(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]),
  aantal: of(numbers),
  Aantal: of(numbers.map(capital)),
  rang: of(["tweede", "derde", "vierde", "vijfde"]),
  collega: of(colleagues),
  Collega: of(colleagues.map(capital)),
  partner: of(partners),
  Partner: of(partners.map(capital)),
  bedrag: of(["1.150", "1.860", "2.240", "2.975", "3.480", "4.620"]),
}

export function template(text: string): Template {
  const parts = text.split(/\{(\w+)\}/).map((part, place): string | Template => {
    if (place % 2 === 0) return part
    const slot = slots[part]
    if (!slot) throw new RangeError(`there is no slot {${part}}`)
    return slot
  })
  if (parts.length === 1) return () => text
  return (scene) => {
    let filled = ""
    for (const part of parts) filled += typeof part === "string" ? part : part(scene)
    return filled
  }
}

export const templates = (texts: readonly string[]): readonly Template[] => texts.map(template)
