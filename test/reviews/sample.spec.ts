import { scene } from "../cases/support"
import { addCases } from "../records/support"
import { Watched, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

/** Somebody who looked at so many cases of her own, once each. */
async function atWork(count: number) {
  const { team, consultant } = await scene(watched.house)
  const ids = await addCases(watched.house, count, { team, by: consultant, assignee: consultant.id })
  for (const id of ids) await look(watched.house, consultant, id)
  return { consultant, ids }
}

describe("the random sample", () => {
  it("holds nothing where nothing is to be drawn", async () => {
    const { consultant } = await atWork(5)
    expect(await watched.raised(consultant, { REVIEW_SAMPLE_PER_MILLE: 0 })).toEqual([])
  })

  it("holds every ordinary access where all are to be drawn", async () => {
    const { consultant, ids } = await atWork(5)
    const items = await watched.raised(consultant, { REVIEW_SAMPLE_PER_MILLE: 1000 })
    expect(items.map(({ kind }) => kind)).toEqual(Array(5).fill("RANDOM_SAMPLE"))
    expect(items.map((item) => item.case.id).sort()).toEqual([...ids].sort())
  })

  it("holds some, and not all, where half are to be drawn", async () => {
    const { consultant } = await atWork(40)
    const drawn = (await watched.raised(consultant, { REVIEW_SAMPLE_PER_MILLE: 500 })).length
    // Outside of this once in ten million times.
    expect(drawn).toBeGreaterThan(3)
    expect(drawn).toBeLessThan(37)
  })

  it("holds no access that is to be judged anyway", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await look(watched.house, mila, dossier.case.id)
    expect(await watched.kinds(mila, { REVIEW_SAMPLE_PER_MILLE: 1000 })).toEqual(["NO_TASK"])
  })

  it("holds one of those who gave a reason, as any ordinary access", async () => {
    const dossier = await watched.dossier()
    const mila = await watched.member(dossier)
    await look(watched.house, mila, dossier.case.id, "TENANT_ON_THE_TELEPHONE")
    const settings = { REVIEW_REASONED_PER_MILLE: 0, REVIEW_SAMPLE_PER_MILLE: 1000 }
    expect(await watched.kinds(mila, settings)).toEqual(["RANDOM_SAMPLE"])
  })

  it("is of those who handle cases: what the officer or the administrator looks at is none", async () => {
    const { house, officer } = watched
    const dossier = await watched.dossier()
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    const looking = "query($id: ID!) { case(id: $id) { id } }"
    for (const who of [officer, karin]) await who.get(looking, { id: dossier.case.id })
    for (const who of [officer, karin]) expect(await watched.kinds(who, { REVIEW_SAMPLE_PER_MILLE: 1000 })).toEqual([])
  })
})
