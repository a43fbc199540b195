import type { Manner } from "./subject"

const police = [
  "De huur wordt altijd op tijd betaald.",
  "De huurder is aangehouden en weer vrijgelaten.",
  "De huurder zegt van niets te weten.",
  "Buren hebben al langer een vermoeden.",
]
const afterPolice = [
  "Bestuurlijke rapportage opvragen bij de gemeente.",
  "Huurder horen voordat wij een besluit nemen.",
  "Afstemmen met de jurist over de vervolgstappen.",
]

/** Housing fraud: what is suspected. */
// prettier-ignore
export const fraud: Manner = {
  subjects: [
    {
      vera: ["WOO", "ONR"],
      share: 50,
      stories: [
        ["Vermoeden onderhuur {adres}", "Volgens de melding wonen er wisselende mensen op {adres} en is de huurder er {sinds} niet gezien."],
        ["Mogelijk onrechtmatige bewoning {adres}", "Bij een reparatie op {adres} deed iemand anders dan de huurder open; die zei de kamer te huren."],
        ["Vermoeden leegstand {adres}", "Het waterverbruik van {adres} is al een jaar vrijwel nul. De gordijnen zijn dicht en de brievenbus zit vol."],
        ["Verhuur aan toeristen {adres}?", "Op een verhuursite staat een appartement dat aan de foto's te zien {adres} is, voor kort verblijf."],
        ["Overbewoning {adres}", "Volgens de gemeente staan er {aantal} gezinnen ingeschreven op {adres}, terwijl de woning twee slaapkamers heeft."],
        ["Huurder niet woonachtig op {adres}?", "De huurder van {adres} zou samenwonen in een koopwoning en de woning aan familie hebben gegeven."],
      ],
    },
    {
      vera: ["WOO", "BED"],
      share: 14,
      stories: [
        ["Schuur als garage {adres}", "In de schuur van {adres} worden {vaak} auto's gerepareerd; er staan steeds andere auto's voor de deur."],
        ["Kapsalon aan huis {adres}", "Op {adres} zou een kapsalon zijn ingericht. Klanten lopen in en uit tot na {avond}."],
        ["Vermoeden webwinkel {adres}", "Vanuit {adres} worden pakketten verkocht; bestelbussen staan {vaak} dubbel geparkeerd."],
      ],
    },
    {
      vera: ["WOO", "KLI"],
      share: 6,
      stories: [
        ["Berging in gebruik als slaapplaats {straat}", "In de berging die bij {adres} hoort, ligt een matras en staat een kookplaatje."],
        ["Fietsenberging in gebruik genomen {straat}", "De gezamenlijke fietsenberging van {straat} is {sinds} afgesloten met een eigen slot en staat vol handelswaar van {adres}."],
      ],
    },
    {
      vera: ["SOC", "HEN"],
      share: 18,
      stories: [
        ["Vermoeden hennepkwekerij {adres}", "De netbeheerder meldt een afwijkend stroomverbruik in het blok van {adres}."],
        ["Melding hennep {adres}", "Melder ziet dat de zolderramen van {adres} zijn afgeplakt en hoort dag en nacht een ventilator."],
        ["Ontmanteling kwekerij {adres}", "De politie heeft op {dag} op {adres} een kwekerij ontmanteld en ons daarover een bericht gestuurd."],
      ],
      asides: police,
      wishes: afterPolice,
    },
    {
      vera: ["SOC", "DRU"],
      share: 12,
      stories: [
        ["Korte bezoeken aan {adres}", "Op {adres} komen {vaak} mensen die na een paar minuten weer weg zijn; vaak staat er een auto met draaiende motor."],
        ["Onderzoek van de gemeente {adres}", "De gemeente laat weten dat er een onderzoek loopt naar handel vanuit {adres} en vraagt om overleg."],
      ],
      asides: police,
      wishes: afterPolice,
    },
  ],
  asides: [
    "De melding kwam anoniem binnen via het formulier op de website.",
    "De huurder heeft niet gereageerd op {aantal} uitnodigingen.",
    "De huur wordt altijd op tijd betaald.",
    "Er is nog niets vastgesteld; het blijft een vermoeden tot het huisbezoek.",
    "Melder wil niet dat de huurder hoort wie dit heeft gemeld.",
    "Een eerder onderzoek naar dit adres leverde niets op.",
    "De naam op de brievenbus is een andere dan die van de huurder.",
  ],
  wishes: [
    "Eerst de administratieve gegevens bekijken, dan een onaangekondigd huisbezoek met twee personen.",
    "Huurder uitnodigen op kantoor en om een toelichting vragen.",
    "Afstemmen met de toezichthouder van de gemeente voordat wij zelf gaan kijken.",
    "Niet meer gegevens opvragen dan nodig is om het gebruik vast te stellen.",
  ],
  balances: [
    "De woning is bedoeld voor woningzoekenden op de wachtlijst. Alleen gegevens over het gebruik worden bekeken; de huurder wordt gehoord voordat wij een besluit nemen.",
    "Ons belang bij rechtmatig gebruik weegt zwaarder dan het ongestoord blijven van de huurder, omdat er concrete aanwijzingen zijn en het onderzoek beperkt blijft tot de woning.",
    "Anders dan met dit onderzoek is het gebruik niet vast te stellen. Er wordt niet bij derden rondgevraagd en bij een ongegronde melding stopt het meteen.",
  ],
}
