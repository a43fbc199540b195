import { type Random, shares } from "./random"

/** Names as they are heard in a Dutch town. All put together by chance: whoever bears such a name is not meant. */
interface Names {
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly surnames: readonly string[]
}

const words = (text: string): readonly string[] => text.split(/,\s*/)

const dutch: Names = {
  women: words(
    "Anouk, Marloes, Ingrid, Femke, Johanna, Wilma, Sanne, Lotte, Marieke, Tineke, Esther, Hanneke, Ria, Yvonne, Petra, Carla, Nienke, Judith, Greetje, Maaike, Saskia, Annet, Corrie, Renske",
  ),
  men: words(
    "Joost, Bram, Henk, Pieter, Sjoerd, Kees, Wouter, Ruben, Gerrit, Thijs, Martijn, Jeroen, Dirk, Koen, Arjan, Theo, Niels, Harm, Jaap, Rik, Menno, Sander, Frits, Lars",
  ),
  surnames: words(
    "Bakker, Visser, de Boer, van Dijk, Hoekstra, van den Heuvel, Kuiper, Terpstra, Vermeulen, Postma, van der Linden, Schouten, Dekker, Brouwer, de Wit, Hofman, Kramer, van Leeuwen, Smeets, Jacobs, Willems, Verhoeven, van Beek, Huisman, Timmer, Boersma, van Doorn, de Groot, Meijerink, Wolters, van Vliet, Scholten, Groenewoud, van 't Hof, Maas, Prins, Blom, Evers, van der Veen, Sanders, Koster, Dijkstra, Zijlstra, Peeters, Gerritsen, Hendriks, van den Brink, de Haan, Veenstra, Mulder, Stam, Nijhuis, Lammers, ten Cate, van Wijk, Rietveld, Vos, Bosman, Kwakkel, Oudshoorn",
  ),
}
const turkish: Names = {
  women: words("Fatma, Elif, Zeynep, Hatice, Emine, Merve, Gülay, Sevgi"),
  men: words("Mehmet, Mustafa, Emre, Hasan, Ahmet, Kemal, Serkan, İbrahim"),
  surnames: words(
    "Yıldız, Kaya, Demir, Çelik, Şahin, Öztürk, Aydın, Arslan, Doğan, Koç, Kurt, Özdemir, Aksoy, Erdoğmuş, Polat, Güneş",
  ),
}
const moroccan: Names = {
  women: words("Samira, Naima, Khadija, Hanan, Loubna, Rachida, Ikram, Soumaya"),
  men: words("Mohamed, Rachid, Youssef, Said, Khalid, Abdellah, Hicham, Bilal"),
  surnames: words(
    "El Amrani, Bouazza, El Idrissi, Benali, Ouali, El Haddaoui, Azzouzi, Bakkali, Chaoui, El Khattabi, Lahlou, Amezian, Ziani, Tahiri, El Morabit",
  ),
}
const surinamese: Names = {
  women: words("Soraya, Chandra, Mavis, Shanti, Joan, Priscilla, Sharda, Ruth"),
  men: words("Glenn, Ricardo, Anand, Stanley, Roy, Dharminder, Orlando, Marciano"),
  surnames: words(
    "Ramdin, Pinas, Kartosen, Bhagwandin, Landveld, Ramlal, Vriesde, Jagroep, Sedney, Mangal, Wongsodikromo, Baldew, Amatsari, Blokland, Tjin",
  ),
}
const polish: Names = {
  women: words("Agnieszka, Katarzyna, Beata, Ewa, Monika, Joanna"),
  men: words("Paweł, Tomasz, Krzysztof, Marek, Grzegorz, Łukasz"),
  surnames: words("Nowicka, Wrona, Zając, Mazur, Wójcik, Kubiak, Pawlak, Sikora, Duda, Kozłowski, Jaworski, Michalak"),
}
const others: Names = {
  women: words("Dewi, Mehrnoosh, Selam, Maria, Linh, Amal, Oksana"),
  men: words("Yohannes, Reza, Omar, Minh, Jean-Claude, Carlos, Taras"),
  surnames: words(
    "Tahitu, Haile, Rahimi, Nguyen, Fernandes, Hassan Ali, Al-Sayed, Tesfay, Koroma, Manuhutu, Silva, Bondarenko, Zhang",
  ),
}

const origins = shares<Names>([
  [dutch, 60],
  [moroccan, 11],
  [turkish, 10],
  [surinamese, 8],
  [polish, 6],
  [others, 5],
])

export interface Family {
  readonly names: Names
  readonly surname: string
}

export function family(random: Random): Family {
  const names = random.weighed(origins)
  return { names, surname: random.pick(names.surnames) }
}

export const firstName = (random: Random, { names }: Family, woman: boolean): string =>
  random.pick(woman ? names.women : names.men)

/** "van der Linden" at the head of a sentence or after a title: "Van der Linden". */
export const capital = (surname: string): string => surname.charAt(0).toUpperCase() + surname.slice(1)

const slugs = new Map<string, string>()

/** A name as it stands in an address: without marks, blanks and capitals. */
export function slug(name: string): string {
  let plain = slugs.get(name)
  if (plain === undefined) {
    const bare = name.normalize("NFD").replace(/ı/g, "i").replace(/ł/g, "l").replace(/Ł/g, "L")
    slugs.set(name, (plain = bare.replace(/[^A-Za-z]/g, "").toLowerCase()))
  }
  return plain
}
