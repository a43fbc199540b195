/** Where Woonstichting De Linde lets its homes. Towns, districts and streets are invented; the towns lie nowhere. */
const towns: readonly (readonly [town: string, districts: string])[] = [
  [
    "Lindewaard",
    "Bleekveld, Hoge Linden, Molenkwartier, Spoorhoven, Weverskwartier, Oude Haven, Zonneweide, Parkzicht, Klaverveld, Rozenbuurt, Kastanjehof, De Wieken, Waterrijk, Vogelhorst, Esdoornpark, Zilverberg, Lage Beemd, Vlinderbuurt",
  ],
  ["Elzenmond", "De Hoven, Meerzicht, Eikendonk, De Gaarde, Kanaalzone, Smedenbuurt, Beukenrode, De Dreef, Wilgenoord"],
  ["Hazelbroek", "Schepenbuurt, Hazelhof, Korenmaat, Sterrenveld, De Schans, Polderzicht, Elzenhoek, Lavendelpark"],
  ["Nieuw-Beemden", "De Brink, Veldzijde, Kruisakker, Ooievaarsnest, De Tuinderij, Zandhoek, Rietzoom, Boterbloem"],
  ["Vlietmonde", "Westerkade, Oosterkade, Heideveld, Dennenrode, Sluiswacht, Havenhoofd, De Werf"],
]

export interface District {
  readonly name: string
  readonly town: string
  /** The digits of its postcodes: this number, and the two after it where a district has very many streets. */
  readonly postcode: number
}

/** Fifty districts; a small association lets homes in the first few. */
export const districts: readonly District[] = towns
  .flatMap(([town, names]) => names.split(", ").map((name) => ({ name, town })))
  .map((district, place) => ({ ...district, postcode: 4610 + 3 * place }))

const heads = (
  "Linden, Zilverlinde, Wevers, Spinners, Vlas, Koren, Haver, Klaver, Gerst, Boekweit, Meidoorn, Hazelaar, Kornoelje, Lijsterbes, Vlier, " +
  "Wilgen, Elzen, Populieren, Esdoorn, Beuken, Merel, Leeuwerik, Kievit, Zwaluw, Wulpen, Grutto, Reiger, Molen, Mulder, Bakkers, Smeden, " +
  "Schippers, Touwslagers, Kuipers, Mandenmakers, Klompenmakers, Turf, Veen, Heide, Leem, Beemd, Donk, Sluis, Brug, Veer, Toren, Klokken, " +
  "Carillon, Lavendel, Tijm, Salie, Munt, Rozemarijn, Saffraan, Anijs, Zonnebloem, Papaver, Koolzaad, Walnoot, Kersen, Kweepeer"
).split(", ")
const tails = "straat, hof, laan, weg, plein, pad, dreef, gaarde, singel, erf, plantsoen, wal".split(", ")
const streets = heads.length * tails.length

/** The streets of a district: all different within it, and no run of the same word. */
export function streetName(district: number, street: number): string {
  const number = ((district * 11 + street) * 307) % streets
  return (heads[number % heads.length] as string) + (tails[Math.floor(number / heads.length)] as string)
}

/** The letters that real postcodes use, without the pairs that they avoid. */
const letters = Array.from("ABCDEGHJKLMNPRSTVWXZ")
const pairs = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((pair) => !["SA", "SD", "SS"].includes(pair))

export const postcodeOf = (district: District, street: number): string =>
  String(district.postcode + (Math.floor(street / pairs.length) % 3)) + (pairs[street % pairs.length] as string)
