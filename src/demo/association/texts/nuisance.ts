import type { Subject } from "./subject"

/** Nuisance: what is reported. The codes are VERA's. */
export const nuisance: readonly Subject[] = [
  {
    vera: ["SOC", "GEL"],
    share: 30,
    titles: [
      "Geluidsoverlast {adres}",
      "Nachtelijke muziek {straat}",
      "Harde muziek en bonkende bassen {adres}",
      "Klachten over geluid van de bovenburen, {adres}",
      "Blaffende hond en geschreeuw {straat}",
      "Klusgeluid in de late avond {adres}",
    ],
    facts: [
      "Melder hoort {sinds} {vaak} harde muziek uit de woning {adres}, meestal {nacht}.",
      "Vanaf {adres} klinkt {vaak} geschreeuw en het slaan met deuren; de kinderen van melder slapen er slecht door.",
      "De bewoner van {adres} zou {sinds} {vaak} klussen en boren tot na {avond}.",
      "Melder ervaart contactgeluid van de harde vloer boven zich: lopen, schuiven met stoelen en rennende kinderen, {vaak}.",
      "Op {dag} was er weer een feest op {adres} dat tot {laat} doorging. Het is de {rang} melding over dit adres.",
      "De wasmachine en droger op {adres} draaien {vaak} in de nacht; de trillingen zijn in het hele portiek te voelen.",
    ],
  },
  {
    vera: ["SOC", "RUZ"],
    share: 12,
    titles: [
      "Burenruzie {straat}",
      "Conflict over schutting {adres}",
      "Burenconflict over parkeren en tuin, {adres}",
      "Aanhoudende ruzie tussen buren {adres}",
    ],
    facts: [
      "Tussen de bewoner van {adres} en de buren loopt {sinds} een conflict over de erfafscheiding.",
      "Beide buren doen aangifte van elkaars gedrag; de aanleiding was een opmerking over het parkeren voor {adres}.",
      "Melder en de bewoner van {adres} groeten elkaar niet meer. {Vaak} vallen er over en weer woorden in het portiek.",
      "De ruzie begon met overhangende takken en gaat nu over camera's die op elkaars tuin gericht zouden zijn ({adres}).",
    ],
  },
  {
    vera: ["SOC", "VUI"],
    share: 8,
    titles: ["Vervuilde woning {adres}", "Vervuiling tuin {adres}", "Ernstige vervuiling aangetroffen {adres}"],
    facts: [
      "De monteur trof bij een reparatie op {adres} een ernstig vervuilde woning aan; de keuken is niet meer te gebruiken.",
      "De tuin van {adres} ligt {sinds} vol met huisvuil en oude meubels. Omwonenden zien ratten.",
      "{Collega} zag bij {adres} volgestapelde kamers tot aan het plafond. De bewoner schaamde zich en wilde niet verder praten.",
    ],
  },
  {
    vera: ["SOC", "STA"],
    share: 6,
    titles: [
      "Stankoverlast portiek {straat}",
      "Aanhoudende rioollucht {adres}",
      "Wietlucht in het trappenhuis {straat}",
    ],
    facts: [
      "In het portiek van {adres} hangt {vaak} een sterke wietlucht. Melder houdt de ramen dicht.",
      "Melder ruikt {sinds} een indringende lucht uit {adres}; de opzichter vond geen gebrek aan het riool.",
      "Uit de woning {adres} komt een lucht van bedorven etenswaren die tot in het trappenhuis te ruiken is.",
    ],
  },
  {
    vera: ["SOC", "DIE"],
    share: 7,
    titles: ["Overlast van honden {adres}", "Loslopende hond {straat}", "Duiven voeren op balkon {adres}"],
    facts: [
      "De hond op {adres} blaft {vaak} zodra de bewoner weg is, {sinds}.",
      "De bewoner van {adres} voert {vaak} duiven vanaf het balkon; de balkons eronder zitten onder de uitwerpselen.",
      "Op {adres} zouden {aantal} katten en {aantal} honden gehouden worden. De geur is op de galerij te merken.",
      "Op {dag} liep de hond van {adres} los in de binnentuin en rende op spelende kinderen af.",
    ],
  },
  {
    vera: ["SOC", "ONG"],
    share: 4,
    titles: ["Muizen in het complex {straat}", "Kakkerlakken {adres}", "Rattenoverlast binnentuin {straat}"],
    facts: [
      "In {aantal} woningen rond {adres} zijn muizen gezien. De bestrijder vermoedt dat de bron op dit adres ligt.",
      "De bestrijder heeft op {adres} kakkerlakken vastgesteld; de bewoner laat hem niet meer binnen.",
      "Er lopen ratten in de binnentuin van {straat}. Omwonenden wijzen op het voer dat bij {adres} wordt gestrooid.",
    ],
  },
  {
    vera: ["SOC", "VAN"],
    share: 4,
    titles: ["Vernieling portiekdeur {straat}", "Vernieling brievenbussen {straat}", "Bekladde lift {straat}"],
    facts: [
      "De portiekdeur bij {adres} is in de nacht van {dag} voor de {rang} keer vernield.",
      "{Aantal} brievenbussen bij {adres} zijn opengebroken. Een buurtbewoner zegt te weten wie het was.",
      "De lift naar {adres} is beklad en het paneel is geforceerd; er zijn beelden van het portiek.",
    ],
  },
  {
    vera: ["SOC", "PSY"],
    share: 9,
    titles: ["Zorgen om bewoner {adres}", "Verward gedrag {adres}", "Bewoner {adres} roept in de nacht"],
    facts: [
      "De bewoner van {adres} roept {vaak} vanaf het balkon en denkt dat de buren door de muur meeluisteren.",
      "Buren maken zich zorgen: de bewoner van {adres} loopt {nacht} over de galerij en belt bij iedereen aan.",
      "De bewoner van {adres} heeft alle stekkers uit de meterkast getrokken omdat er straling uit zou komen.",
    ],
  },
  {
    vera: ["SOC", "VER"],
    share: 6,
    titles: ["Overlast door drankgebruik {adres}", "Aanloop van gebruikers {adres}"],
    facts: [
      "Er is {vaak} aanloop van gebruikers op {adres}; in het portiek liggen lege flessen en blikjes.",
      "De bewoner van {adres} was op {dag} zo onder invloed dat hij de verkeerde voordeur probeerde te openen.",
    ],
  },
  {
    vera: ["SOC", "OVE"],
    share: 4,
    titles: ["Overige overlast {adres}", "Bezwaar tegen camera {adres}"],
    facts: [
      "De deurbelcamera van {adres} filmt de voordeur van melder en de hele galerij.",
      "Melder vindt dat de bewoner van {adres} zich niet aan de huisregels van het complex houdt: fietsen en afval op de galerij.",
    ],
  },
  {
    vera: ["OMG", "HAN"],
    share: 6,
    titles: ["Hangjongeren {straat}", "Overlast rond speelplek {straat}", "Overlast van scooters {straat}"],
    facts: [
      "{Vaak} hangt een groep van zo'n {aantal} jongeren bij de ingang van {adres}; bewoners durven er niet langs.",
      "Rond het speelveld aan {straat} rijden {nacht} scooters over de stoep.",
    ],
  },
  {
    vera: ["LEE", null],
    share: 4,
    titles: ["Leefbaarheid portiek {straat}", "Buurtgesprekken {straat}", "Schouw en bewonersgesprek {straat}"],
    facts: [
      "Uit de schouw van {straat} blijkt dat het portiek verloedert: grofvuil, kapotte verlichting en weinig onderling contact.",
      "{Collega} vraagt om een leefbaarheidsactie in {straat}; er zijn dit jaar {aantal} mutaties en bewoners kennen elkaar niet.",
    ],
  },
]

export const nuisanceAsides = [
  "Melder heeft het zelf besproken, maar dat hielp maar kort.",
  "Melder durft de bewoner niet zelf aan te spreken.",
  "Ook {aantal} andere bewoners van het portiek klagen hierover.",
  "Melder houdt een logboek bij en kan dat mailen.",
  "De politie is hiervoor {aantal} keer aan de deur geweest.",
  "De bewoner zegt dat het meevalt en dat melder overgevoelig is.",
  "Een eerdere melding hierover is vorig jaar gesloten.",
  "Er wonen jonge kinderen in het gezin van melder.",
] as const

export const nuisanceWishes = [
  "Melder wil graag eerst een gesprek en daarna pas een brief.",
  "Melder wil anoniem blijven voor de buren.",
  "Afgesproken dat wij binnen vijf werkdagen contact opnemen.",
  "Melder staat open voor Buurtbemiddeling.",
  "Melder overweegt te verhuizen als er niets verandert.",
  "Terugbellen kan het best na {overdag}.",
] as const

export const nuisanceBalance = [
  "Het gaat om de leefbaarheid van het hele portiek. Er worden geen gegevens over één bewoner verzameld zonder dat die daarvan weet.",
  "Alle bewoners hebben belang bij rust in de buurt. Vastgelegd wordt alleen wat wij zelf zien of wat bewoners ons vertellen.",
] as const
