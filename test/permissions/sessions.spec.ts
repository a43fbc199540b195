import { randomUUID } from "node:crypto"
import { clock, setClock } from "../../src/platform/clock"
import { auditorOf, expectRefused, guestOf, leadOf } from "../access/support"
import { refusals } from "../cases/support"
import { trailOf } from "../records/support"
import { type Answer, type Colleague, House } from "../support/house"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterEach(() => setClock())
afterAll(() => house.close())

const viewer = "{ viewer { id } }"

/** Her sessions end, whoever ends them. */
const ended = (who: Colleague, employeeId?: string): Promise<string[]> =>
  refusals(who, "endSessions", employeeId === undefined ? {} : { employeeId })

const expectNobody = ({ status, data, errors }: Answer): void => {
  expect(status).toBe(401)
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"])
  expect(data ?? null).toBeNull()
}

const expectWorking = async (who: Colleague): Promise<void> =>
  expect(await who.get(viewer)).toEqual({ viewer: { id: who.id } })

/** Signs in again, some seconds later: the moment in a token is a whole second. */
async function signedInAgain(who: Colleague, seconds = 2): Promise<Colleague> {
  const later = new Date(clock.now().getTime() + seconds * 1000)
  setClock({ now: () => later })
  return await house.colleague(who.id, who.name)
}

describe("ending one's sessions", () => {
  it("voids the token at once, though it was in use a moment ago; the trail says why", async () => {
    const sanne = await house.employee()
    await expectWorking(sanne)
    expect(await ended(sanne)).toEqual([])
    expectNobody(await sanne.ask(viewer))
    const [, done, denied] = await trailOf(house, sanne)
    expect(done).toMatchObject({ outcome: "DONE", actions: ["session.ended"] })
    expect(denied).toMatchObject({ outcome: "DENIED", reason: "SESSION_ENDED", actions: ["session.denied"] })
  })

  it("voids every token that she has, for changes as for questions", async () => {
    const sanne = await house.employee()
    const elsewhere = await house.colleague(sanne.id, sanne.name)
    await expectWorking(elsewhere)
    expect(await ended(sanne)).toEqual([])
    for (const each of [sanne, elsewhere]) {
      expectNobody(await each.ask(viewer))
      expectNobody(await each.ask("mutation { endSessions(input: {}) { errors { reason } } }"))
    }
  })

  it("holds, however often it is tried, and after the service has started anew", async () => {
    const sanne = await house.employee()
    expect(await ended(sanne)).toEqual([])
    for (let nth = 0; nth < 3; nth++) expectNobody(await sanne.ask(viewer))
    await house.restart()
    expectNobody(await sanne.ask(viewer))
    expect((await trailOf(house, sanne)).filter(({ reason }) => reason === "SESSION_ENDED")).toHaveLength(4)
  })

  it("leaves who signs in again: the new token works, and the old one still does not", async () => {
    const sanne = await house.employee()
    await expectWorking(sanne)
    expect(await ended(sanne)).toEqual([])
    const again = await signedInAgain(sanne)
    await expectWorking(again)
    // Now she is known again, by the new token.
    expectNobody(await sanne.ask(viewer))
    await expectWorking(again)
  })

  it("leaves everybody else", async () => {
    const [sanne, mila] = [await house.employee(), await house.employee({ name: "Mila Hermans" })]
    expect(await ended(sanne)).toEqual([])
    await expectWorking(mila)
  })

  it("can be done again, for the tokens that came since", async () => {
    const sanne = await house.employee()
    expect(await ended(sanne)).toEqual([])
    const again = await signedInAgain(sanne)
    await house.rows("update employee set sessions_since = $2 where id = $1", [sanne.id, clock.now().toISOString()])
    const later = await signedInAgain(again)
    await expectWorking(later)
    await house.rows("update employee set sessions_since = $2 where id = $1", [
      sanne.id,
      new Date(clock.now().getTime() + 1000),
    ])
    expectNobody(await later.ask(viewer))
  })

  it.each(["CONSULTANT", "TEAM_LEAD", "PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])(
    "is for everybody: %s",
    async (role) => {
      const who = await house.employee({ name: "Karin Smit", role })
      expect(await ended(who)).toEqual([])
      expectNobody(await who.ask(viewer))
      const named = await house.employee({ name: "Karin Smit", role })
      expect(await ended(named, named.id.toUpperCase())).toEqual([])
      expectNobody(await named.ask(viewer))
    },
  )

  it("is for the auditor too", async () => {
    const paul = await auditorOf(house)
    expect(await ended(paul)).toEqual([])
    expectNobody(await paul.ask(viewer))
  })
})

describe("ending the sessions of another", () => {
  it("is for the administrator: at once, and her own go on", async () => {
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    for (const who of [await house.employee(), await house.officer(), await auditorOf(house)]) {
      await expectWorking(who)
      expect(await ended(karin, who.id)).toEqual([])
      expectNobody(await who.ask(viewer))
    }
    await expectWorking(karin)
  })

  it("is not for anybody else, and hers go on", async () => {
    const team = await house.team()
    const sanne = await house.employee({ team })
    const others = [await guestOf(house), await leadOf(house, team), await house.officer(), await auditorOf(house)]
    others.push(await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" }))
    for (const who of others)
      await expectRefused(house, who, "endSessions", { employeeId: sanne.id }, "NOT_ALLOWED", "employeeId")
    await expectWorking(sanne)
  })

  it("who does not exist is refused", async () => {
    const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
    for (const employeeId of [randomUUID(), "niemand"])
      await expectRefused(house, karin, "endSessions", { employeeId }, "ABSENT", "employeeId")
  })
})

it("a request that is under way when her sessions end is answered or denied, and never half", async () => {
  const sanne = await house.employee()
  const karin = await house.employee({ name: "Karin Smit", role: "ADMINISTRATOR" })
  const [first, ...answers] = await Promise.all([
    ended(karin, sanne.id),
    ...Array.from({ length: 12 }, () => sanne.ask("{ viewer { id } teams { totalCount } }")),
  ])
  expect(first).toEqual([])
  for (const answer of answers) {
    if (answer.status !== 200) expectNobody(answer)
    else expect(answer.data.viewer).toEqual({ id: sanne.id })
  }
  expectNobody(await sanne.ask(viewer))
})
