import { change, done, scene } from "../cases/support"
import { addCases, addParty } from "../records/support"
import type { Dossier } from "../permissions/support"
import type { Colleague } from "../support/house"
import { Watched } from "./support"

let watched: Watched
beforeAll(async () => {
  watched = await Watched.open()
})
afterAll(() => watched.close())

const all = "case { title description parties { name phone } tasks { title } journal { nodes { body } } }"

/** A case, and somebody of the team who has nothing to do with it. */
async function nosy() {
  const dossier = await watched.dossier()
  return { dossier, caseId: dossier.case.id, mila: await watched.member(dossier) }
}

/** A change of a case as it never was, which is refused. */
const stale = ({ case: { id } }: Dossier) => ({ caseId: id, expectedVersion: 99, title: "Anders" })

describe("the answer to a change that was refused", () => {
  it.each([all, "case { title }", "case { parties { name } }", "case { tasks { title } }"])(
    "is a look when it shows what is in the case: %s",
    async (fields) => {
      const { dossier, caseId, mila } = await nosy()
      const { errors } = await change(mila, "updateCase", stale(dossier), fields)
      expect(errors).toMatchObject([{ reason: "VERSION_CHANGED" }])
      const [item, ...others] = await watched.raised(mila)
      expect(others).toEqual([])
      expect(item).toMatchObject({ kind: "NO_TASK", case: { id: caseId }, accessCount: 1 })
      expect(item.accesses[0].event).toMatchObject({ outcome: "REFUSED", actions: ["CASE_UPDATED"] })
    },
  )

  it("is none when it shows how the case stands, and nothing of what is in it", async () => {
    const { dossier, mila } = await nosy()
    await change(mila, "updateCase", stale(dossier), "case { id reference status version }")
    expect(await watched.kinds(mila)).toEqual([])
  })

  it("is a look after closure too: to fail to take a case up again is not to take it up", async () => {
    const { dossier, caseId } = await nosy()
    await watched.house.rows("update case_file set closed_at = now() - interval '30 days', status = 'CLOSED', outcome = 'RESOLVED', finished_at = now() - interval '31 days' where id = $1", [caseId]) // prettier-ignore
    const input = { caseId, expectedVersion: 99, reason: "Het begon opnieuw." }
    const { errors } = await change(dossier.consultant, "reopenCase", input, all)
    expect(errors).toMatchObject([{ reason: "VERSION_CHANGED" }])
    expect(await watched.kinds(dossier.consultant)).toEqual(["AFTER_CLOSURE"])
  })
})

describe("the answer to a change that was done", () => {
  const two = { REVIEW_MANY_CASES: 2 }

  /** Writes an entry in each of three cases of her own. */
  async function writing(fields: string): Promise<string[]> {
    const { team, consultant } = await scene(watched.house)
    const ids = await addCases(watched.house, 3, { team, by: consultant, assignee: consultant.id })
    for (const caseId of ids)
      await done(consultant, "addJournalEntry", { caseId, type: "NOTE", body: "Gebeld." }, fields)
    return await watched.kinds(consultant, two)
  }

  it.each(["entry { case { journal { nodes { body } } } }", "entry { id } case { title }"])(
    "is a look when it shows more than what was written: %s",
    async (fields) => {
      expect(await writing(fields)).toEqual(["MANY_CASES"])
    },
  )

  it.each(["entry { id body author { name } }", "entry { body } case { id version }"])(
    "is none when it shows what was written: %s",
    async (fields) => {
      expect(await writing(fields)).toEqual([])
    },
  )
})

describe("a list", () => {
  const few = { REVIEW_FEW_CASES: 2 }

  /** Somebody of a team with so many cases of others, and what is listed of her when she asks for a list. */
  async function listing(count: number, fields: string): Promise<string[]> {
    const { team, consultant } = await scene(watched.house)
    for (const of of await addCases(watched.house, count, { team, by: consultant })) {
      await addParty(watched.house, { of, by: consultant })
      const task = { caseId: of, title: "Bellen", dueOn: "2026-12-01", assigneeId: consultant.id }
      await done(consultant, "addTask", task, "__typename")
    }
    const mila = await watched.member({ team })
    await mila.get(`{ cases { nodes { id ${fields} } } }`)
    return await watched.kinds(mila, few)
  }

  it.each(["parties { name }", "tasks { title }"])(
    "of few cases is a look at each when it shows %s",
    async (fields) => {
      expect(await listing(2, fields)).toEqual(["NO_TASK", "NO_TASK"])
    },
  )

  it.each(["title description openTaskCount", "status parties { role } tasks { dueOn }"])(
    "of few cases is none when it shows no more than %s",
    async (fields) => {
      expect(await listing(2, fields)).toEqual([])
    },
  )

  it("of more cases is how work is found, and no look at each of them", async () => {
    expect(await listing(3, "title parties { name phone } tasks { title }")).toEqual([])
  })
})

describe("a case that is reached by its home or its tenant", () => {
  const ways: [string, string][] = [
    ["the home", "homes(first: 2, filter: { postcode: $postcode }) { nodes { cases(first: 5) { nodes"],
    ["who lives there", "persons(first: 2, filter: { homeId: $home }) { nodes { involvements(first: 5) { case"],
    ["the tenant", "person(id: $person) { involvements { case"],
  ]

  let homes = 1000

  /** Asks for the case by that way: the postcode is that of its home alone. */
  async function reach(who: Colleague, { home, person }: Dossier, way: string, fields: string): Promise<void> {
    const postcode = `${String(homes++)}XY`
    await watched.house.rows("update home set postcode = $2 where id = $1", [home, postcode])
    const types = { postcode: "String", home: "ID", person: "ID!" }
    const [name = ""] = Object.keys(types).filter((variable) => way.includes(`$${variable}`))
    const ends = " }".repeat(way.split("{").length - way.split("}").length)
    const document = `query($${name}: ${types[name as "home"]}) { ${way} { ${fields} } ${ends} }`
    await who.get(document, { [name]: { postcode, home, person }[name] })
  }

  it.each(ways)("by %s is looked at when what is in it is shown, however many there are", async (_by, way) => {
    for (const fields of ["title", "parties { name }", "tasks { title }"]) {
      const { dossier, caseId, mila } = await nosy()
      await reach(mila, dossier, way, fields)
      const items = await watched.raised(mila)
      expect([fields, items.map((item) => [item.kind, item.case.id])]).toEqual([fields, [["NO_TASK", caseId]]])
    }
  })

  it.each(ways)("by %s is not looked at when no more is shown than that it is there", async (_by, way) => {
    const { dossier, mila } = await nosy()
    await reach(mila, dossier, way, "reference status openTaskCount")
    expect(await watched.kinds(mila)).toEqual([])
  })
})
