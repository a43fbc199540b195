import { done } from "../cases/support"
import { addCase } from "../records/support"
import { type Colleague, House } from "../support/house"
import { bytesOf, coordinatorOf, fileOf, logOf, look, partyOf, told } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

/** Cleared for who reported, besides the kinds of cases. */
async function clearedForReporters(who: Colleague): Promise<Colleague> {
  await house.rows("insert into clearance (employee_id, category) values ($1, 'REPORTER')", [who.id])
  return who
}

/** A case about Mrs Jansen that Mr Bos reported, who is shielded. */
async function reported() {
  const file = await fileOf(house)
  const bos = await house.person("Bos")
  await clearedForReporters(file.consultant)
  const shielded = { role: "REPORTER", category: "REPORTER", name: "Dhr. Bos", personId: bos }
  const party = await partyOf(file.consultant, file.case.id, shielded)
  return { file, bos, reporter: party }
}

const node = "query($id: ID!) { node(id: $id) { ... on Party { name } } }"
const onlyId = "query($id: ID!) { node(id: $id) { id } }"

describe("in the log of Mrs Jansen's file", () => {
  it("does not appear who only reported: not his being added, not a look at him, nor an entry of what he told", async () => {
    const file = await fileOf(house)
    const els = await coordinatorOf(house, file)
    const { consultant } = file
    const before = await logOf(els, file.jansen)
    await clearedForReporters(consultant)
    const shielded = { role: "REPORTER", category: "REPORTER", name: "Dhr. Bos", personId: await house.person("Bos") }
    const reporter = await partyOf(consultant, file.case.id, shielded)
    for (const document of [node, onlyId]) await consultant.get(document, { id: reporter })
    const entry = { caseId: file.case.id, type: "CALL", category: "REPORTER", body: "Hij woont ernaast." }
    await done(consultant, "addJournalEntry", entry, "__typename")
    expect((await logOf(els, file.jansen)).slice(1)).toEqual(before)
  })

  it("the sort of data that tells of a reporter is not named, also where her own was looked at with his", async () => {
    const { file } = await reported()
    await file.consultant.get(look, { id: file.case.id })
    const els = await clearedForReporters(await coordinatorOf(house, file))
    const [line] = await logOf(els, file.jansen)
    expect(line).toMatchObject({ role: "CONSULTANT", acts: ["VIEWED"], categories: ["CONDUCT", "CONTACT"] })
    expect(await bytesOf(els, file.jansen)).not.toContain("REPORTER")
  })

  it("appear no looks at other cases, at her neighbour's, or at her home alone", async () => {
    const home = await house.home()
    const jansen = await house.person("Jansen", home)
    const file = await fileOf(house, { jansen })
    const about = await addCase(house, { team: file.team, by: file.consultant, assignee: file.consultant.id, home })
    const other = await fileOf(house, { jansen: await house.person("Bos") })
    const els = await coordinatorOf(house, file, other, { case: { id: about } })
    const before = await logOf(els, jansen)
    await file.consultant.get(look, { id: about })
    await other.consultant.get(look, { id: other.case.id })
    expect((await logOf(els, jansen)).slice(1)).toEqual(before)
  })

  it("stand the looks at a case that she joined from the day she did; those before were at others", async () => {
    const { consultant, case: opened } = await fileOf(house, { jansen: await house.person("Bos") })
    await consultant.get(look, { id: opened.id })
    const jansen = await house.person("Jansen")
    await partyOf(consultant, opened.id, { role: "COMPLAINANT", name: "Mw. Jansen", personId: jansen })
    await consultant.get(look, { id: opened.id })
    const els = await coordinatorOf(house, { case: opened })
    expect(told(await logOf(els, jansen))).toEqual(["CONSULTANT VIEWED", "CONSULTANT CHANGED"])
  })

  it.each(["REPORTER", "COMPLAINANT", "SUBJECT", "INTERESTED", "WITNESS", "PROFESSIONAL", "OTHER"])(
    "counts her part as %s, whichever it is",
    async (role) => {
      const file = await fileOf(house, { role })
      await file.consultant.get(look, { id: file.case.id })
      expect(told(await logOf(await coordinatorOf(house, file), file.jansen))[0]).toBe("CONSULTANT VIEWED")
    },
  )
})

describe("that a log was asked for", () => {
  it("is told to whose log it was, and to nobody else who has a part in the case", async () => {
    const file = await fileOf(house)
    const bos = await house.person("Bos")
    await partyOf(file.consultant, file.case.id, { role: "COMPLAINANT", name: "Dhr. Bos", personId: bos })
    const els = await coordinatorOf(house, file)
    const before = { jansen: await logOf(els, file.jansen), bos: await logOf(els, bos) }
    const after = { jansen: await logOf(els, file.jansen), bos: await logOf(els, bos) }
    for (const whose of ["jansen", "bos"] as const) {
      const [own, ...rest] = after[whose]
      expect(own).toMatchObject({ role: "PRIVACY_COORDINATOR", activity: "SUBJECT_RIGHTS", acts: ["SUPERVISED"] })
      expect(rest).toEqual(before[whose])
    }
  })

  it("is one line a reading, however many of her cases it told of and however often it is read", async () => {
    const jansen = await house.person("Jansen")
    const files = [await fileOf(house, { jansen }), await fileOf(house, { jansen }), await fileOf(house, { jansen })]
    const els = await coordinatorOf(house, ...files)
    const before = await logOf(els, jansen)
    expect(new Set(before.map(({ reference }) => reference)).size).toBe(3)
    for (let reading = 1; reading <= 3; reading++) {
      const lines = await logOf(els, jansen)
      expect(lines.slice(reading)).toEqual(before)
      for (const line of lines.slice(0, reading))
        expect(line).toMatchObject({ activity: "SUBJECT_RIGHTS", acts: ["SUPERVISED"], reference: null })
    }
  })

  it("stands there for whoever answers for one of these cases alone", async () => {
    const jansen = await house.person("Jansen")
    const [one, other] = [await fileOf(house, { jansen }), await fileOf(house, { jansen })]
    await logOf(await coordinatorOf(house, one, other), jansen)
    for (const file of [one, other]) {
      const [newest] = await logOf(await coordinatorOf(house, file), jansen)
      expect(newest).toMatchObject({ activity: "SUBJECT_RIGHTS", acts: ["SUPERVISED"] })
    }
  })

  it("is told of her own where one request asked for both", async () => {
    const file = await fileOf(house)
    const bos = await house.person("Bos")
    await partyOf(file.consultant, file.case.id, { role: "COMPLAINANT", name: "Dhr. Bos", personId: bos })
    const els = await coordinatorOf(house, file)
    const asked =
      "query($a: ID!, $b: ID!) { a: accessLog(personId: $a) { nodes { role } } b: accessLog(personId: $b) { nodes { role } } }"
    await els.get(asked, { a: file.jansen, b: bos })
    for (const whose of [file.jansen, bos]) {
      const [own, other] = await logOf(els, whose)
      expect([own.activity, other.activity]).toEqual(["SUBJECT_RIGHTS", "CASE_HANDLING"])
    }
  })
})

describe("of what sort the data was", () => {
  const journal = "query($id: ID!) { case(id: $id) { title journal { nodes { body } } } }"

  const readTogether = async (role: string, other?: string): Promise<string[]> => {
    const file = await fileOf(house, { role })
    const caseId = file.case.id
    if (other !== undefined) await partyOf(file.consultant, caseId, { role: other, name: "Dhr. Bos" })
    await done(
      file.consultant,
      "addJournalEntry",
      { caseId, type: "NOTE", category: "FINANCIAL", body: "Er is een schuld." },
      "__typename",
    )
    await file.consultant.get(journal, { id: caseId })
    const [line] = await logOf(await coordinatorOf(house, file), file.jansen)
    return line.categories as string[]
  }

  it("is told of entries where nobody else has a part in the case", async () => {
    expect(await readTogether("SUBJECT")).toEqual(["CONDUCT", "FINANCIAL"])
  })

  it("is not told of entries where somebody else has one: they might be about him", async () => {
    expect(await readTogether("SUBJECT", "COMPLAINANT")).toEqual(["CONDUCT"])
  })

  it("is told as before where the other is a professional of a partner", async () => {
    expect(await readTogether("SUBJECT", "PROFESSIONAL")).toEqual(["CONDUCT", "FINANCIAL"])
  })

  it("is not told of the case itself to who complained about somebody else", async () => {
    expect(await readTogether("COMPLAINANT", "SUBJECT")).toEqual([])
  })

  it("is not taken from other cases that stood in the same list", async () => {
    const file = await fileOf(house)
    const lead = await house.employee({ name: "Joost van Dam", role: "TEAM_LEAD", team: file.team })
    await addCase(house, { team: file.team, by: file.consultant, kind: "ADAPTATION" })
    await lead.get("{ cases { nodes { title } } }")
    const els = await coordinatorOf(house, file)
    const [sight] = await house.rows<any>(
      "select s.categories from trail_sight s join trail_event e on e.id = s.event_id where e.actor_id = $1",
      [lead.id],
    )
    expect([...sight.categories].sort()).toEqual(["CONDUCT", "HEALTH"])
    expect((await logOf(els, file.jansen))[0]).toMatchObject({ role: "TEAM_LEAD", categories: ["CONDUCT"] })
  })
})

describe("the log of Mr Bos, who reported and is shielded,", () => {
  it("is told by who is cleared for reporters: it is his own", async () => {
    const { file, bos, reporter } = await reported()
    await file.consultant.get(node, { id: reporter })
    const els = await clearedForReporters(await coordinatorOf(house, file))
    const [line] = await logOf(els, bos)
    expect(line).toMatchObject({ role: "CONSULTANT", acts: ["VIEWED"], categories: ["REPORTER"] })
  })

  it("is empty for who is not, as that of a person who has no part in anything", async () => {
    const { file, bos } = await reported()
    const nobody = await house.person("Smit")
    for (const who of [await coordinatorOf(house, file), await house.officer()])
      expect(await bytesOf(who, bos)).toBe(await bytesOf(who, nobody))
  })

  it("tells of his other part in the same case, and not that he reported", async () => {
    const { file, bos } = await reported()
    const open = { role: "INTERESTED", name: "Dhr. Bos", personId: bos }
    await partyOf(file.consultant, file.case.id, open)
    await file.consultant.get(look, { id: file.case.id })
    const lines = await logOf(await coordinatorOf(house, file), bos)
    expect(told(lines)).toEqual(["CONSULTANT VIEWED", "CONSULTANT CHANGED"])
    expect(lines.flatMap(({ categories }) => categories)).not.toContain("REPORTER")
  })
})
