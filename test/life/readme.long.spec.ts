import { rm } from "node:fs/promises"
import { join } from "node:path"
import { scratch } from "../support/scratch"
import { blocksOf, pasted } from "./readme"
import { type Service, startService } from "./service"

jest.setTimeout(120_000)

/** What each block of the walk prints, in their order. */
const prints: readonly RegExp[] = [
  /"name":"Joost van Vliet"/,
  /^$/,
  /"totalCount":[1-9]\d*,"nodes":\[\{"id"/,
  /"openCase":\{"case":\{"id":"[0-9a-f-]{36}","reference":"WR-[0-9A-Z]{4}-[0-9A-Z]{4}","version":1\},"errors":\[\]/,
  /"title":"Geluid in de avond".*"level":"MANAGE"/,
  /"caseAccess":\{"totalCount":[1-9].*"Joost van Vliet"/,
  /"restricted":true,"version":2\},"errors":\[\]/,
  /\{"data":\{"caseByReference":null\}\}/,
  /"openInEmergency":\{"case":\{"title":"Geluid in de avond".*"errors":\[\]/,
  /"employee":\{"name":"Wouter Rietveld"\}.*"explanation":"Politie aan de deur\."/,
  /"judgement":"FINE","judgedBy":\{"name":"Annet Terpstra"\}\},"errors":\[\]/,
  /"status":"CLOSED".*"errors":\[\]/,
  /"against":"ADDRESS","reason":"NEIGHBOUR"\},"errors":\[\][^]*\{"data":\{"caseByReference":null\}\}/,
  /"actions":\["CASE_CLOSED"\][^]*"EMERGENCY_ASKED"[^]*"CASE_RESTRICTED"[^]*TENANT_ON_THE_TELEPHONE[^]*"CASE_OPENED"/,
]

describe("the walk of the README", () => {
  let folder: string
  let service: Service
  beforeEach(async () => {
    folder = await scratch("readme")
    service = await startService({ DATA_DIR: join(folder, "demo"), DEMO_CASES: "300" })
  })
  afterEach(async () => {
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(["bash", "sh"])(
    "follows from itself when it is pasted into %s, block by block, and each does what it says",
    async (shell) => {
      const blocks = blocksOf("A walk, over HTTP")
      const said = await pasted(shell, blocks, { URL: service.url })
      expect(said).toHaveLength(prints.length)
      for (const [nth, shown] of said.entries()) expect(shown.trim()).toMatch(prints[nth] ?? /$^/)
    },
  )
})
