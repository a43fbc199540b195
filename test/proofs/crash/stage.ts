import { join } from "node:path"
import { Proxy } from "../../api/proxy"
import { type Service, inPlainText, startService } from "../../life/service"
import { Database } from "./database"
import type { Broken } from "./teeth"
import { type World, keyFileIn, origin } from "./world"

/** What can be killed. */
export const victims = ["server", "database"] as const
export type Victim = (typeof victims)[number]

/** The built service in front of its database, each a process of its own. A way between them leads to the database wherever it comes up. */
export class Stage {
  private constructor(
    readonly database: Database,
    private readonly way: Proxy,
    private service: Service,
    private readonly startAgain: () => Promise<Service>,
  ) {}

  static async open({ dataDir, folder, staffUrl, issuer }: World, { settings, preloaded }: Broken): Promise<Stage> {
    const database = await Database.start(dataDir, settings)
    const way = await Proxy.before(database.url("postgres"))
    const start = (): Promise<Service> =>
      startService(
        {
          ...{
            DATABASE_URL: inPlainText(way.through({ staff: staffUrl }).staff),
            OIDC_ISSUER: issuer.url,
            NODE_ENV: "production",
          },
          ...{ DATA_DIR: join(folder, "service"), TRAIL_ORIGIN: origin },
          ...{ TRAIL_KEY_FILE: keyFileIn(folder), TRAIL_ANCHORS: join(folder, "heads") },
        },
        preloaded,
      )
    try {
      return new Stage(database, way, await start(), start)
    } catch (error) {
      await way.cut()
      await database.stop()
      throw error
    }
  }

  /** Where the service is now. */
  get url(): string {
    return this.service.url
  }

  /** Kills it at once, and brings it up again. */
  async strike(victim: Victim): Promise<void> {
    if (victim === "server") {
      await this.service.kill()
      this.service = await this.startAgain()
    } else {
      await this.database.kill()
      await this.database.restart()
      this.way.lead(this.database.url("postgres"))
    }
  }

  async close(): Promise<void> {
    await this.service.kill()
    await this.way.cut()
    await this.database.stop()
  }
}
