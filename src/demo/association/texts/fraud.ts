import type { Subject } from "./subject"

/** Housing fraud: what is suspected. */
export const fraud: readonly Subject[] = [
  {
    vera: ["WOO", "ONR"],
    share: 50,
    titles: [
      "Vermoeden onderhuur {adres}",
      "Vermoeden leegstand {adres}",
      "Mogelijk onrechtmatige bewoning {adres}",
      "Huurder niet woonachtig op {adres}?",
      "Doorverhuur via internet {adres}",
    ],
    facts: [
      "Volgens de melding wonen er wisselende mensen op {adres} en is de huurder er {sinds} niet gezien.",
      "Bij een reparatie op {adres} deed iemand anders dan de huurder open; die zei de kamer te huren.",
      "Het waterverbruik van {adres} is al een jaar vrijwel nul. De gordijnen zijn dicht en de brievenbus zit vol.",
      "Op een verhuursite staat een appartement dat aan de foto's te zien {adres} is, voor kort verblijf.",
      "Er staan {aantal} personen ingeschreven op {adres}, terwijl de woning twee slaapkamers heeft.",
      "De huurder van {adres} zou samenwonen in een koopwoning en de woning aan familie hebben gegeven.",
    ],
  },
  {
    vera: ["WOO", "BED"],
    share: 14,
    titles: ["Bedrijf aan huis {adres}", "Vermoeden bedrijfsmatig gebruik {adres}", "Garage als werkplaats {adres}"],
    facts: [
      "In de schuur van {adres} worden {vaak} auto's gerepareerd; er staan steeds andere auto's voor de deur.",
      "Op {adres} zou een kapsalon zijn ingericht. Klanten lopen in en uit tot na {avond}.",
      "Vanuit {adres} worden pakketten verkocht; bestelbussen staan {vaak} dubbel geparkeerd.",
    ],
  },
  {
    vera: ["WOO", "KLI"],
    share: 6,
    titles: ["Berging in gebruik als slaapplaats {straat}", "Oneigenlijk gebruik berging {adres}"],
    facts: [
      "In de berging die bij {adres} hoort, ligt een matras en staat een kookplaatje.",
      "De gezamenlijke fietsenberging van {straat} is {sinds} afgesloten met een eigen slot en staat vol handelswaar.",
    ],
  },
  {
    vera: ["SOC", "HEN"],
    share: 18,
    titles: ["Vermoeden hennepkwekerij {adres}", "Melding hennep {adres}", "Ontmanteling kwekerij {adres}"],
    facts: [
      "De netbeheerder meldt een afwijkend stroomverbruik in het blok van {adres}.",
      "Melder ziet dat de zolderramen van {adres} zijn afgeplakt en hoort dag en nacht een ventilator.",
      "De politie heeft op {dag} op {adres} een kwekerij ontmanteld en ons daarover een bericht gestuurd.",
    ],
  },
  {
    vera: ["SOC", "DRU"],
    share: 12,
    titles: ["Vermoeden handel vanuit {adres}", "Korte bezoeken aan {adres}", "Bestuurlijk bericht over {adres}"],
    facts: [
      "Op {adres} komen {vaak} mensen die na een paar minuten weer weg zijn; vaak staat er een auto met draaiende motor.",
      "De gemeente laat weten dat er een onderzoek loopt naar handel vanuit {adres} en vraagt om overleg.",
    ],
  },
]

export const fraudAsides = [
  "De melding kwam anoniem binnen via het formulier op de website.",
  "De huurder heeft niet gereageerd op {aantal} uitnodigingen.",
  "De huur wordt altijd op tijd betaald.",
  "Er is nog niets vastgesteld; het blijft een vermoeden tot het huisbezoek.",
  "Melder wil niet dat de huurder hoort wie dit heeft gemeld.",
  "Een eerder onderzoek naar dit adres leverde niets op.",
  "De naam op de brievenbus is een andere dan die van de huurder.",
] as const

export const fraudWishes = [
  "Eerst de administratieve gegevens bekijken, dan een onaangekondigd huisbezoek met twee personen.",
  "Huurder uitnodigen op kantoor en om een toelichting vragen.",
  "Afstemmen met de toezichthouder van de gemeente voordat wij zelf gaan kijken.",
  "Niet meer gegevens opvragen dan nodig is om de bewoning vast te stellen.",
] as const

export const fraudBalance = [
  "De woning is bedoeld voor woningzoekenden op de wachtlijst. Alleen gegevens over de bewoning worden bekeken; de huurder wordt gehoord voordat wij een besluit nemen.",
  "Ons belang bij rechtmatige bewoning weegt zwaarder dan het ongestoord blijven van de huurder, omdat er concrete aanwijzingen zijn en het onderzoek beperkt blijft tot de woning.",
  "Anders dan met dit onderzoek is de bewoning niet vast te stellen. Er wordt niet bij derden rondgevraagd en bij een ongegronde melding stopt het meteen.",
] as const
