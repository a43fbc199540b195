import { type Part, nameOf } from "../platform/database/statements"
import type { ReviewSettings } from "../platform/review-settings"

/** Each argument of the function, with its setting. */
const given = {
  p_rest_minutes: "REVIEW_REST_MINUTES",
  p_reasoned_per_mille: "REVIEW_REASONED_PER_MILLE",
  p_closed_days: "REVIEW_CLOSED_DAYS",
  p_few_cases: "REVIEW_FEW_CASES",
  p_many_cases: "REVIEW_MANY_CASES",
  p_many_listed: "REVIEW_MANY_LISTED",
  p_many_cases_minutes: "REVIEW_MANY_CASES_MINUTES",
  p_many_persons: "REVIEW_MANY_PERSONS",
  p_many_persons_minutes: "REVIEW_MANY_PERSONS_MINUTES",
  p_denied_series: "REVIEW_DENIED_SERIES",
  p_denied_minutes: "REVIEW_DENIED_MINUTES",
  p_searched_cases: "REVIEW_SEARCHED_CASES",
  p_searched_minutes: "REVIEW_SEARCHED_MINUTES",
  p_sample_per_mille: "REVIEW_SAMPLE_PER_MILLE",
  p_due_days: "REVIEW_DUE_DAYS",
} as const satisfies Record<string, keyof ReviewSettings>

const named = Object.keys(given).map((argument, index) => `${argument} => $${index + 2}::int`)
const text = `select raise_reviews(p_limit => $1::int, ${named.join(", ")}) as raised`

/** What became of a share: how many accesses were listed, and whether there may be more to look through. */
export interface Raised {
  readonly raised: number
  readonly more: boolean
}

/** Looks through the next part of the sealed trail, so many leaves at most, for what is to be judged. */
export function raisingPart(settings: ReviewSettings, limit: number): Part {
  const values = [limit, ...Object.values(given).map((setting) => settings[setting])]
  return { name: nameOf(text), text, values: values.map(String) }
}
