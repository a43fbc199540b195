import { migrations } from "../../migrations"
import { exportTrail, verifyFolder } from "../../src/audit/verifying"
import { loadDemo } from "../../src/demo/association"
import { migrate } from "../../src/platform/database/prepare"
import { type Progress, progressOn, watched } from "../../src/platform/progress"
import { Sealed } from "../audit/sealed"
import { scene } from "../cases/support"
import { House } from "../support/house"

/** What somebody would see who watches, or what a file would hold. */
function screen(isTTY: boolean) {
  const written: string[] = []
  let ms = 0
  const progress = progressOn({ isTTY, write: (text) => written.push(text.replace("\r\u001b[K", "<")) }, () => ms)
  return { written, progress, pass: (more: number) => (ms += more) }
}

describe("how far long work is", () => {
  it("is shown on a terminal in one line, which is gone when it is done", () => {
    const { written, progress } = screen(true)
    progress.at("cases", 1, 3)
    progress.at("tasks", 1)
    progress.end()
    expect(written).toEqual(["<cases: 1 of 3", "<tasks: 1", "<"])
  })

  it("is written over ten times a second and no more, and at its end", () => {
    const { written, progress, pass } = screen(true)
    for (let done = 1; done <= 100; done++) {
      progress.at("cases", done, 100)
      pass(10)
    }
    expect(written).toHaveLength(11)
    expect(written.at(-1)).toBe("<cases: 100 of 100")
  })

  it("is not shown where nobody watches", () => {
    const { written, progress } = screen(false)
    progress.at("cases", 1)
    progress.end()
    expect(written).toEqual([])
  })

  it("leaves no line behind when the work fails", async () => {
    const { written, progress } = screen(true)
    const failing = watched((told) => {
      told.at("cases", 1)
      return Promise.reject(new Error("no room"))
    }, progress)
    await expect(failing).rejects.toThrow("no room")
    expect(written).toEqual(["<cases: 1", "<"])
  })
})

describe("is told of", () => {
  let house: House
  beforeAll(async () => {
    house = await House.open()
  })
  afterAll(() => house.close())

  async function told(act: (progress: Progress) => Promise<unknown>): Promise<string[]> {
    const said: string[] = []
    await act({ at: (what, done) => said.push(`${what}: ${done}`), end: () => undefined })
    return said
  }

  it("migrating: each migration", async () => {
    const url = new URL(house.database.ownerUrl)
    await house.rows(
      `create database "${house.database.name}_empty" owner woonrust_owner encoding 'UTF8' template template0`,
    )
    url.pathname = `/${house.database.name}_empty`
    try {
      const said = await told((progress) => migrate(url.toString(), migrations, progress))
      expect(said.at(-1)).toBe(`migrations: ${migrations.length}`)
      expect(said).toHaveLength(migrations.length)
    } finally {
      await house.rows(`drop database "${house.database.name}_empty" with (force)`)
    }
  })

  it("filling the demo: its tables", async () => {
    const facts = { cases: 30, now: new Date() }
    const said = await told((progress) => loadDemo(house.database.ownerUrl, { ...facts, progress }))
    expect(said[0]).toBe("tables of the demo: 0")
    expect(said.length).toBeGreaterThan(10)
  })

  it("exporting and verifying the trail: its lines", async () => {
    const sealed = await Sealed.of(house)
    try {
      const { consultant } = await scene(house)
      await consultant.get("{ cases { totalCount } }")
      await sealed.seal()
      const folder = `${sealed.folder}/export`
      const exported = await told((progress) => exportTrail(house.database.ownerUrl, folder, progress))
      expect(exported.at(-1)).toMatch(/^leaves exported: [1-9]/)
      const verified = await told((progress) => verifyFolder(folder, { progress }))
      expect(verified.at(-1)).toMatch(/^lines verified: [1-9]/)
    } finally {
      await sealed.close()
    }
  })
})
