import { type Colleague, House } from "../support/house"

let house: House
let sanne: Colleague
beforeAll(async () => {
  house = await House.open()
  sanne = await house.employee({ team: await house.team() })
})
afterAll(() => house.close())

const opening = `mutation($input: OpenCaseInput!) { openCase(input: $input) { case { id title description version changedAt } errors { reason path } } }`
const open = async (given: object): Promise<any> => {
  const input = { kind: "NUISANCE", title: "Geluid", description: "Muziek.", purpose: "TENANCY", legalBasis: "AGREEMENT", ...given } // prettier-ignore
  return (await sanne.get(opening, { input })).openCase
}
const refused = async (given: object): Promise<string[]> =>
  (await open(given)).errors.map(({ reason, path }: any) => `${path[1]} ${reason}`)

describe("the texts of a case", () => {
  it.each([
    ["nothing", ""],
    ["blanks", "  \u00a0\u2003 "],
    ["a space of no width", "\u200b\u200b"],
    ["a filler that shows nothing", "\u3164\u2800"],
    ["a mark without a letter", "\u0301"],
    ["marks of direction alone", "\u200f\u200e"],
  ])("are refused where nothing can be seen of them: %s", async (_what, text) => {
    expect(await refused({ title: text })).toEqual(["title REQUIRED"])
    expect(await refused({ description: text })).toEqual(["description REQUIRED"])
  })

  it.each([
    ["half a character", "Geluid \ud83d"],
    ["the other half", "\ude00 geluid"],
    ["a bell", "Geluid\u0007"],
    ["an escape", "\u001b[31mGeluid"],
    ["a character of the second control set", "Geluid\u009b"],
    ["an override of direction", "Geluid \u202egnuhcsrev"],
    ["an isolate", "Geluid \u2067x"],
    ["no character at all", "Geluid\ufffe"],
  ])("are refused where they hold what nobody means: %s", async (_what, text) => {
    expect(await refused({ title: text })).toEqual(["title MALFORMED"])
    expect(await refused({ description: text })).toEqual(["description MALFORMED"])
  })

  it.each(["Geluid\nin de avond", "Geluid\tin de avond", "Geluid\u2028in de avond", "\u200fGeluid"])(
    "are refused as a title where they are more than a line: %j",
    async (title) => expect(await refused({ title })).toEqual(["title MALFORMED"]),
  )

  it("are refused each with its own reason, all at once", async () => {
    expect(await refused({ title: " ", description: "x\u0000" })).toEqual(["title REQUIRED", "description MALFORMED"])
  })

  it("may be of any script, with emoji, and as Word gives them", async () => {
    const arabic = "\u200fضوضاء في المساء\u200f (Van Gogh\u200e)"
    const { case: found, errors } = await open({ title: "👨‍👩‍👧 Geluid – ‘s avonds", description: `${arabic}\r\nTweede regel\vDerde\u2029Vierde` }) // prettier-ignore
    expect(errors).toEqual([])
    expect(found.title).toBe("👨‍👩‍👧 Geluid – ‘s avonds")
    expect(found.description).toBe(`${arabic}\nTweede regel\nDerde\nVierde`)
  })

  it("are kept composed, and a title without blanks around it", async () => {
    const { case: found } = await open({ title: "  Cafe\u0301 \u00a0", description: "Cafe\u0301" })
    expect([found.title, found.description]).toEqual(["Caf\u00e9", "Caf\u00e9"])
  })
})

describe("an update of a case", () => {
  const updating = `mutation($input: UpdateCaseInput!) { updateCase(input: $input) { case { title version changedAt } errors { reason path } } }`
  const update = async (id: string, change: object): Promise<any> =>
    (await sanne.get(updating, { input: { caseId: id, expectedVersion: 1, ...change } })).updateCase

  it.each([
    {},
    { title: "Geluid" },
    { title: " Geluid ", description: "Muziek.", purpose: "TENANCY" },
    { homeId: null, veraType: null },
  ])("that changes nothing leaves it as it was: %j", async (change) => {
    const { case: opened } = await open({})
    expect(await update(opened.id, change)).toEqual({
      case: { title: "Geluid", version: 1, changedAt: opened.changedAt },
      errors: [],
    })
  })

  it("that changes anything counts", async () => {
    const { case: opened } = await open({})
    expect(await update(opened.id, { title: "Geluid", description: "Harde muziek." })).toMatchObject({
      case: { version: 2 },
    })
  })

  it("that takes away what every case has is refused, field by field", async () => {
    const { case: opened } = await open({})
    const { errors } = await update(opened.id, { title: null, description: null, purpose: null, legalBasis: null })
    expect(errors).toEqual(["title", "description", "purpose", "legalBasis"].map((field) => ({ reason: "REQUIRED", path: ["input", field] }))) // prettier-ignore
    const ground = await update(opened.id, { healthGround: null, criminalGround: null })
    expect(ground.errors.map(({ path }: any) => path[1])).toEqual(["healthGround", "criminalGround"])
  })
})
