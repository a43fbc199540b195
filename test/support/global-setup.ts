import "reflect-metadata"
import { join } from "node:path"
import { migrations } from "../../migrations"
import { startEmbedded } from "../../src/platform/database/embedded"
import { prepareDatabase } from "../../src/platform/database/prepare"
import { scratch } from "./scratch"

/** One server for the run and one migrated template; each spec file works on a clone of it. */
export default async function setup(): Promise<void> {
  const dir = await scratch("spec")
  const embedded = await startEmbedded({ dataDir: join(dir, "pg"), volatile: true })
  const { ownerUrl, urls } = await prepareDatabase(embedded.url("postgres"), "template_spec", migrations)
  Object.assign(globalThis, { specServer: { embedded, dir } })
  process.env["SPEC_ADMIN_URL"] = embedded.url("postgres")
  process.env["SPEC_OWNER_URL"] = ownerUrl
  process.env["SPEC_STAFF_URL"] = urls.staff
}
