import { clock, setClock } from "../../src/platform/clock"
import { done, openCase, scene, seesCase } from "../cases/support"
import { trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { changing, newSubject, recordOf, subjectOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const viewer = "{ viewer { id } }"

/** Somebody with a case and a conflict of interest, who is at work. */
async function atWork(): Promise<{ sanne: Colleague; mine: string; kept: string }> {
  const { team, consultant: sanne } = await scene(house)
  const mine = (await openCase(sanne)).id
  const home = await house.home()
  const mila = await house.employee({ name: "Mila Hermans", team })
  const kept = (await openCase(mila, { homeId: home })).id
  await done(sanne, "blockAccess", { against: "ADDRESS", homeId: home, reason: "KIN" }, "__typename")
  return { sanne, mine, kept }
}

/** Signs in with her new subject, some seconds later: the moment in a token is a whole second. */
async function signedInAs(subject: string, { name }: Colleague): Promise<Colleague> {
  const later = new Date(clock.now().getTime() + 2_000)
  setClock({ now: () => later })
  return await house.colleague(subject.replace("subject-", ""), name)
}

describe("an employee who gets another subject", () => {
  it("stays who she is: her id, her desk, her conflicts of interest and her trail", async () => {
    const { sanne, mine, kept } = await atWork()
    const [before, events] = [await recordOf(house, sanne.id), (await trailOf(house, sanne)).length]
    const subject = newSubject()
    expect(await changing(house, sanne, { newSubject: subject })).toEqual([`subject: ${subjectOf(sanne)} → ${subject}`])
    expect(await recordOf(house, sanne.id)).toEqual({ ...before, subject })
    const again = await signedInAs(subject, sanne)
    expect(await again.get(viewer)).toEqual({ viewer: { id: sanne.id } })
    expect([await seesCase(again, mine), await seesCase(again, kept)]).toEqual([true, false])
    expect((await trailOf(house, sanne)).length).toBe(events + 3)
  })

  it("is nobody any more with the old one, though she was at work with it a moment ago", async () => {
    const { sanne } = await atWork()
    expect((await sanne.ask(viewer)).status).toBe(200)
    await changing(house, sanne, { newSubject: newSubject() })
    expect((await sanne.ask(viewer)).status).toBe(401)
    const anew = await house.colleague(sanne.id, sanne.name)
    expect((await anew.ask(viewer)).status).toBe(401)
  })
})
