import type { Subject } from "./subject"

/** Safety of people: tenants, neighbours and colleagues. */
export const safety: readonly Subject[] = [
  {
    vera: ["SOC", "AGR"],
    share: 45,
    titles: [
      "Bedreiging medewerker {adres}",
      "Agressie tegen buren {adres}",
      "Verbaal geweld aan de balie, bewoner {adres}",
      "Dreigementen tussen buren {adres}",
    ],
    facts: [
      "Een collega is op {dag} bij {adres} uitgescholden en bedreigd toen zij aanbelde voor een afspraak.",
      "De bewoner van {adres} heeft de buurvrouw op {dag} bedreigd; zij durft niet meer alleen het portiek in.",
      "Bij een huisbezoek aan {adres} pakte de bewoner {collega} bij de arm en gooide de deur dicht.",
      "Een monteur is zonder het werk af te maken weggegaan van {adres}: de bewoner dreigde de hond op hem los te laten.",
    ],
  },
  {
    vera: ["SOC", "ONV"],
    share: 25,
    titles: ["Onveilig trappenhuis {straat}", "Brandgevaar galerij {straat}", "Onveilige situatie berging {straat}"],
    facts: [
      "Vluchtweg bij {adres} staat vol met spullen; de brandweer heeft gewaarschuwd.",
      "De verlichting in de kelder van {straat} is kapotgemaakt en er wordt {vaak} in de bergingen geslapen.",
      "In de kelderbox bij {adres} staan gasflessen en jerrycans.",
    ],
  },
  {
    vera: ["OMG", "HAN"],
    share: 15,
    titles: ["Onveilig gevoel rond {straat}", "Intimiderende groep {straat}"],
    facts: [
      "Bewoners van {straat} worden {vaak} geïntimideerd door een groep bij de ingang; {aantal} bewoners melden dit.",
      "Op het plein bij {straat} is {nacht} vuurwerk afgestoken onder een auto van een bewoner.",
    ],
  },
  {
    vera: ["SOC", "DRU"],
    share: 7,
    titles: ["Incident na inval {adres}", "Veiligheid omwonenden {adres}"],
    facts: [
      "Na een politie-inval op {adres} zijn omwonenden bang voor vergelding en vragen zij om extra toezicht.",
      "Op de deur van {adres} zijn sporen van een explosief gevonden. De gemeente heeft om overleg gevraagd.",
    ],
  },
  {
    vera: ["SOC", "OVE"],
    share: 8,
    titles: ["Zorgen over veiligheid in huis {adres}", "Melding stalking {adres}"],
    facts: [
      "Bewoner van {adres} wordt lastiggevallen door een ex-partner die {vaak} voor de deur staat.",
      "Een buurtbewoner hoort {vaak} ruzie op {adres} en maakt zich zorgen over de kinderen.",
    ],
  },
]

export const safetyAsides = [
  "Er is aangifte gedaan.",
  "Betrokkene wil nog geen aangifte doen.",
  "De wijkagent is ingelicht en houdt een oogje in het zeil.",
  "Bezoek aan dit adres tot nader order alleen met twee personen.",
  "Er zijn {aantal} getuigen.",
  "Het is de {rang} keer dat dit gebeurt.",
] as const

export const safetyWishes = [
  "Melder wil dat wij snel handelen en wil op de hoogte blijven.",
  "Overleg met politie en gemeente inplannen.",
  "Nazorg aangeboden aan de betrokken collega.",
  "Nagaan of een gebiedsverbod of gedragsaanwijzing mogelijk is.",
] as const

export const safetyBalance = [
  "De veiligheid van medewerkers en omwonenden weegt zwaarder; vastgelegd wordt alleen wat nodig is om risico's te beperken, en wie het niet aangaat ziet het niet.",
  "Zonder deze gegevens kunnen wij medewerkers niet waarschuwen. Betrokkene wordt geïnformeerd zodra dat veilig kan.",
  "Er is een concreet incident. De gegevens worden niet voor andere doelen gebruikt en vervallen met de zaak.",
] as const
