import type { Subject } from "./subject"

const asides = [
  "Op het bewonersoverleg van {werkdag} is dit ook genoemd.",
  "{Collega} heeft foto's van de algemene ruimte gemaakt.",
  "Het speelt {sinds}.",
  "De gemeente heeft hierover {aantal} meldingen gekregen.",
  "Vooral oudere bewoners hebben er last van.",
]
const wishes = [
  "Met {partner} een schouw inplannen.",
  "Bewoners per brief laten weten wat wij doen.",
  "{Collega} loopt de komende weken extra rondes.",
  "Na een maand opnieuw bekijken.",
]

/** Nuisance: what is reported about a building or a street rather than about a home. */
// prettier-ignore
export const surroundings: readonly Subject[] = [
  {
    vera: ["SOC", "ONG"],
    share: 4,
    stories: [
      ["Muizen in het complex {straat}", "In {aantal} woningen rond {adres} zijn muizen gezien. De bestrijder vermoedt dat de bron op dit adres ligt."],
      ["Kakkerlakken {adres}", "De bestrijder heeft op {adres} kakkerlakken vastgesteld; de bewoner laat hem niet meer binnen."],
      ["Ratten in de binnentuin {straat}", "Er lopen ratten in de binnentuin van {straat}. Omwonenden wijzen op het voer dat bij {adres} wordt gestrooid."],
    ],
    asides,
    wishes,
  },
  {
    vera: ["SOC", "VAN"],
    share: 4,
    stories: [
      ["Vernieling portiekdeur {straat}", "De portiekdeur bij {adres} is in de nacht van {dag} voor de {rang} keer vernield."],
      ["Vernieling brievenbussen {straat}", "{Aantal} brievenbussen bij {adres} zijn opengebroken. Een buurtbewoner zegt te weten wie het was."],
      ["Bekladde lift {straat}", "De lift bij {adres} is beklad en het paneel is geforceerd; er zijn beelden van het portiek."],
    ],
    asides,
    wishes,
  },
  {
    vera: ["OMG", "HAN"],
    share: 6,
    stories: [
      ["Hangjongeren {straat}", "{Vaak} hangt een groep van zo'n {aantal} jongeren bij de ingang van {adres}; bewoners durven er niet langs."],
      ["Overlast van scooters {straat}", "Rond het speelveld aan {straat} rijden {vaak} scooters over de stoep, tot {laat}."],
      ["Dumping van grofvuil {straat}", "Bij de containers aan {straat} wordt {vaak} grofvuil gedumpt, ook door mensen van buiten de buurt."],
    ],
    asides,
    wishes,
  },
  {
    vera: ["LEE", null],
    share: 4,
    stories: [
      ["Leefbaarheid portiek {straat}", "Uit de schouw van {straat} blijkt dat het portiek verloedert: grofvuil, kapotte verlichting en weinig onderling contact."],
      ["Buurtgesprekken {straat}", "{Collega} vraagt om een leefbaarheidsactie in {straat}; er zijn dit jaar {aantal} mutaties en bewoners kennen elkaar niet."],
    ],
    asides,
    wishes,
  },
]
