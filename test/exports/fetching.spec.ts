import { atHome, declare } from "../blocks/support"
import { done, scene } from "../cases/support"
import { dossierOf } from "../permissions/support"
import { atEachSight, trailOf } from "../records/support"
import { type Colleague, House } from "../support/house"
import { connectedAs } from "../permissions/support"
import { until } from "../support/waiting"
import { type Asked, type Maker, ask, exportsOf, fetchAs, fetchFrom, made, makerBeside } from "./support"

let house: House
let maker: Maker
beforeAll(async () => {
  house = await House.open()
  maker = makerBeside(house)
})
afterAll(async () => {
  await maker.stop()
  await house.close()
})

/** An officer with an export of a case that is ready. */
async function ready(): Promise<{ officer: Colleague; asked: Asked; home: string; caseId: string }> {
  const dossier = await dossierOf(house)
  const officer = await house.officer()
  const asked = await ask(officer, { caseId: dossier.case.id })
  await made(officer, asked)
  return { officer, asked, home: dossier.home, caseId: dossier.case.id }
}

describe("an export of the trail is fetched", () => {
  it("by whoever asked for it, with her token and its key, as often as she likes", async () => {
    const { officer, asked, caseId } = await ready()
    const [once, again] = [await fetchAs(house, officer, asked), await fetchAs(house, officer, asked)]
    expect(once).toMatchObject({ status: 200, type: "text/csv; charset=utf-8; header=present" })
    expect(once.text).toContain(caseId)
    expect(again).toEqual(once)
    expect(await fetchAs(house, officer, { ...asked, id: asked.id.toUpperCase() })).toEqual(once)
  })

  it("by nobody else and with no other key: as if it were not there, and in the trail", async () => {
    const { officer, asked } = await ready()
    const [other, { consultant }] = [await house.officer(), await scene(house)]
    const another = await ask(officer, {})
    const absent = await fetchAs(house, officer, { ...asked, id: "00000000-0000-4000-8000-000000000001" })
    expect(absent.status).toBe(404)
    for (const answer of [
      await fetchAs(house, other, asked),
      await fetchAs(house, consultant, asked),
      await fetchAs(house, officer, { ...asked, key: another.key }),
      await fetchAs(house, officer, { ...asked, key: "" }),
      await fetchAs(house, officer, { ...asked, key: `${asked.key.slice(1)}A` }),
      await fetchAs(house, officer, { ...asked, id: "uitvoer" }),
      await fetchFrom(house, asked.id, { authorization: `Bearer ${officer.token}` }),
    ])
      expect(answer).toEqual(absent)
    for (const who of [other, consultant])
      expect((await trailOf(house, who)).at(-1)).toMatchObject({ actions: ["trail.downloaded"], outcome: "DENIED" })
    expect(await exportsOf(other)).toEqual([])
  })

  it.each([
    ["at once", false],
    ["at the commit", true],
  ])("not a byte of it when its line in the trail is refused %s", async (_when, atCommit) => {
    const { officer, asked, caseId } = await ready()
    const refused = `if actor = '${officer.name}' then raise exception 'the trail refuses'; end if;`
    const answer = await atEachSight(house, refused, () => fetchAs(house, officer, asked), { atCommit })
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain(caseId)
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: "INTERNAL" } }] })
  })

  it("not without a token, nor with one in the address", async () => {
    const { officer, asked } = await ready()
    expect((await fetchFrom(house, asked.id, { "x-export-key": asked.key })).status).toBe(401)
    const inAddress = await fetchFrom(house, `${asked.id}?access_token=${officer.token}`, { "x-export-key": asked.key })
    expect(inAddress.status).toBe(404)
    expect(inAddress.text).not.toContain(asked.id)
  })

  it("no more once a conflict of interest keeps one of its cases from her", async () => {
    const { officer, asked, home } = await ready()
    const els = await house.employee({ name: "Els Dekker", role: "PRIVACY_COORDINATOR" })
    await declare(els, atHome(home, { employeeId: officer.id }))
    expect((await fetchAs(house, officer, asked)).status).toBe(404)
  })

  it("no more once her sessions were ended with the token that she holds", async () => {
    const { officer, asked } = await ready()
    await done(officer, "endSessions", { employeeId: officer.id }, "__typename").catch(() => undefined)
    await house.rows("update employee set sessions_since = now() + interval '1 minute' where id = $1", [officer.id])
    expect((await fetchAs(house, officer, asked)).status).toBe(401)
  })
})

describe("an export that is kept", () => {
  it("by whoever hangs up meanwhile as often as she likes too: her place is given back each time", async () => {
    const { officer, asked } = await ready()
    const client = await house.database.admin.connect()
    await client.query("begin; lock table export_chunk in access exclusive mode")
    const gone = new AbortController()
    const headers = { authorization: `Bearer ${officer.token}`, "x-export-key": asked.key }
    const first = fetch(`${house.url}/trail-exports/${asked.id}`, { headers, signal: gone.signal }).catch(
      () => undefined,
    )
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    await until(async () => (await house.rows(waiting)).length > 0)
    gone.abort()
    await first
    // The service hears of it by then.
    await client.query("select pg_sleep(0.2)")
    await client.query("rollback")
    client.release()
    expect((await fetchAs(house, officer, asked)).status).toBe(200)
  })

  it("can be read by nobody from the database: the key is not in it", async () => {
    const { asked, caseId } = await ready()
    const rows = await house.rows<{ bytes: Buffer }>("select bytes from export_chunk where job_id = $1", [asked.id])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.bytes.includes(caseId)).toBe(false)
    const [job] = await house.rows<{ job: string }>("select to_jsonb(j)::text as job from export_job j where id = $1", [
      asked.id,
    ])
    expect(job?.job).not.toContain(asked.key)
    expect(job?.job).not.toContain(Buffer.from(asked.key, "base64url").toString("hex"))
  })

  it("whose chunks were changed or exchanged is not served", async () => {
    const { officer, asked } = await ready()
    await house.rows("update export_chunk set bytes = set_byte(bytes, 60, get_byte(bytes, 60) # 1) where job_id = $1", [
      asked.id,
    ])
    const { status, text } = await fetchAs(house, officer, asked)
    expect([status, text]).toEqual([500, expect.stringContaining("INTERNAL")])
    const tried = { actions: ["trail.downloaded"], outcome: "FAILED", reason: "INTERNAL" }
    expect((await trailOf(house, officer)).at(-1)).toMatchObject(tried)
  })

  it("is gone after seven days, whole", async () => {
    const { officer, asked } = await ready()
    const [term] = await house.rows<{ days: number }>(
      "select extract(day from gone_at - asked_at)::int as days from export_job where id = $1",
      [asked.id],
    )
    expect(term?.days).toBe(7)
    await house.rows("update export_job set gone_at = now() where id = $1", [asked.id])
    expect(await exportsOf(officer)).toEqual([])
    expect((await fetchAs(house, officer, asked)).status).toBe(404)
    await connectedAs(house, "keeper", async (client) => {
      await client.query("select end_exports()")
      await client.query("commit")
    })
    expect(await house.rows("select from export_job where id = $1", [asked.id])).toEqual([])
    expect(await house.rows("select from export_chunk where job_id = $1", [asked.id])).toEqual([])
  })
})
