import type { z } from "zod"
import { whole } from "./whole"

/** From when on an access is to be judged by the privacy officer; docs/reviewing.md says why. Of `src/platform/settings.ts`. */
export const reviewSettings = {
  REVIEW_REST_MINUTES: whole(0, 1440)
    .default(60)
    .describe("Minutes that an access rests before it is looked at: what belongs to it may be written meanwhile"),
  REVIEW_REASONED_PER_MILLE: whole(0, 1000)
    .default(100)
    .describe("Of a thousand accesses without a task for which a reason was given, so many are to be judged"),
  REVIEW_CLOSED_DAYS: whole(0, 3650)
    .default(7)
    .describe("Days after closure from which on a look at the case is to be judged"),
  REVIEW_FEW_CASES: whole(0, 100)
    .default(3)
    .describe("A list that shows parties or tasks of at most so many cases is a look at each of them"),
  REVIEW_MANY_CASES: whole(1, 10_000)
    .default(40)
    .describe(
      "Different cases looked at in detail by one employee; more of them in REVIEW_MANY_CASES_MINUTES are to be judged",
    ),
  REVIEW_MANY_LISTED: whole(1, 10_000)
    .default(200)
    .describe("The same, where those are counted with them whose parties or tasks were shown by longer lists"),
  REVIEW_MANY_CASES_MINUTES: whole(1, 1440)
    .default(60)
    .describe("Minutes in which REVIEW_MANY_CASES and REVIEW_MANY_LISTED count"),
  REVIEW_MANY_PERSONS: whole(1, 10_000)
    .default(60)
    .describe(
      "Different persons of the registry looked up by one employee without a case of hers that explains it; more of them in REVIEW_MANY_PERSONS_MINUTES are to be judged",
    ),
  REVIEW_MANY_PERSONS_MINUTES: whole(1, 1440).default(60).describe("Minutes in which REVIEW_MANY_PERSONS counts"),
  REVIEW_DENIED_SERIES: whole(2, 10_000)
    .default(20)
    .describe(
      "Denied attempts of one employee, or from one address without a valid token; so many in REVIEW_DENIED_MINUTES are to be judged",
    ),
  REVIEW_DENIED_MINUTES: whole(1, 1440).default(10).describe("Minutes in which REVIEW_DENIED_SERIES counts"),
  REVIEW_SEARCHED_CASES: whole(2, 10_000)
    .default(20)
    .describe(
      "Cases or records asked by id or reference by one employee that were not there for her; so many in REVIEW_SEARCHED_MINUTES are to be judged",
    ),
  REVIEW_SEARCHED_MINUTES: whole(1, 1440).default(60).describe("Minutes in which REVIEW_SEARCHED_CASES counts"),
  REVIEW_SAMPLE_PER_MILLE: whole(0, 1000)
    .default(5)
    .describe("Of a thousand ordinary accesses, so many are to be judged"),
  REVIEW_DUE_DAYS: whole(1, 90).default(7).describe("Days within which an access that was found is to be judged"),
}

export type ReviewSettings = z.infer<z.ZodObject<typeof reviewSettings>>
