import { connect } from "./client"
import { stateOf } from "./failures"

/** PostgreSQL says these only to whoever it has let in: there is no such database, or this role may not enter it. */
const behindTheDoor = ["3D000", "42501"]

/** Whether the role of a URL is let in with its password. Where that cannot be found out it is not. */
export async function signsIn(url: string): Promise<boolean> {
  try {
    await (await connect(url)).end()
    return true
  } catch (error) {
    return behindTheDoor.includes(stateOf(error) ?? "")
  }
}
