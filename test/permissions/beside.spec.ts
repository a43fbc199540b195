import pg from "pg"
import { House } from "../support/house"
import { connectedAs } from "./support"

let house: House
beforeAll(async () => {
  house = await House.open()
})
afterAll(() => house.close())

describe.each(["staff", "officer", "keeper"] as const)(
  "with the password of the role for %s, beside the tables",
  (role) => {
    it.each(["select lo_create(0)", "select lo_from_bytea(0, 'kept')", "select lo_creat(-1)", "select lo_unlink(1)"])(
      "nothing is left behind: %s",
      async (sql) => {
        await expect(connectedAs(house, role, (client) => client.query(sql))).rejects.toMatchObject({ code: "42501" })
      },
    )

    it.each(["create temporary table t (x int)", "create table t (x int)", "create schema s", "create role r"])(
      "nothing is made: %s",
      async (sql) => {
        await expect(connectedAs(house, role, (client) => client.query(sql))).rejects.toMatchObject({ code: "42501" })
      },
    )

    it.each(["postgres", "template1"])("the database %s is closed", async (name) => {
      const other = new URL(house.database.urls[role])
      other.pathname = `/${name}`
      await expect(new pg.Client({ connectionString: other.toString() }).connect()).rejects.toMatchObject({
        code: "42501",
      })
    })
  },
)
