import { change, done, seesCase } from "../cases/support"
import { type Dossier, dossierOf } from "../permissions/support"
import { addEntries } from "../records/support"
import { type Answer, type Colleague, House } from "../support/house"
import { grantIdOf, guestOf, letting } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open({ pool: 8 })
})
afterAll(() => house.close())

const page = `query Page($id: ID!) { case(id: $id) { id title journal(first: 30) { totalCount nodes { body } } parties { name }
  tasks { title } } }`

/** Every page is whole, or the case is not there; none is half, and none is an error. */
function expectWholeOrNothing(answers: readonly Answer[]): { whole: number; nothing: number } {
  let whole = 0
  for (const { status, data, errors } of answers) {
    expect({ status, errors }).toEqual({ status: 200, errors: undefined })
    if (data.case === null) continue
    whole++
    expect(data.case.journal).toMatchObject({ totalCount: 21 })
    expect(data.case.journal.nodes).toHaveLength(21)
    expect(data.case).toMatchObject({ parties: [{ name: "Dhr. Verschuren" }], tasks: [{ title: "Bellen" }] })
  }
  return { whole, nothing: answers.length - whole }
}

/** Many pages, read without a pause by one colleague, while something is done. */
async function readingWhile(who: Colleague, dossier: Dossier, act: () => Promise<unknown>): Promise<Answer[]> {
  const answers: Answer[] = []
  let over = false
  const read = async (): Promise<void> => {
    while (!over) answers.push(await who.ask(page, { id: dossier.case.id }))
  }
  const readers = [read(), read(), read(), read()]
  await act()
  over = true
  await Promise.all(readers)
  return answers
}

describe("pages that are read while it changes who may see them", () => {
  it("are whole or empty, while a grant is given and ended again and again", async () => {
    const dossier = await dossierOf(house)
    await addEntries(house, 20, dossier.case.id, dossier.consultant)
    const wim = await guestOf(house)
    const answers = await readingWhile(wim, dossier, async () => {
      for (let round = 0; round < 10; round++) {
        await done(dossier.consultant, "grantAccess", letting(dossier, wim))
        const grantId = await grantIdOf(dossier.consultant, dossier.case.id, wim)
        await done(dossier.consultant, "endAccess", { caseId: dossier.case.id, grantId, reason: "Klaar." })
      }
    })
    const { whole, nothing } = expectWholeOrNothing(answers)
    expect(whole).toBeGreaterThan(0)
    expect(nothing).toBeGreaterThan(0)
    expect(await seesCase(wim, dossier.case.id)).toBe(false)
  })

  it("are whole or empty, while the case is restricted and opened to its team again and again", async () => {
    const dossier = await dossierOf(house)
    await addEntries(house, 20, dossier.case.id, dossier.consultant)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const ans = await guestOf(house, "Ans Vermeer")
    const answers = await readingWhile(mila, dossier, async () => {
      for (let version = 1; version < 20; version += 2) {
        const base = { caseId: dossier.case.id, reason: "Dreiging." }
        await done(dossier.consultant, "restrictCase", { ...base, expectedVersion: version, deputyId: ans.id })
        await done(dossier.consultant, "liftRestriction", { ...base, expectedVersion: version + 1 })
      }
    })
    const { whole, nothing } = expectWholeOrNothing(answers)
    expect(whole).toBeGreaterThan(0)
    expect(nothing).toBeGreaterThan(0)
    expect(await seesCase(mila, dossier.case.id)).toBe(true)
  })

  it("are the last ones before her block: nothing is read after it was declared", async () => {
    const dossier = await dossierOf(house)
    await addEntries(house, 20, dossier.case.id, dossier.consultant)
    const mila = await house.employee({ name: "Mila Hermans", team: dossier.team })
    const block = { against: "ADDRESS", homeId: dossier.home, reason: "NEIGHBOUR" }
    const answers = await readingWhile(mila, dossier, () => change(mila, "blockAccess", block, "__typename"))
    expectWholeOrNothing(answers)
    expect((await mila.get(page, { id: dossier.case.id })).case).toBeNull()
  })
})
