import { randomUUID } from "node:crypto"
import { done, openCase, scene } from "../cases/support"
import { type Colleague, House, type Variables } from "../support/house"
import { expectRefused, guestOf, leadOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

async function desk() {
  const { team, consultant } = await scene(house)
  const [one, other] = [await openCase(consultant), await openCase(consultant)]
  const mila = await house.employee({ name: "Mila Hermans", team })
  return { team, consultant, lead: await leadOf(house, team), ids: [one.id, other.id], mila }
}

const to = ({ id }: Colleague, what: Variables): Variables => ({ ...what, receiverIds: [id] })

describe("handing over is refused, and nothing is changed,", () => {
  it("without saying what, or with two ways to say it", async () => {
    const { lead, consultant, ids, mila } = await desk()
    const ways: Variables[] = [
      {},
      { caseIds: ids, employeeId: consultant.id },
      { caseIds: ids, district: "De Linde" },
      { employeeId: consultant.id, district: "De Linde" },
      { caseIds: ids, employeeId: consultant.id, district: "De Linde" },
    ]
    for (const what of ways) await expectRefused(house, lead, "handOver", to(mila, what), "REQUIRED", "caseIds")
  })

  it("when nobody fits for one of the cases: not for the others either", async () => {
    const { lead, consultant, ids } = await desk()
    const fraud = await openCase(consultant, { kind: "FRAUD" })
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["NUISANCE"] })
    const input = to(femke, { caseIds: [...ids, fraud.id] })
    await expectRefused(house, lead, "handOver", input, "NOBODY_FITS", "receiverIds")
  })

  it("when whoever should take over does not exist, or is no employee of this house at all", async () => {
    const { lead, ids } = await desk()
    for (const id of [randomUUID(), "niemand"])
      await expectRefused(house, lead, "handOver", { caseIds: ids, receiverIds: [id] }, "NOBODY_FITS")
  })

  it("when one of the named cases does not exist, or exists for another alone", async () => {
    const { lead, ids, mila } = await desk()
    const elsewhere = await openCase((await scene(house)).consultant)
    for (const other of [randomUUID(), "geen", elsewhere.id]) {
      const input = to(mila, { caseIds: [...ids, other] })
      await expectRefused(house, lead, "handOver", input, "ABSENT", "caseIds")
    }
  })

  it("when one of the named cases has ended", async () => {
    const { lead, consultant, ids, mila } = await desk()
    const ended = await openCase(consultant)
    await done(consultant, "closeCase", { caseId: ended.id, expectedVersion: 1, outcome: "OTHER" })
    await expectRefused(house, lead, "handOver", to(mila, { caseIds: [...ids, ended.id] }), "CASE_ENDED", "caseIds")
  })

  it("when one of the named cases may be seen, and not handed over", async () => {
    const { consultant, ids, mila } = await desk()
    const other = await guestOf(house)
    await expectRefused(house, mila, "handOver", to(other, { caseIds: ids }), "NOT_ALLOWED", "caseIds")
    await expectRefused(house, consultant, "handOver", to(other, { caseIds: [...ids, randomUUID()] }), "ABSENT")
  })

  it("when the team that should handle them does not exist", async () => {
    const { lead, ids, mila } = await desk()
    for (const teamId of [randomUUID(), "geen"])
      await expectRefused(house, lead, "handOver", { ...to(mila, { caseIds: ids }), teamId }, "ABSENT", "teamId")
  })

  it("without anybody to take over, or for more cases than can be named", async () => {
    const { lead, ids, mila } = await desk()
    const nobody = { caseIds: ids, receiverIds: [] }
    const many = to(mila, { caseIds: Array.from({ length: 501 }, () => randomUUID()) })
    for (const input of [nobody, many]) {
      const document = "mutation($input: HandOverInput!) { handOver(input: $input) { errors { code } } }"
      const { handOver } = await lead.get(document, { input })
      expect(handOver.errors).toMatchObject([{ code: "INVALID" }])
    }
  })

  it.each(["PRIVACY_OFFICER", "PRIVACY_COORDINATOR", "ADMINISTRATOR"])("by %s", async (role) => {
    const { consultant, mila } = await desk()
    const karin = await house.employee({ name: "Karin Smit", role })
    await expectRefused(house, karin, "handOver", to(mila, { employeeId: consultant.id }), "NOT_ALLOWED")
  })
})
