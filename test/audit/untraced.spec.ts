import type { DataSource } from "typeorm"
import type { GraphQLSchema } from "graphql"
import { dataSourceOf } from "../../src/platform/database/data-source"
import { installRecords } from "../../src/records"
import { buildStaffSchema, entities } from "../../src/schema"
import { House } from "../support/house"

let house: House
let database: DataSource
beforeAll(async () => {
  house = await House.open()
  database = await dataSourceOf({ url: house.database.urls.staff, entities }).initialize()
})
afterAll(async () => {
  await database.destroy()
  await house.close()
})

/** The schema as it would be if somebody had forgotten to say this of a field. */
function without(what: "processing" | "right", name: string): GraphQLSchema {
  const schema = buildStaffSchema()
  const field = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => type?.getFields()[name] ?? [])[0]
  if (field) field.extensions = { ...field.extensions, [what]: undefined }
  return schema
}

describe("the service does not start", () => {
  it.each(["cases", "node", "trailEvents", "openInEmergency", "addJournalEntry"])(
    "with a root field that names no processing activity: %s",
    (name) => {
      expect(() => installRecords(without("processing", name), database)).toThrow(
        `${name} names no processing activity`,
      )
    },
  )

  it("with a mutation that names no right", () => {
    expect(() => installRecords(without("right", "closeCase"), database)).toThrow("closeCase names no right")
  })
})

describe("the service starts", () => {
  it("with each of them named", () => {
    expect(() => installRecords(buildStaffSchema(), database)).not.toThrow()
  })
})
