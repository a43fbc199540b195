import type { ServingUrls } from "../platform/database/roles"
import { type DemoOptions, loadDemo } from "./association"
import { letHappen } from "./association/happenings"

/** Fills an empty database with the demo association and what happened there lately; leaves one that holds anything as it is. */
export async function beginDemo(ownerUrl: string, urls: ServingUrls, options: DemoOptions): Promise<void> {
  const { cases } = await loadDemo(ownerUrl, options)
  if (cases > 0) await letHappen(ownerUrl, urls.staff)
}
