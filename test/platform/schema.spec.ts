import { connectedAs } from "../permissions/support"
import { House } from "../support/house"

let house: House
beforeEach(async () => {
  house = await House.open()
})
afterEach(() => house.close())

/** What another node says that is started on the same database. */
const start = (): Promise<string> =>
  house.another().then(
    (node) => node.stop().then(() => "started"),
    (error: unknown) => (error as Error).message,
  )

describe("the service does not start", () => {
  it("on a database without tables, and says which command makes them", async () => {
    await house.rows("drop schema public cascade; create schema public; grant usage on schema public to public")
    expect(await start()).toMatch(/has no tables .* run `npm run woonrust -- migrate`/)
  })

  it("on a database without anything, not even a schema", async () => {
    await house.rows("drop schema public cascade")
    expect(await start()).toMatch(/has no tables/)
  })

  it("on a database that is older than it is, and says which command brings it up to date", async () => {
    await house.rows("delete from migrations where id = (select max(id) from migrations)")
    expect(await start()).toMatch(/older than this version: 1 .* run `npm run woonrust -- migrate`/)
  })

  it("on a database that is newer than it is, and says which version to start", async () => {
    await house.rows("insert into migrations (timestamp, name) values (1, 'MadeTomorrow1')")
    expect(await start()).toMatch(/newer than this version: 1 .* Start the version that migrated it/)
  })
})

describe("the form of the tables", () => {
  it.each(["staff", "officer", "keeper"] as const)(
    "is known to the role for %s by the names of the migrations, and by nothing else of them",
    async (role) => {
      const asked = (sql: string): Promise<unknown> => connectedAs(house, role, (client) => client.query(sql))
      const ran = await house.rows<{ name: string }>("select name from migrations order by id")
      expect(await asked("select migrations_that_ran() as names")).toMatchObject({
        rows: [{ names: ran.map(({ name }) => name) }],
      })
      for (const sql of ["select from migrations", "delete from migrations"])
        await expect(asked(sql)).rejects.toMatchObject({ code: "42501" })
    },
  )
})
