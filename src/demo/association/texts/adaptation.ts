import type { Manner, Story, Subject } from "./subject"

const subject = (share: number, stories: readonly Story[]): Subject => ({ vera: [null, null], share, stories })

/** Medical adaptations: what is asked for. VERA has no codes for them. */
// prettier-ignore
export const adaptation: Manner = {
  subjects: [
    subject(30, [
      ["Aanvraag inloopdouche {adres}", "Bewoner van {adres} kan na een operatie niet meer over de rand van het bad stappen en vraagt een inloopdouche."],
      ["Beugels en antislipvloer {adres}", "De ergotherapeut adviseert voor {adres} beugels bij toilet en douche en een antislipvloer."],
      ["Aanpassing badkamer {adres}", "Bewoner is {aantal} keer gevallen in de badkamer van {adres} en wast zich nu aan de wastafel."],
    ]),
    subject(24, [
      ["Trap niet meer begaanbaar {adres}", "Bewoner van {adres} komt door reuma de trap niet meer op en slaapt {sinds} beneden op de bank."],
      ["Slapen op de begane grond {adres}", "De huisarts raadt traplopen af vanwege hartklachten; slaapkamer en badkamer van {adres} liggen boven."],
      ["Aanvraag traplift {adres}", "Voor {adres} is een traplift aangevraagd. De trap heeft een draai, dus de breedte moet worden gemeten."],
    ]),
    subject(18, [
      ["Drempels verwijderen {adres}", "Bewoner gebruikt {sinds} een rolstoel en kan de drempels van {adres} niet nemen."],
      ["Bredere deuren {adres}", "De binnendeuren van {adres} zijn te smal voor de nieuwe rollator."],
      ["Rolstoeltoegankelijk maken {adres}", "Voor terugkeer uit het revalidatiecentrum moet {adres} zonder drempels zijn en een oprijplaat krijgen."],
    ]),
    subject(14, [
      ["Stalling scootmobiel {adres}", "Bewoner van {adres} krijgt een scootmobiel en vraagt om een stalling met stopcontact in de berging."],
      ["Scootmobiel in de gang {adres}", "De scootmobiel van {adres} staat nu in de gang van het complex; dat mag niet van de brandweer."],
    ]),
    subject(8, [
      ["Verlaagd aanrecht {adres}", "Bewoner van {adres} kookt zittend en kan niet bij het aanrecht en de bovenkastjes."],
      ["Aanpassing keuken {adres}", "De zorgverlener vraagt voor {adres} een onderrijdbaar aanrecht en een inductiekookplaat."],
    ]),
    subject(6, [
      ["Verhuizen in plaats van aanpassen {adres}", "Aanpassen van {adres} kost meer dan het normbedrag; met de bewoner wordt een gelijkvloerse woning gezocht."],
      ["Medische urgentie verhuizing {adres}", "Bewoner van {adres} woont op de derde verdieping zonder lift en komt {sinds} niet meer buiten."],
    ]),
  ],
  asides: [
    "De Wmo-consulent van de gemeente is al langs geweest; het verslag volgt.",
    "Bewoner woont alleen en heeft {aantal} dagen per week thuiszorg.",
    "De partner van bewoner is mantelzorger en trekt het bijna niet meer.",
    "Het medisch advies is opgevraagd met toestemming van bewoner.",
    "Er is haast bij: bewoner is nu afhankelijk van hulp van buren.",
    "De dochter van bewoner is contactpersoon.",
  ],
  wishes: [
    "Bewoner wil het liefst in deze buurt blijven.",
    "Graag een afspraak na {overdag}, dan is er familie bij.",
    "Kosten laten ramen en voorleggen aan de gemeente.",
    "Bewoner geeft toestemming om de gegevens met de gemeente te delen.",
  ],
  balances: [],
}
