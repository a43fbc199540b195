import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { demoAddresses } from "../../src/demo"
import { beginDemo } from "../../src/demo/beginning"
import { createDemoIssuer } from "../../src/demo/issuer"
import { House } from "../support/house"

const folder = join(__dirname, "../../graphql/operations")

/** The text of each file that is shipped. */
export const documents: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => readFileSync(join(folder, name), "utf8"))

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: string
}

/** The service with the demo association, small. */
export async function openDemo(cases: number) {
  const house = await House.open()
  await beginDemo(house.database.ownerUrl, house.database.urls, { cases, now: new Date() })
  const tokens = await createDemoIssuer("woonrust", () => new Date())
  await house.restart({ tokens, demo: demoAddresses(tokens) })
  const json = async (path: string, body?: object): Promise<any> => {
    const post = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    return (await fetch(`${house.url}${path}`, post)).json()
  }
  return {
    house,
    people: (await json("/demo/actors")) as Person[],
    tokenOf: async ({ id }: Person): Promise<string> => (await json("/demo/token", { actor: id })).token as string,
  }
}
