import type { Kind, Told } from "./subject"

/** How many a journal begins. */
export const receipt: Told = [
  "EMAIL",
  "CONTACT",
  "Ontvangstbevestiging gestuurd met uitleg over de vervolgstappen en de privacyverklaring.",
]

/** Entries that any case may have; of each line one, since what stands together cannot both be true. */
export const commonEntries: readonly (readonly Told[])[] = [
  [["CALL", "CONTACT", "Gebeld, geen gehoor. Voicemail ingesproken met het verzoek om terug te bellen."]],
  [["CALL", "CONTACT", "Nieuw telefoonnummer doorgekregen en genoteerd; het beste bereikbaar na {overdag}."]],
  [["MEETING", "CONTACT", "Kort besproken in het teamoverleg van {werkdag}. Aanpak akkoord."]],
  [["NOTE", "CONTACT", "Dossier tijdelijk waargenomen door een collega vanwege vakantie; de afspraken blijven staan."]],
  [
    ["NOTE", "FINANCIAL", "Geen huurachterstand. De betalingsgeschiedenis is verder niet van belang voor deze zaak."],
    ["NOTE", "FINANCIAL", "Er is een huurachterstand van € {bedrag}; afgestemd met incasso dat dit gescheiden loopt."],
  ],
]

// prettier-ignore
/** Entries of each kind. */
export const entries: Readonly<Record<Kind, readonly Told[]>> = {
  NUISANCE: [
    ["CALL", "CONDUCT", "Melder gesproken. De overlast is {vaak} te horen, meestal {nacht}. Logboek gevraagd voor de komende twee weken."],
    ["CALL", "CONDUCT", "De bewoner van {adres} gebeld. Bewoner herkent de klacht deels en zegt rekening te zullen houden met de buren."],
    ["VISIT", "CONDUCT", "Huisbezoek aan {adres} om {overdag}. Rustig gesprek; bewoner wist niet dat het zo goed te horen was. Afspraken gemaakt over de avonden."],
    ["VISIT", "CONDUCT", "Aan de deur geweest bij {adres}, niemand thuis. Kaartje achtergelaten."],
    ["VISIT", "CONDUCT", "Met {collega} het portiek bekeken. De situatie komt overeen met de melding; foto's alleen van de algemene ruimte gemaakt."],
    ["LETTER", "CONDUCT", "Brief gestuurd: uitnodiging voor een gesprek op kantoor, {werkdag} om {overdag}."],
    ["LETTER", "CONDUCT", "Tweede waarschuwing verstuurd, met verwijzing naar de huurvoorwaarden en het aanbod van bemiddeling."],
    ["EMAIL", "CONDUCT", "Logboek ontvangen over twee weken: {aantal} avonden met overlast genoteerd."],
    ["EMAIL", "REPORTER", "Melder vraagt nadrukkelijk om niet als bron genoemd te worden. Bevestigd dat wij dat niet doen."],
    ["MEETING", "CONDUCT", "Gesprek met beide partijen en Buurtbemiddeling. Afspraken over tijden vastgelegd; evaluatie over zes weken."],
    ["MEETING", "CONDUCT", "Overleg met {partner}. Afgesproken dat zij het gesprek met de bewoner voeren en wij de buren informeren."],
    ["NOTE", "POLICE", "De wijkagent laat weten dat er dit kwartaal {aantal} meldingen van het adres zijn geweest."],
    ["NOTE", "HEALTH", "Bewoner vertelt zelf onder behandeling te zijn. Niet meer genoteerd dan nodig voor de afspraken; toestemming gevraagd voor contact met {partner}."],
    ["NOTE", "CONDUCT", "Belronde bij {aantal} omwonenden. Twee herkennen de overlast, de anderen hebben er geen last van."],
    ["NOTE", "CONDUCT", "Sinds het gesprek geen nieuwe meldingen. Nog twee weken aankijken."],
    ["CALL", "CONDUCT", "Melder meldt dat het de eerste week rustig was, maar dat het op {dag} weer begon."],
  ],
  FRAUD: [
    ["NOTE", "CRIMINAL", "Administratief onderzoek: de inschrijving komt niet overeen met de bewoner die bij de reparatie opendeed."],
    ["NOTE", "CRIMINAL", "Advertentie vastgelegd met datum en tijd. De foto's lijken op de woning {adres}, zeker is dat niet."],
    ["VISIT", "CRIMINAL", "Onaangekondigd huisbezoek aan {adres} om {overdag}, met twee personen. Legitimatie getoond; bewoner liet ons binnen."],
    ["VISIT", "CRIMINAL", "Huisbezoek: niemand thuis. De brievenbus is leeg en er stonden verse planten voor het raam."],
    ["VISIT", "CRIMINAL", "Huurder thuis aangetroffen en gesproken. De toelichting is aannemelijk: vader is tijdelijk komen inwonen."],
    ["MEETING", "CRIMINAL", "Gesprek op kantoor met huurder. Gehoord over de bewoning; verslag is voorgelezen en door huurder aangevuld."],
    ["MEETING", "CRIMINAL", "Afstemming met de toezichthouder van de gemeente. Zij controleren {werkdag}; wij wachten de uitkomst af."],
    ["LETTER", "CRIMINAL", "Uitnodiging gestuurd om de bewoning toe te lichten. Termijn: veertien dagen."],
    ["LETTER", "CRIMINAL", "Brief met bevindingen gestuurd en gelegenheid gegeven om te reageren."],
    ["CALL", "REPORTER", "Melder teruggebeld. Wil anoniem blijven en geeft aan de huurder {sinds} niet te hebben gezien."],
    ["NOTE", "POLICE", "Bericht van de politie ontvangen dat op {adres} een kwekerij is ontmanteld. Rapport volgt via de gemeente."],
    ["EMAIL", "FINANCIAL", "De netbeheerder raamt de schade op € {bedrag}."],
    ["EMAIL", "CRIMINAL", "Huurder stuurt een verklaring en een kopie van een werkcontract in het buitenland. Kopie bekeken en niet bewaard."],
  ],
  ADAPTATION: [
    ["CALL", "HEALTH", "Bewoner gesproken over de aanvraag. Lopen gaat moeizaam; de trap is het grootste probleem."],
    ["CALL", "HEALTH", "De dochter belt: de situatie is verslechterd en moeder slaapt nu beneden."],
    ["VISIT", "HEALTH", "Huisbezoek met de ergotherapeut om {overdag}. Badkamer en trap opgemeten; advies volgt binnen twee weken."],
    ["VISIT", "HEALTH", "Opname met de aannemer. De wand naast de douche kan beugels dragen; de drempel kan eruit."],
    ["LETTER", "HEALTH", "Bevestiging van de aanvraag gestuurd, met toestemmingsformulier voor het opvragen van medisch advies."],
    ["EMAIL", "HEALTH", "Advies van de ergotherapeut ontvangen: inloopdouche, {aantal} beugels en een verhoogd toilet."],
    ["EMAIL", "FINANCIAL", "Offerte van de aannemer ontvangen: € {bedrag}. Doorgestuurd naar de gemeente voor de Wmo-bijdrage."],
    ["EMAIL", "HEALTH", "De gemeente laat weten dat de Wmo-beschikking is toegekend."],
    ["MEETING", "HEALTH", "Overleg met de Wmo-consulent en bewoner over aanpassen of verhuizen. Bewoner wil blijven."],
    ["NOTE", "HEALTH", "Toestemmingsformulier getekend retour. Alleen het advies wordt bewaard, de onderliggende gegevens niet."],
    ["NOTE", "CONTACT", "Werkzaamheden ingepland op {werkdag}; bewoner logeert zolang bij familie."],
    ["VISIT", "HEALTH", "Oplevering bekeken. De beugels zitten goed, de douchevloer loopt goed af. Bewoner is blij met het resultaat."],
  ],
  SAFETY: [
    ["CALL", "CONDUCT", "Slachtoffer gesproken. Is geschrokken; verwezen naar Slachtofferhulp en uitleg gegeven over aangifte."],
    ["CALL", "CONDUCT", "Betrokkene gebeld over het voorval van {dag}. Biedt excuses aan en zegt dat het niet meer zal gebeuren."],
    ["VISIT", "CONDUCT", "Met {collega} ter plaatse geweest. De situatie is onveilig: {aantal} punten genoteerd voor de brandweer."],
    ["VISIT", "CONDUCT", "Huisbezoek met twee personen, samen met de wijkagent. Het gesprek verliep rustig."],
    ["LETTER", "CONDUCT", "Waarschuwing gestuurd: dit gedrag tegen medewerkers accepteren wij niet. Contact voorlopig alleen schriftelijk."],
    ["LETTER", "CONDUCT", "Gedragsaanwijzing voorgelegd met een toelichting op de gevolgen als die niet wordt getekend."],
    ["MEETING", "CONDUCT", "Overleg met politie, gemeente en {partner}. Taken verdeeld; wij informeren de omwonenden."],
    ["MEETING", "POLICE", "Casusoverleg veiligheid. De politie deelt onder convenant dat er {aantal} eerdere meldingen zijn."],
    ["NOTE", "POLICE", "Aangifte opgenomen; het nummer ligt bij de wijkagent."],
    ["NOTE", "CONDUCT", "Nazorg: collega gesproken, het gaat goed. Bezoek aan {adres} voorlopig alleen met twee personen."],
    ["NOTE", "REPORTER", "Melder is bang voor vergelding. Naam niet noemen, ook niet in brieven."],
    ["EMAIL", "CONDUCT", "Update gestuurd aan de bewoners van het portiek, zonder namen te noemen."],
  ],
}
