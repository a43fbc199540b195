import type { Kind, Outcome } from "./subject"

/** The decision with which a case is closed. */
export const decisions: Readonly<Record<Outcome, readonly string[]>> = {
  RESOLVED: [
    "Er zijn al zes weken geen nieuwe meldingen. Melder is tevreden. Zaak gesloten.",
    "De oorzaak is weggenomen en dat is ter plaatse bekeken. Gesloten in overleg met melder.",
    "De afspraken worden nagekomen; bij een nieuwe melding wordt een nieuwe zaak geopend. Gesloten.",
  ],
  AGREEMENT_REACHED: [
    "Partijen hebben afspraken gemaakt en ondertekend. Na de evaluatie gesloten.",
    "Huurder en wij zijn tot een regeling gekomen; vastgelegd per brief. Gesloten.",
  ],
  UNFOUNDED: [
    "Uit het onderzoek is niets gebleken. Betrokkene is daarover per brief geïnformeerd. Gesloten.",
    "De melding kon niet worden bevestigd. Melder heeft uitleg gekregen. Gesloten.",
  ],
  REFERRED: [
    "Overgedragen aan {partner}; wij hebben hierin geen taak meer. Gesloten.",
    "Met instemming van bewoner doorverwezen naar {partner}. Gesloten.",
  ],
  ADAPTED: [
    "De aanpassing is uitgevoerd en opgeleverd. Bewoner tevreden. Gesloten.",
    "De werkzaamheden zijn klaar en de bijdrage van de gemeente is ontvangen. Gesloten.",
  ],
  DECLINED: [
    "De aanvraag is afgewezen: aanpassen is hier technisch niet mogelijk. Bewoner is gewezen op de mogelijkheid van bezwaar.",
    "De gemeente heeft de Wmo-bijdrage afgewezen. Met bewoner besproken; gesloten.",
  ],
  TENANCY_ENDED: [
    "Huurder heeft de huur opgezegd; de sleutels zijn ingeleverd. Gesloten.",
    "De huurovereenkomst is beëindigd na een uitspraak van de kantonrechter. Het besluit is door de teamleider genomen.",
  ],
  OTHER: [
    "De bewoner is verhuisd, waarmee de aanleiding is vervallen. Gesloten.",
    "Bewoner is overleden. Zaak gesloten.",
  ],
}

/** The decision with which a case is called off. */
export const cancellations = [
  "Ingetrokken door melder.",
  "Dubbel geregistreerd; het gaat verder in de eerdere zaak. Geannuleerd.",
  "De woning blijkt niet van ons te zijn; melder is verwezen naar de eigenaar. Geannuleerd.",
] as const

/** What there is to do in a case. */
export const duties: Readonly<Record<Kind, readonly string[]>> = {
  NUISANCE: [
    "Melder terugbellen over het logboek",
    "Huisbezoek {adres}",
    "Uitnodiging voor gesprek versturen",
    "Aanmelden bij Buurtbemiddeling",
    "Afspraken evalueren met beide partijen",
    "Overleg met {partner} inplannen",
    "Omwonenden {straat} bellen",
    "Waarschuwingsbrief laten tegenlezen",
  ],
  FRAUD: [
    "Administratief onderzoek afronden",
    "Huisbezoek {adres} met collega plannen",
    "Huurder uitnodigen op kantoor",
    "Afstemmen met de toezichthouder van de gemeente",
    "Verslag van het gesprek voorleggen aan huurder",
    "Dossier bespreken met de jurist",
    "Nagaan of het onderzoek kan stoppen",
  ],
  ADAPTATION: [
    "Advies van de ergotherapeut opvragen",
    "Toestemmingsformulier laten tekenen",
    "Offerte aannemer beoordelen",
    "Wmo-consulent bellen over de beschikking",
    "Opname {adres} plannen",
    "Oplevering bekijken",
    "Passende woning zoeken",
  ],
  SAFETY: [
    "Slachtoffer bellen voor nazorg",
    "Casusoverleg met de politie inplannen",
    "Gedragsaanwijzing opstellen",
    "Verlichting {straat} laten herstellen",
    "Omwonenden informeren zonder namen te noemen",
    "Afspraak over bezoek met twee personen verlengen",
  ],
}
