import { createLog } from "../../src/platform/log"
import { RoleError } from "../../src/platform/database/roles"
import { startServer } from "../../src/server"
import { House } from "../support/house"

let house: House
beforeAll(async () => {
  // Nobody lives here and no case is known: what is found is found in the rules, not by a row that shows itself.
  house = await House.open()
})
afterAll(() => house.close())

/** Starts the service on the database of the house, and stops it; what it says against starting, or that it started. */
async function start(): Promise<string> {
  const tokens = { issuer: "urn:none", audience: "woonrust", keys: () => Promise.reject(new Error("none")) }
  const parts = { host: "127.0.0.1", port: 0, urls: house.database.urls, pool: 2, tokens, log: createLog("silent") }
  try {
    const running = await startServer(parts)
    await running.stop()
    return "started"
  } catch (error) {
    if (!(error instanceof RoleError)) throw error
    return error.message
  }
}

/** The service does not start with the hole, which it names, and does once the hole is mended. */
async function expectRefused(make: string, mend: string, named: RegExp): Promise<void> {
  await house.rows(make)
  const said = await start()
  await house.rows(mend)
  expect(said).toMatch(named)
  expect(await start()).toBe("started")
}

const pinned = "security definer set search_path = pg_catalog, public, pg_temp"

/** What is made, how it is mended, and what the service says of it. */
type Hole = [what: string, make: string, mend: string, named: RegExp]

describe("the service does not start with", () => {
  it.each<Hole>([
    [
      "a rule of reading that asks nothing of who asks",
      "create policy hole on home for select to woonrust_staff using (postcode <> '')",
      "drop policy hole on home",
      /^woonrust_staff .*hole of home/,
    ],
    [
      "a rule of adding that asks nothing of who asks",
      "create policy hole on party for insert to woonrust_staff with check (name <> '')",
      "drop policy hole on party",
      /^woonrust_staff .*hole of party/,
    ],
    [
      "a rule of changing that asks nothing of who asks",
      "create policy hole on review_item for update to woonrust_officer using (judged_at is null)",
      "drop policy hole on review_item",
      /^woonrust_officer .*hole of review_item/,
    ],
    [
      "a rule for all that asks nothing of who asks",
      "create policy hole on scope for all to woonrust_keeper using (role = 'JOB')",
      "drop policy hole on scope",
      /^woonrust_keeper .*hole of scope/,
    ],
    [
      "a rule that was made to ask nothing any more",
      "create policy hole on team for select to woonrust_officer using (exists (select from scope)); alter policy hole on team using (id is not null)",
      "drop policy hole on team",
      /^woonrust_officer .*hole of team/,
    ],
  ])("%s", async (_what, make, mend, named) => expectRefused(make, mend, named))

  it.each<Hole>([
    [
      "a function that everybody may run",
      "create function hole() returns int language sql as 'select 1'; grant execute on function hole to public",
      "drop function hole",
      /the function hole is for everybody/,
    ],
    [
      "a function of the trail that everybody may run",
      "grant execute on function about_blocked to public",
      "revoke execute on function about_blocked from public",
      /the function about_blocked is for everybody/,
    ],
    [
      "a function that acts as its owner and gives no reason for it",
      `create function hole() returns int language sql ${pinned} as 'select 1'; revoke all on function hole from public`,
      "drop function hole",
      /the function hole acts as its owner/,
    ],
    [
      "a function that acts as its owner and looks elsewhere first",
      `create function hole() returns int language sql security definer set search_path = public, pg_temp as 'select 1';
       comment on function hole is 'Definer, for a reason.'; revoke all on function hole from public`,
      "drop function hole",
      /the function hole acts as its owner/,
    ],
  ])("%s", async (_what, make, mend, named) => expectRefused(make, mend, named))

  it.each<Hole>([
    [
      "the title of a case for who supervises",
      "grant select (title) on case_file to woonrust_officer",
      "revoke select (title) on case_file from woonrust_officer",
      /^woonrust_officer .*title of case_file/,
    ],
    [
      "the reason of a grant for who supervises",
      "grant select (reason) on case_grant to woonrust_officer",
      "revoke select (reason) on case_grant from woonrust_officer",
      /^woonrust_officer .*reason of case_grant/,
    ],
    [
      "the reasons of restrictions for who supervises",
      "grant select (reason, lift_reason) on case_restriction to woonrust_officer",
      "revoke select (reason, lift_reason) on case_restriction from woonrust_officer",
      /^woonrust_officer .*reason of case_restriction.*lift_reason of case_restriction/,
    ],
  ])("%s", async (_what, make, mend, named) => expectRefused(make, mend, named))

  it.each([
    ["everybody", "public", "woonrust_staff"],
    ["woonrust_officer alone", "woonrust_officer", "woonrust_officer"],
    ["woonrust_keeper alone", "woonrust_keeper", "woonrust_keeper"],
  ])("temporary tables allowed to %s", async (_what, who, found) => {
    const on = `temporary on database ${house.database.name}`
    const named = new RegExp(`^${found} .*temporary tables can be made`)
    await expectRefused(`grant ${on} to ${who}`, `revoke ${on} from ${who}`, named)
  })
})

describe("the service does start with", () => {
  it("a rule that lets nobody pass, and a rule that only narrows what others allow", async () => {
    await house.rows(`
      create policy nobodys on home for update to woonrust_staff using (false);
      create policy narrows on home as restrictive for select to woonrust_staff using (postcode <> '')`)
    expect(await start()).toBe("started")
    await house.rows("drop policy nobodys on home; drop policy narrows on home")
  })
})
