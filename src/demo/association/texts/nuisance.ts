import type { Manner } from "./subject"
import { surroundings } from "./surroundings"

/** Nuisance: what is reported about a home. */
// prettier-ignore
export const nuisance: Manner = {
  subjects: [
    {
      vera: ["SOC", "GEL"],
      share: 30,
      stories: [
        ["Harde muziek {adres}", "Melder hoort {sinds} {vaak} harde muziek uit de woning {adres}, meestal {nacht}."],
        ["Geschreeuw en slaande deuren {adres}", "Vanaf {adres} klinkt {vaak} geschreeuw en het slaan met deuren; de kinderen van melder slapen er slecht door."],
        ["Klusgeluid in de late avond {adres}", "De bewoner van {adres} zou {sinds} {vaak} klussen en boren tot na {avond}."],
        ["Geluid van de bovenburen, {adres}", "Melder ervaart contactgeluid van de harde vloer boven zich op {adres}: lopen, schuiven met stoelen en rennende kinderen, {vaak}."],
        ["Feesten {adres}", "Op {dag} was er weer een feest op {adres} dat tot {laat} doorging. Het is de {rang} melding over dit adres."],
        ["Wasmachine in de nacht {adres}", "De wasmachine en droger op {adres} draaien {vaak} {nacht}; de trillingen zijn in het hele portiek te voelen."],
        ["Bassen en televisiegeluid {adres}", "De bassen uit {adres} zijn in drie woningen te horen, {vaak} tot {laat}. Melder heeft opnames gemaakt."],
        ["Geluidsoverlast {adres}", "Melder belt voor de {rang} keer over {adres}: {vaak} muziek en stemmen op het balkon, {sinds}."],
      ],
    },
    {
      vera: ["SOC", "RUZ"],
      share: 12,
      stories: [
        ["Conflict over schutting {adres}", "Tussen de bewoner van {adres} en de buren loopt {sinds} een conflict over de erfafscheiding."],
        ["Burenconflict over parkeren {adres}", "Beide buren doen hun beklag over elkaar; de aanleiding was een opmerking over het parkeren voor {adres}."],
        ["Aanhoudende ruzie tussen buren {adres}", "Melder en de bewoner van {adres} groeten elkaar niet meer. {Vaak} vallen er over en weer woorden in het portiek."],
        ["Burenruzie over camera's en takken {adres}", "De ruzie begon met overhangende takken en gaat nu over camera's die op elkaars tuin gericht zouden zijn ({adres})."],
      ],
    },
    {
      vera: ["SOC", "VUI"],
      share: 8,
      stories: [
        ["Vervuilde woning {adres}", "De monteur trof bij een reparatie op {adres} een ernstig vervuilde woning aan; de keuken is niet meer te gebruiken."],
        ["Vervuilde tuin {adres}", "De tuin van {adres} ligt {sinds} vol met huisvuil en oude meubels. Omwonenden zien ratten."],
        ["Volgestapelde woning {adres}", "{Collega} zag bij {adres} volgestapelde kamers tot aan het plafond. De bewoner schaamde zich en wilde niet verder praten."],
      ],
      asides: ["Bewoner woont alleen.", "Bewoner staat open voor hulp bij het opruimen.", "De cv-ketel kon niet worden nagekeken.", "Er is geen familie in de buurt bekend.", "Bewoner doet de deur meestal niet open."],
      wishes: ["{Partner} vragen om mee te gaan op huisbezoek.", "Binnen twee weken samen met de bewoner terugkijken.", "Eerst de veiligheid: gas, elektra en vluchtweg nakijken."],
    },
    {
      vera: ["SOC", "STA"],
      share: 6,
      stories: [
        ["Wietlucht in het trappenhuis {straat}", "In het portiek van {adres} hangt {vaak} een sterke wietlucht. Melder houdt de ramen dicht."],
        ["Stank uit woning {adres}", "Melder ruikt {sinds} een indringende lucht uit {adres}; de opzichter vond geen gebrek aan het riool."],
        ["Stankoverlast portiek {straat}", "Uit de woning {adres} komt een lucht van bedorven etenswaren die tot in het trappenhuis te ruiken is."],
      ],
    },
    {
      vera: ["SOC", "DIE"],
      share: 7,
      stories: [
        ["Blaffende hond {adres}", "De hond op {adres} blaft {vaak} zodra de bewoner weg is, {sinds}."],
        ["Duiven voeren op balkon {adres}", "De bewoner van {adres} voert {vaak} duiven vanaf het balkon; de balkons eronder zitten onder de uitwerpselen."],
        ["Veel huisdieren {adres}", "Op {adres} zouden {aantal} katten en {aantal} honden gehouden worden. De geur is op de galerij te merken."],
        ["Loslopende hond {adres}", "Op {dag} liep de hond van {adres} los in de binnentuin en rende op spelende kinderen af."],
      ],
    },
    {
      vera: ["SOC", "PSY"],
      share: 9,
      stories: [
        ["Bewoner {adres} roept in de nacht", "De bewoner van {adres} roept {vaak} {nacht} vanaf het balkon en denkt dat de buren door de muur meeluisteren."],
        ["Verward gedrag {adres}", "De bewoner van {adres} loopt {vaak} {nacht} over de galerij en belt bij iedereen aan."],
        ["Zorgen om bewoner {adres}", "De bewoner van {adres} heeft alle stekkers uit de meterkast getrokken omdat er straling uit zou komen."],
      ],
      asides: ["De buren zijn eerder bezorgd dan boos.", "De familie is gebeld en maakt zich ook zorgen.", "Bewoner zegt geen hulp te willen.", "Bewoner is bekend bij {partner}."],
      wishes: ["Zorgmelding doen bij het meldpunt van de gemeente.", "Met de bewoner zelf in gesprek, samen met {partner}.", "Niet meer vastleggen over de gezondheid dan nodig is."],
    },
    {
      vera: ["SOC", "VER"],
      share: 6,
      stories: [
        ["Aanloop van gebruikers {adres}", "Er is {vaak} aanloop van gebruikers op {adres}; in het portiek liggen lege flessen en blikjes."],
        ["Overlast door drankgebruik {adres}", "De bewoner van {adres} was op {dag} zo onder invloed dat hij de verkeerde voordeur probeerde te openen."],
      ],
    },
    {
      vera: ["SOC", "OVE"],
      share: 4,
      stories: [
        ["Bezwaar tegen deurbelcamera {adres}", "De deurbelcamera van {adres} filmt de voordeur van melder en de hele galerij."],
        ["Fietsen en afval op de galerij {adres}", "De bewoner van {adres} zou zich niet aan de huisregels van het complex houden: fietsen en afval op de galerij."],
      ],
    },
    ...surroundings,
  ],
  asides: [
    "Melder heeft het zelf besproken, maar dat hielp maar kort.",
    "Melder durft de bewoner niet zelf aan te spreken.",
    "Ook {aantal} andere bewoners van het portiek klagen hierover.",
    "Melder houdt een logboek bij en kan dat mailen.",
    "De politie is hiervoor {aantal} keer aan de deur geweest.",
    "De bewoner zegt dat het meevalt en dat melder overgevoelig is.",
    "Een eerdere melding hierover is vorig jaar gesloten.",
    "Melder slaapt er slecht door en heeft zich ziek gemeld.",
  ],
  wishes: [
    "Melder wil graag eerst een gesprek en daarna pas een brief.",
    "Melder wil anoniem blijven voor de buren.",
    "Afgesproken dat wij binnen vijf werkdagen contact opnemen.",
    "Melder staat open voor Buurtbemiddeling.",
    "Melder overweegt te verhuizen als er niets verandert.",
    "Terugbellen kan het best na {overdag}.",
  ],
  balances: [
    "Het gaat om de leefbaarheid van de hele buurt. Er worden geen gegevens over één bewoner verzameld zonder dat die daarvan weet.",
    "Alle bewoners hebben belang bij rust in de buurt. Vastgelegd wordt alleen wat wij zelf zien of wat bewoners ons vertellen.",
  ],
}
