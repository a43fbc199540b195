import { openCase } from "../cases/support"
import { trailOf } from "../records/support"
import { type Colleague, House, type Variables } from "../support/house"
import { deskOf, handedOver, handing, outcome } from "./desk"
import { expectRefused, stateOf } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const previewing = `mutation($input: HandOverInput!) { previewHandOver(input: $input) { ${outcome} errors { reason } } }`

/** Who would take over what, by the ids of the cases. */
async function previewed(who: Colleague, input: Variables): Promise<Map<string, string | null>> {
  const { previewHandOver } = await who.get(previewing, { input })
  expect(previewHandOver.errors).toEqual([])
  return new Map(previewHandOver.outcome.lines.map((line: any) => [line.caseId, line.receiverId]))
}

describe("a preview", () => {
  it("says who would take over what, and changes nothing; the trail does not call it a hand-over", async () => {
    const { lead, ids, mila, hugo } = await deskOf(house, 4)
    const before = await stateOf(house)
    const input = handing({ caseIds: ids }, [mila, hugo])
    const first = await previewed(lead, input)
    expect(first.size).toBe(4)
    expect(await stateOf(house)).toEqual(before)
    const event = (await trailOf(house, lead)).at(-1)
    expect(event).toMatchObject({ outcome: "DONE", actions: ["case.hand_over_previewed"] })
    expect(event?.sights[0]?.cases).toEqual([...ids].sort())
    expect((await handedOver(lead, input)).to).toEqual(first)
  })

  it("says of which cases nobody can take them over; without it, nothing is handed over at all", async () => {
    const { lead, consultant, ids } = await deskOf(house, 1)
    const fraud = await openCase(consultant, { kind: "FRAUD" })
    const femke = await house.employee({ name: "Femke Jansen", cleared: ["NUISANCE"] })
    const input = handing({ caseIds: [...ids, fraud.id] }, [femke])
    expect(await previewed(lead, input)).toEqual(new Map([[ids[0], femke.id], [fraud.id, null]])) // prettier-ignore
    await expectRefused(house, lead, "handOver", input, "NOBODY_FITS", "receiverIds")
  })

  it("shows nothing that one may not hand over", async () => {
    const { consultant, ids, mila, hugo } = await deskOf(house, 2)
    expect((await previewed(mila, handing({ employeeId: consultant.id }, [hugo]))).size).toBe(0)
    const named = await mila.get(previewing, { input: handing({ caseIds: ids }, [hugo]) })
    expect(named.previewHandOver).toEqual({ outcome: null, errors: [{ reason: "NOT_ALLOWED" }] })
  })
})
