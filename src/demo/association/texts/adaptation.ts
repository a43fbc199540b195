import type { Subject } from "./subject"

/** Medical adaptations: what is asked for. VERA has no codes for them. */
export const adaptation: readonly Subject[] = [
  {
    vera: [null, null],
    share: 30,
    titles: ["Aanpassing badkamer {adres}", "Aanvraag inloopdouche {adres}", "Beugels en douchestoel {adres}"],
    facts: [
      "Bewoner van {adres} kan na een operatie niet meer over de rand van het bad stappen en vraagt een inloopdouche.",
      "De ergotherapeut adviseert voor {adres} beugels bij toilet en douche en een antislipvloer.",
      "Bewoner is {aantal} keer gevallen in de badkamer van {adres} en wast zich nu aan de wastafel.",
    ],
  },
  {
    vera: [null, null],
    share: 24,
    titles: ["Aanvraag traplift {adres}", "Trap niet meer begaanbaar {adres}", "Tweede leuning trap {adres}"],
    facts: [
      "Bewoner van {adres} komt door reuma de trap niet meer op en slaapt {sinds} beneden op de bank.",
      "De huisarts raadt traplopen af vanwege hartklachten; slaapkamer en badkamer van {adres} liggen boven.",
      "Voor {adres} is een traplift aangevraagd. De trap heeft een draai, dus de breedte moet worden gemeten.",
    ],
  },
  {
    vera: [null, null],
    share: 18,
    titles: ["Drempels verwijderen {adres}", "Rolstoeltoegankelijk maken {adres}", "Bredere deuren {adres}"],
    facts: [
      "Bewoner gebruikt {sinds} een rolstoel en kan de drempels van {adres} niet nemen.",
      "De binnendeuren van {adres} zijn te smal voor de nieuwe rollator.",
      "Voor terugkeer uit het revalidatiecentrum moet {adres} zonder drempels zijn en een oprijplaat krijgen.",
    ],
  },
  {
    vera: [null, null],
    share: 14,
    titles: ["Stalling scootmobiel {adres}", "Oplaadpunt scootmobiel {straat}"],
    facts: [
      "Bewoner van {adres} krijgt een scootmobiel en vraagt om een stalling met stopcontact in de berging.",
      "De scootmobiel van {adres} staat nu in de gang van het complex; dat mag niet van de brandweer.",
    ],
  },
  {
    vera: [null, null],
    share: 8,
    titles: ["Aanpassing keuken {adres}", "Verlaagd aanrecht {adres}"],
    facts: [
      "Bewoner van {adres} kookt zittend en kan niet bij het aanrecht en de bovenkastjes.",
      "De zorgverlener vraagt voor {adres} een onderrijdbaar aanrecht en een inductiekookplaat.",
    ],
  },
  {
    vera: [null, null],
    share: 6,
    titles: ["Medische urgentie verhuizing {adres}", "Verhuizen in plaats van aanpassen {adres}"],
    facts: [
      "Aanpassen van {adres} kost meer dan het normbedrag; met de bewoner wordt een gelijkvloerse woning gezocht.",
      "Bewoner van {adres} woont op de derde verdieping zonder lift en komt {sinds} niet meer buiten.",
    ],
  },
]

export const adaptationAsides = [
  "De Wmo-consulent van de gemeente is al langs geweest; het verslag volgt.",
  "Bewoner woont alleen en heeft {aantal} dagen per week thuiszorg.",
  "De partner van bewoner is mantelzorger en trekt het bijna niet meer.",
  "Het medisch advies is opgevraagd met toestemming van bewoner.",
  "Er is haast bij: ontslag uit de revalidatie staat gepland.",
  "De dochter van bewoner is contactpersoon.",
] as const

export const adaptationWishes = [
  "Bewoner wil het liefst in deze woning blijven.",
  "Graag een afspraak na {overdag}, dan is de dochter er ook bij.",
  "Offerte opvragen bij de vaste aannemer en voorleggen aan de gemeente.",
  "Bewoner geeft toestemming om de gegevens met de gemeente te delen.",
] as const
