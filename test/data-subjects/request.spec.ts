import { readFileSync } from "node:fs"
import { join } from "node:path"
import { done } from "../cases/support"
import { type Colleague, House, type Variables } from "../support/house"
import { dayIn, daysPass, fileOf, look } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

const query = readFileSync(join(__dirname, "../../graphql/operations/data-subjects.graphql"), "utf8")

/** One of the operations that clients are given; fails the spec when there is any error. */
async function operation(who: Colleague, operationName: string, variables: Variables): Promise<any> {
  const { data, errors, text } = await house.post(JSON.stringify({ query, operationName, variables }), who.token)
  if (errors) throw new Error(`unexpected errors: ${text}`)
  return data
}

describe("Mrs Jansen asks who looked at her file", () => {
  it("is answered by the coordinator, points at a line, and the officer finds whose look it was", async () => {
    const file = await fileOf(house)
    const [karin, els] = [
      await house.employee({ name: "Karin Smit", team: file.team }),
      await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" }),
    ]
    await karin.get(look, { id: file.case.id })

    // The coordinator finds her, and has her case opened for the request.
    const found = await els.get(`{ persons(filter: { surname: "Jansen" }, first: 100) { nodes { id } } }`)
    expect(found.persons.nodes.map(({ id }: any) => id)).toContain(file.jansen)
    const personId = file.jansen
    expect((await operation(els, "AccessLog", { personId })).accessLog.totalCount).toBe(0)
    const endsAt = new Date(Date.now() + 28 * 86_400_000).toISOString()
    const opening = { caseId: file.case.id, employeeId: els.id, level: "VIEW", route: "REQUEST", endsAt, reason: "Verzoek om inzage." } // prettier-ignore
    await done(file.consultant, "grantAccess", opening, "__typename")

    // What is handed over.
    const { nodes } = (await operation(els, "AccessLog", { personId })).accessLog
    const line = nodes.find(({ acts }: any) => acts.includes("VIEWED"))
    expect(line).toMatchObject({ reference: file.case.reference, organisation: "ASSOCIATION", role: "CONSULTANT" })
    expect(JSON.stringify(nodes)).not.toMatch(/Karin|Smit|Sanne|Dekker/)

    // The officer is given the person's id and the moment, and asks who it was.
    const marijke = await house.officer()
    const recordedFrom = new Date(Date.parse(line.recordedAt)).toISOString()
    const recordedBefore = new Date(Date.parse(line.recordedAt) + 1).toISOString()
    const asked = "query($filter: TrailFilter) { trailEvents(filter: $filter) { nodes { actor { name } actions } } }"
    const filter = { personId: personId, recordedFrom, recordedBefore }
    expect((await marijke.get(asked, { filter })).trailEvents.nodes).toEqual([
      { actor: { name: "Karin Smit" }, actions: ["CASE_VIEWED"] },
    ])
    const own = (await operation(marijke, "AccessLog", { personId })).accessLog
    expect(own.nodes.slice(1)).toEqual((await operation(els, "AccessLog", { personId })).accessLog.nodes.slice(2))
  })

  it("is not told of an investigation while it runs, and is when its review is due: the officer's list has it", async () => {
    const file = await fileOf(house, { facts: { kind: "FRAUD", veraType: null } })
    const marijke = await house.officer()
    const personId = file.jansen
    const input = { caseId: file.case.id, reason: "FRAUD_INVESTIGATION", reviewOn: await dayIn(house, 60) }
    const { markConfidential } = await operation(file.consultant, "MarkConfidential", { input })
    expect(markConfidential).toMatchObject({ errors: [], confidentiality: { reviewOn: input.reviewOn } })
    const due = async (): Promise<string[]> => {
      const { confidentialities } = await operation(marijke, "ConfidentialCases", { reviewBefore: await dayIn(house, 14) }) // prettier-ignore
      return confidentialities.nodes.map((mark: any) => mark.case.reference as string)
    }
    const logged = async (): Promise<number> =>
      (await operation(marijke, "AccessLog", { personId })).accessLog.totalCount as number
    expect([await logged(), await due()]).toEqual([0, []])
    await daysPass(house, file, 50)
    expect([await logged(), await due()]).toEqual([0, [file.case.reference]])
    const { liftConfidentiality } = await operation(file.consultant, "LiftConfidentiality", {
      input: { caseId: file.case.id },
    })
    expect(liftConfidentiality.errors).toEqual([])
    expect(await logged()).toBeGreaterThan(0)
    expect(await due()).toEqual([])
  })
})
