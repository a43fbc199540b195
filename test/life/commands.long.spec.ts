import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { exportTrail } from "../../src/audit/verifying"
import { build } from "../proofs/crash"
import { House } from "../support/house"
import { outcomeOf, refusalOf, woonrust } from "./service"

jest.setTimeout(60_000)

let folder: string
beforeAll(build)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "woonrust-commands-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The mode of each file and folder from there on, by its place below. */
async function modesIn(place: string): Promise<Record<string, string>> {
  const names = [".", ...(await readdir(place, { recursive: true }))]
  const modes = names.map(async (name) => [name, ((await stat(join(place, name))).mode & 0o777).toString(8)] as const)
  return Object.fromEntries(await Promise.all(modes))
}

const exported = {
  ".": "700",
  "checkpoints.json": "600",
  "export.json": "600",
  "keys.txt": "600",
  "trail.jsonl": "600",
}
const origin = "example.org/trail"

describe("what a command writes is for nobody but whoever ran it:", () => {
  let house: House
  beforeAll(async () => {
    house = await House.open()
  })
  afterAll(() => house.close())
  const owner = (): Record<string, string> => ({ DATABASE_OWNER_URL: house.database.ownerUrl })

  it.each(["000", "022", "777"])(
    "an export of the trail, and the folders made for it, under umask %s",
    async (umask) => {
      const to = join(folder, "kept/export")
      expect(await outcomeOf(["trail", "export", "--to", to], owner(), { umask })).toMatchObject({ code: 0 })
      expect(await modesIn(join(folder, "kept"))).toEqual({
        ".": "700",
        export: "700",
        ...Object.fromEntries(Object.entries(exported).filter(([name]) => name !== ".").map(([name, mode]) => [`export/${name}`, mode])), // prettier-ignore
      })
    },
  )

  it("an export that is gone on with, though it was open to others before; their folder is left as it is", async () => {
    await mkdir(join(folder, "export"), { mode: 0o755 })
    for (const name of Object.keys(exported).slice(1))
      await writeFile(join(folder, "export", name), "", { mode: 0o644 })
    await exportTrail(house.database.ownerUrl, join(folder, "export"))
    expect(await modesIn(join(folder, "export"))).toEqual({ ...exported, ".": "755" })
  })

  it.each(["000", "777"])("a key, made and rotated, under umask %s", async (umask) => {
    const file = join(folder, "keys/trail.key")
    for (const command of [["keys", "make"], ["trail", "rotate-key"]])
      expect(await outcomeOf([...command, "--origin", origin, "--key-file", file], {}, { umask })).toMatchObject({ code: 0 }) // prettier-ignore
    expect(await modesIn(join(folder, "keys"))).toEqual({
      ...{ ".": "700", "trail.key": "600", "trail.key.endorsement": "600" },
    })
  })
})

describe("the key of the trail", () => {
  const make = (file: string, name = origin): ReturnType<typeof outcomeOf> =>
    outcomeOf(["keys", "make", "--origin", name, "--key-file", file])

  it("is made by a command, which shows its public half", async () => {
    const { code, said } = await make(join(folder, "trail.key"))
    expect(said).toMatch(/^example\.org\/trail\+[0-9a-f]{8}\+\S{44}\n$/)
    expect(code).toBe(0)
  })

  it("is never written over: heads outside may be signed with it", async () => {
    const file = join(folder, "trail.key")
    await make(file)
    const before = await readFile(file, "utf8")
    const { code, said } = await make(file)
    expect(said).toContain("is left as it is")
    expect(code).toBe(1)
    expect(await readFile(file, "utf8")).toBe(before)
  })

  it("is no folder", async () => {
    const { code, said } = await make(folder)
    expect(said).toContain("is a folder: name a file in it.")
    expect(code).toBe(1)
  })

  it("has an origin that a head can be signed under", async () => {
    const { code, said } = await make(join(folder, "trail.key"), "two words")
    expect(said).toBe("--origin has to be a name without blanks and plus signs.\n")
    expect(code).toBe(2)
    expect(await readdir(folder)).toEqual([])
  })
})

describe("settings in .env of the folder where one works", () => {
  const written = (text: string): Promise<void> => writeFile(join(folder, ".env"), text)
  const nobody = (port: number): string => `postgres://o:p@127.0.0.1:${port}/x`

  it("are read by the service, and what stands in the environment prevails", async () => {
    await written("LOG_LEVEL=loud\nDATABASE_POOL=many\n")
    const found = await refusalOf({ DATABASE_POOL: "8" }, { cwd: folder })
    expect(found.said).toContain("LOG_LEVEL")
    expect(found.said).not.toContain("DATABASE_POOL")
  })

  it("are read by commands, and what stands in the environment prevails", async () => {
    await written(`DATABASE_OWNER_URL=${nobody(1)}\n`)
    expect((await outcomeOf(["doctor"], {}, { cwd: folder })).said).toContain("Nothing listens at 127.0.0.1:1:")
    const found = await outcomeOf(["doctor"], { DATABASE_OWNER_URL: nobody(2) }, { cwd: folder })
    expect(found.said).toContain("Nothing listens at 127.0.0.1:2:")
  })

  it("that cannot be read are not passed over", async () => {
    await mkdir(join(folder, ".env"))
    for (const found of [await refusalOf({}, { cwd: folder }), await outcomeOf(["doctor"], {}, { cwd: folder })]) {
      expect(found.said).toContain(".env in this folder cannot be read")
      expect(found.code).toBe(1)
    }
  })
})

describe("a command that is used wrongly ends with 2, and says in words what is wrong:", () => {
  const enrol = ["enrol", "--subject", "s-1", "--name", "Joris Kuiper", "--role"]
  const nowhere = { DATABASE_OWNER_URL: "postgres://o:p@127.0.0.1:1/x" }

  it.each<[string, string[], RegExp]>([
    [
      "a role that there is not",
      [...enrol, "BOSS"],
      /--role has to be one of CONSULTANT, TEAM_LEAD, .*EXTERNAL_AUDITOR/,
    ],
    ["a clearance that there is not", [...enrol, "CONSULTANT", "--cleared", "NUISANCE", "ALL"], /--cleared has to be one of NUISANCE, .*REPORTER/], // prettier-ignore
    ["a day that is none", [...enrol, "CONSULTANT", "--until", "tomorrow"], /--until has to be a moment as 20/],
    ["a moment that the calendar has not", [...enrol, "CONSULTANT", "--until", "2031-02-30T23:00:00Z"], /--until has to be a moment/], // prettier-ignore
    ["a moment of whatever zone", [...enrol, "CONSULTANT", "--until", "2031-02-28T23:00"], /--until has to be a moment/], // prettier-ignore
    [
      "an external auditor without an end",
      [...enrol, "EXTERNAL_AUDITOR", "--no-until"],
      /--until: an external auditor has an end/,
    ],
    ["a name of blanks", ["enrol", "--subject", "s-1", "--name", "  ", "--role", "CONSULTANT"], /--name: blank/],
    ["a name that is too long", ["enrol", "--subject", "s-1", "--name", "x".repeat(201), "--role", "CONSULTANT"], /--name: .* one line of 200/], // prettier-ignore
    ["a subject that no token can have", ["enrol", "--subject", "x".repeat(256), "--name", "Joris Kuiper", "--role", "CONSULTANT"], /--subject: .* 200/], // prettier-ignore
    ["a team without a name", [...enrol, "CONSULTANT", "--team", "Noord", " "], /--team: blank/],
    ["an option left out", ["enrol", "--name", "Joris", "--role", "CONSULTANT"], /--subject .* not specified/],
    ["a command that there is not", ["enroll"], /unknown command/],
    ["a group without its command", ["trail"], /export .*verify/s],
    [
      "a last day that the calendar has not",
      ["leave", "--subject", "s-1", "--on", "2027-02-30"],
      /--on has to be a day as 2026/,
    ],
    ["a team without its new name", ["team", "rename", "Team Noord"], /missing required argument 'name'/],
    ["a team that goes nowhere", ["team", "merge", "Team Noord"], /--into <team>' not specified/],
    ["nobody to show", ["staff", "show"], /missing required argument 'subject'/],
    ["more than is asked", ["migrate", "now"], /too many arguments/],
    [
      "leaves that are no number",
      ["trail", "verify", "/nowhere", "--at-least", "much"],
      /--at-least has to be a number/,
    ],
    ["a term that is no number", ["trail", "verify", "/nowhere", "--term-months", "5y"], /--term-months has to be a whole/], // prettier-ignore
  ])("%s", async (_what, args, words) => {
    const { code, said } = await outcomeOf(args, nowhere)
    expect(said).toMatch(words)
    expect(code).toBe(2)
    for (const value of ["BOSS", "tomorrow", "s-1", "Joris", "5y"]) expect(said).not.toContain(value)
  })

  it("a home or a tenant that is not in the registry", async () => {
    const house = await House.open()
    try {
      for (const option of ["--lives-at", "--person"]) {
        const args = [...enrol, "CONSULTANT", option, "unheard-of"]
        const { code, said } = await outcomeOf(args, { DATABASE_OWNER_URL: house.database.ownerUrl })
        expect(said).toMatch(new RegExp(`${option}: there is (no home|nobody)`))
        expect(code).toBe(2)
      }
    } finally {
      await house.close()
    }
  })
})

it("no constraint of the database is named by a command that is used wrongly", async () => {
  const house = await House.open()
  try {
    const settings = { DATABASE_OWNER_URL: house.database.ownerUrl }
    const enrol = ["enrol", "--subject", "s-1", "--name", "Joris Kuiper", "--role"]
    for (const args of [
      [...enrol, "BOSS"],
      [...enrol, "EXTERNAL_AUDITOR"],
      [...enrol, "CONSULTANT", "--cleared", "ALL"],
      [...enrol, "CONSULTANT", "--team", ""],
      [...enrol, "CONSULTANT", "--until", "2026-02-31T25:00:00Z"],
      [...enrol, "CONSULTANT", "--person", "x".repeat(5_000)],
      [...enrol, "CONSULTANT", "--lives-at", "x".repeat(5_000)],
      ["trail", "export", "--to", "/dev/null/export"],
    ]) {
      const { code, said } = await outcomeOf(args, settings)
      expect(said).not.toMatch(/constraint|_check|_key|SQLSTATE|The command failed/)
      expect(code).toBeGreaterThan(0)
    }
  } finally {
    await house.close()
  }
})

it("a command says how far it is on a terminal alone", async () => {
  const house = await House.open()
  try {
    const settings = { DATABASE_OWNER_URL: house.database.ownerUrl }
    const { said } = await outcomeOf(["trail", "export", "--to", join(folder, "export")], settings)
    expect(said).not.toMatch(/\r|\u001b|leaves exported/)
  } finally {
    await house.close()
  }
})

describe("staff by command", () => {
  let house: House
  beforeAll(async () => {
    house = await House.open()
  })
  afterAll(() => house.close())
  const run = (...args: string[]): ReturnType<typeof outcomeOf> =>
    outcomeOf(args, { DATABASE_OWNER_URL: house.database.ownerUrl })

  it("is added, changed, shown, given another team and let go, each in words", async () => {
    const who = ["--subject", "s-1"]
    const added = await run("enrol", ...who, "--name", "Joris Kuiper", "--role", "CONSULTANT", "--new-team", "Team Noord", "Team Zuid", "--cleared", "FRAUD") // prettier-ignore
    expect(added).toMatchObject({ code: 0, said: expect.stringContaining("teams: Team Noord, Team Zuid") as string })
    expect(await run("enrol", ...who, "--no-teams", "--team", "Team Zuid", "--no-clearances")).toEqual({
      code: 0,
      said: "teams: Team Noord, Team Zuid → Team Zuid\ncleared for: FRAUD → none\n",
    })
    expect(await run("enrol", ...who)).toEqual({ code: 0, said: "nothing changed\n" })
    expect(await run("team", "rename", "Team Zuid", "Team Park")).toEqual({
      code: 0,
      said: "team: Team Zuid → Team Park\n",
    })
    expect(await run("team", "end", "Team Noord")).toEqual({ code: 0, said: "team: Team Noord → ended\n" })
    expect((await run("team", "end", "Team Park")).code).toBe(1)
    expect((await run("team", "list")).said).toMatch(/^team +district +members +open cases\nTeam Park +- +1 +0\n$/)
    expect((await run("staff", "show", "s-1")).said).toContain("teams: Team Park\ncleared for: none\nopen cases: 0\n")
    expect(JSON.parse((await run("staff", "list", "--json")).said)).toMatchObject([{ subject: "s-1" }])
    expect((await run("leave", ...who, "--on", "2031-06-30")).said).toBe("until: none → 2031-06-30T22:00:00Z\nnothing remains to be handed over\n") // prettier-ignore
    expect((await run("enrol", ...who, "--no-until", "--disabled")).said).toBe("may sign in: yes → no\nuntil: 2031-06-30T22:00:00Z → none\n") // prettier-ignore
  })
})

it("the operator's tool says its version", async () => {
  const { version } = JSON.parse(await readFile(join(__dirname, "../../package.json"), "utf8")) as { version: string }
  expect(await woonrust(["--version"], {})).toBe(`${version}\n`)
})
