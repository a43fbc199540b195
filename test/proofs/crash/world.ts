import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { migrations } from "../../../migrations"
import { ensureKey } from "../../../src/audit/sealing"
import { loadDemo } from "../../../src/demo/association"
import { prepareDatabase } from "../../../src/platform/database/prepare"
import { startIssuer } from "../../life/service"
import { scratch } from "../../support/scratch"
import { Database } from "./database"

export const databaseName = "crash"
export const origin = "woonrust/crash"
export const keyFileIn = (folder: string): string => join(folder, "trail.key")

/** Enough for lists that are full, and loaded in a second. */
const cases = 400

/** Somebody in whose name is asked. */
export interface Person {
  readonly role: string
  readonly token: string
}

interface Subject {
  readonly subject: string
  readonly role: string
}

/** Consultants of different teams that have cases, and the privacy officers. */
const busiest = `
  (select e.subject, e.role from employee e
    where e.role = 'CONSULTANT' and e.active and e.until is null
      and exists (select from clearance c where c.employee_id = e.id and c.kind = 'NUISANCE' and c.valid_until is null)
    order by (select count(*) from team_membership m join case_grant g on g.principal_id = m.team_id
      where m.employee_id = e.id and m.valid_until is null and g.kind = 'NUISANCE' and g.valid_until is null) desc, e.id limit 8)
  union all
  (select e.subject, e.role from employee e where e.role = 'PRIVACY_OFFICER' and e.active and e.until is null)`

/** The folder of a database with an invented association in it, and the identity provider of its people. */
export class World {
  private constructor(
    readonly folder: string,
    /** As staff, by the port of the server that made it. */
    readonly staffUrl: string,
    readonly issuer: Awaited<ReturnType<typeof startIssuer>>,
    private readonly subjects: readonly Subject[],
  ) {}

  static async make(): Promise<World> {
    const folder = await scratch("crash")
    await mkdir(join(folder, "heads"))
    await ensureKey(origin, keyFileIn(folder))
    const server = await Database.start(join(folder, "database"))
    try {
      const { urls, ownerUrl } = await prepareDatabase(server.url("postgres"), databaseName, migrations)
      await loadDemo(ownerUrl, { cases, now: new Date() })
      const subjects = await server.rows<Subject>(databaseName, busiest)
      return new World(folder, urls.staff, await startIssuer(), subjects)
    } finally {
      await server.stop()
    }
  }

  get dataDir(): string {
    return join(this.folder, "database")
  }

  people(): Promise<Person[]> {
    const person = async ({ subject, role }: Subject): Promise<Person> => ({
      role,
      token: await this.issuer.tokenFor(subject, "2h"),
    })
    return Promise.all(this.subjects.map(person))
  }

  async remove(): Promise<void> {
    await this.issuer.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
