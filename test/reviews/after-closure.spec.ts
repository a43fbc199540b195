import { byTheClock } from "../access/support"
import { based, bringTo, done, scene } from "../cases/support"
import { Watched, look } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

/** A case that was closed so long ago, and who handled it. */
async function closed(ago: string) {
  const { consultant } = await scene(watched.house)
  const dossier = await bringTo(consultant, "FINISHED")
  await done(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" })
  await byTheClock(
    watched.house,
    `update case_file set closed_at = now() - interval '${ago}' where id = '${dossier.id}'`,
  )
  return { consultant, id: dossier.id }
}
const week = { REVIEW_CLOSED_DAYS: 7 }

describe("a look at a case that is closed", () => {
  it("is listed when the days to finish it are over, also of who handled it", async () => {
    const { consultant, id } = await closed("7 days 1 minute")
    await look(watched.house, consultant, id)
    const [item, ...others] = await watched.raised(consultant, week)
    expect(others).toEqual([])
    expect(item).toMatchObject({ kind: "AFTER_CLOSURE", case: { id }, accessCount: 1 })
  })

  it("is not listed before", async () => {
    const { consultant, id } = await closed("6 days 23 hours")
    await look(watched.house, consultant, id)
    expect(await watched.kinds(consultant, week)).toEqual([])
  })

  it("is listed at once where no days are given; to close it is not to look at it", async () => {
    const { consultant } = await scene(watched.house)
    const { id, version } = await bringTo(consultant, "FINISHED")
    // The node's clock may be behind the database's: the answer to closing then shows a case that was closed before.
    const closing = { caseId: id, expectedVersion: version, outcome: "RESOLVED" }
    await done(consultant, "closeCase", closing, "case { id journal { nodes { body } } }")
    await byTheClock(
      watched.house,
      `update case_file set closed_at = closed_at - interval '1 second' where id = '${id}'`,
    )
    expect(await watched.kinds(consultant)).toEqual([])
    await look(watched.house, consultant, id)
    expect(await watched.kinds(consultant)).toEqual(["AFTER_CLOSURE"])
  })

  it("is not listed where it was looked at before it was closed", async () => {
    const { consultant } = await scene(watched.house)
    const dossier = await bringTo(consultant, "FINISHED")
    await look(watched.house, consultant, dossier.id)
    await done(consultant, "closeCase", { ...based(dossier), outcome: "RESOLVED" })
    expect(await watched.kinds(consultant)).toEqual([])
  })

  it("is not listed once it has been taken up again", async () => {
    const { consultant, id } = await closed("30 days")
    await done(consultant, "reopenCase", { caseId: id, expectedVersion: 4, reason: "Het begon opnieuw." })
    await look(watched.house, consultant, id)
    expect(await watched.kinds(consultant, week)).toEqual([])
  })
})
