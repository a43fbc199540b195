import { randomUUID } from "node:crypto"
import { House } from "../support/house"
import { bytesOf, coordinatorOf, daysPass, fileOf, lift, logOf, look, mark, told } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe("a case that is confidential towards Mrs Jansen", () => {
  it("is left out of her log, whoever asks it: the bytes are those of somebody of whom there is nothing", async () => {
    const file = await fileOf(house, { facts: { kind: "FRAUD", veraType: null } })
    await mark(house, file)
    await file.consultant.get(look, { id: file.case.id })
    for (const who of [await coordinatorOf(house, file), await house.officer()])
      expect(await bytesOf(who, file.jansen)).toBe(await bytesOf(who, randomUUID()))
  })

  it("leaves her other cases as they would be without it: lines, counts, pages and what a list showed", async () => {
    const jansen = await house.person("Jansen")
    const [file, secret] = [await fileOf(house, { jansen }), await fileOf(house, { jansen, facts: { kind: "FRAUD", veraType: null } })] // prettier-ignore
    const els = await coordinatorOf(house, file, secret)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: file.team })
    await house.rows("insert into team_membership (employee_id, team_id) values ($1, $2)", [lead.id, secret.team])
    await mark(house, secret)
    await lead.get("{ cases { nodes { title } } }")
    await secret.consultant.get(look, { id: secret.case.id })
    const document = `query($id: ID!) { accessLog(personId: $id, first: 3) { totalCount pageInfo { hasNextPage }
      nodes { reference role acts categories } } }`
    const { reference } = file.case
    const line = { reference, role: "CONSULTANT", acts: ["CHANGED"] }
    expect((await els.get(document, { id: jansen })).accessLog).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: false },
      nodes: [
        { reference, role: "TEAM_LEAD", acts: ["VIEWED"], categories: ["CONDUCT"] },
        { ...line, categories: ["CONTACT"] },
        { ...line, categories: expect.any(Array) },
      ],
    })
  })

  it("is left out for whoever else has a part in it, who might tell her", async () => {
    const file = await fileOf(house, { role: "WITNESS" })
    await mark(house, file)
    expect(await logOf(await coordinatorOf(house, file), file.jansen)).toEqual([])
  })

  it("is there again, with all that was done meanwhile, when its day of review comes: no job has to run", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    await mark(house, file, 5)
    await file.consultant.get(look, { id: file.case.id })
    await daysPass(house, file, 4)
    expect(await logOf(els, file.jansen)).toEqual([])
    await daysPass(house, file, 1)
    expect(told(await logOf(els, file.jansen))).toEqual([
      "CONSULTANT VIEWED",
      "CONSULTANT CHANGED",
      "CONSULTANT CHANGED",
      "CONSULTANT CHANGED",
    ])
  })

  it("is there again at once when it is lifted; and then the log says that it was marked and lifted", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    await mark(house, file)
    expect(await logOf(els, file.jansen)).toEqual([])
    await lift(file)
    const lines = await logOf(els, file.jansen)
    expect(lines.slice(0, 2)).toMatchObject([{ activity: "SUBJECT_RIGHTS" }, { activity: "SUBJECT_RIGHTS" }])
    expect(lines).toHaveLength(4)
  })

  it("stays left out when it is renewed in time", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    await mark(house, file, 5)
    await daysPass(house, file, 4)
    await mark(house, file, 30)
    await house.rows(
      "update case_confidentiality set review_on = review_on - 4, valid_from = valid_from - interval '4 days' where case_id = $1 and ended_at is null",
      [file.case.id],
    )
    expect(await logOf(els, file.jansen)).toEqual([])
  })

  it("is not named in the trail of who asked: it was not told", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    await mark(house, file)
    await logOf(els, file.jansen)
    const sights = await house.rows<any>(
      "select s.case_ids from trail_sight s join trail_event e on e.id = s.event_id where e.actor_id = $1",
      [els.id],
    )
    expect(sights).toEqual([{ case_ids: [] }])
  })

  it("stands in the officer's own view of the trail: it is confidential towards the person, not towards who supervises", async () => {
    const file = await fileOf(house)
    await mark(house, file)
    const marijke = await house.officer()
    const document = "query($id: ID!) { trailEvents(filter: { personId: $id }) { totalCount } }"
    expect((await marijke.get(document, { id: file.jansen })).trailEvents.totalCount).toBe(3)
  })
})
