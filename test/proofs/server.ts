import setup from "../support/global-setup"
import teardown from "../support/global-teardown"

/** Runs something beside a PostgreSQL server with the migrated template: that of jest, or one of its own. */
export async function besideServer<T>(act: () => Promise<T>): Promise<T> {
  if (process.env["SPEC_ADMIN_URL"] !== undefined) return await act()
  await setup()
  try {
    return await act()
  } finally {
    await teardown()
  }
}
