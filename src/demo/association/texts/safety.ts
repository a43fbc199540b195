import type { Manner } from "./subject"

const building = [
  "{Collega} heeft foto's gemaakt van de algemene ruimte.",
  "De brandweer komt {werkdag} kijken.",
  "Het is de {rang} keer dit jaar dat dit wordt gemeld.",
  "Bewoners zijn gevraagd hun spullen weg te halen.",
]
const forBuilding = [
  "Gevaar dezelfde dag wegnemen, daarna pas uitzoeken van wie het is.",
  "Bewoners per brief vragen de ruimte vrij te houden.",
  "Overleg met de brandweer inplannen.",
]

/** Safety of people: tenants, neighbours and colleagues. */
// prettier-ignore
export const safety: Manner = {
  subjects: [
    {
      vera: ["SOC", "AGR"],
      share: 25,
      stories: [
        ["Bedreiging medewerker {adres}", "Een collega is op {dag} bij {adres} uitgescholden en bedreigd toen zij aanbelde voor een afspraak."],
        ["Agressie bij huisbezoek {adres}", "Bij een huisbezoek aan {adres} pakte de bewoner {collega} bij de arm en gooide de deur dicht."],
        ["Bedreiging monteur {adres}", "Een monteur is zonder het werk af te maken weggegaan van {adres}: de bewoner dreigde de hond op hem los te laten."],
        ["Verbaal geweld aan de balie, bewoner {adres}", "De bewoner van {adres} heeft op {werkdag} aan de balie geschreeuwd en met een stoel gegooid."],
      ],
      wishes: ["Nazorg aangeboden aan de betrokken collega.", "Bezoek aan dit adres tot nader order alleen met twee personen.", "Waarschuwingsbrief opstellen en laten tegenlezen."],
    },
    {
      vera: ["SOC", "AGR"],
      share: 20,
      stories: [
        ["Agressie tegen buren {adres}", "De bewoner van {adres} heeft de buurvrouw op {dag} bedreigd; zij durft niet meer alleen het portiek in."],
        ["Dreigementen tussen buren {adres}", "Na een ruzie over geluid heeft de bewoner van {adres} op {dag} gedreigd de deur van de buren in te trappen."],
      ],
    },
    {
      vera: ["SOC", "ONV"],
      share: 25,
      stories: [
        ["Brandgevaar galerij {straat}", "De vluchtweg bij {adres} staat vol met spullen; de brandweer heeft gewaarschuwd."],
        ["Onveilige kelder {straat}", "De verlichting in de kelder van {straat} is kapotgemaakt en er wordt {vaak} in de bergingen geslapen."],
        ["Gasflessen in kelderbox {straat}", "In de kelderbox bij {adres} staan gasflessen en jerrycans."],
      ],
      asides: building,
      wishes: forBuilding,
    },
    {
      vera: ["OMG", "HAN"],
      share: 15,
      stories: [
        ["Intimiderende groep {straat}", "Bewoners van {straat} worden {vaak} geïntimideerd door een groep bij de ingang; {aantal} bewoners melden dit."],
        ["Onveilig gevoel rond {straat}", "Op het plein bij {straat} is {nacht} vuurwerk afgestoken onder een auto van een bewoner."],
      ],
    },
    {
      vera: ["SOC", "DRU"],
      share: 7,
      stories: [
        ["Onrust na inval {adres}", "Na een politie-inval op {adres} zijn omwonenden bang voor vergelding en vragen zij om extra toezicht."],
        ["Explosief bij voordeur {adres}", "Op de deur van {adres} zijn sporen van een explosief gevonden. De gemeente heeft om overleg gevraagd."],
      ],
    },
    {
      vera: ["SOC", "OVE"],
      share: 8,
      stories: [
        ["Melding stalking {adres}", "Bewoner van {adres} wordt lastiggevallen door een ex-partner die {vaak} voor de deur staat."],
        ["Zorgen over veiligheid in huis {adres}", "Een buurtbewoner hoort {vaak} ruzie op {adres} en maakt zich zorgen over de kinderen."],
      ],
    },
  ],
  asides: [
    "Er is aangifte gedaan.",
    "Betrokkene wil nog geen aangifte doen.",
    "De wijkagent is ingelicht en houdt een oogje in het zeil.",
    "Er zijn {aantal} getuigen.",
    "Het is de {rang} keer dat dit gebeurt.",
  ],
  wishes: [
    "Melder wil dat wij snel handelen en wil op de hoogte blijven.",
    "Overleg met politie en gemeente inplannen.",
    "Nagaan of een gebiedsverbod of gedragsaanwijzing mogelijk is.",
    "Naam van de melder niet noemen, ook niet tegenover partners.",
  ],
  balances: [
    "De veiligheid van medewerkers en omwonenden weegt zwaarder; vastgelegd wordt alleen wat nodig is om risico's te beperken, en wie het niet aangaat ziet het niet.",
    "Zonder deze gegevens kunnen wij anderen niet waarschuwen. Betrokkene wordt geïnformeerd zodra dat veilig kan.",
    "Er is een concreet incident. De gegevens worden niet voor andere doelen gebruikt en vervallen met de zaak.",
  ],
}
