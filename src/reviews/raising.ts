import { type Part, nameOf } from "../platform/database/statements"
import type { ReviewSettings } from "../platform/review-settings"

/** So many leaves of the trail are looked through at most in one go. */
const batch = 1_000

const text = `select raise_reviews(p_limit => $1::int, p_rest_minutes => $2::int, p_reasoned_per_mille => $3::int,
  p_closed_days => $4::int, p_many_cases => $5::int, p_many_cases_minutes => $6::int, p_denied_series => $7::int,
  p_denied_minutes => $8::int, p_sample_per_mille => $9::int, p_due_days => $10::int)`

/** Looks through the next part of the sealed trail for what is to be judged. It answers whether there may be more. */
export function raisingPart(settings: ReviewSettings, limit = batch): Part {
  const values = [
    limit,
    settings.REVIEW_REST_MINUTES,
    settings.REVIEW_REASONED_PER_MILLE,
    settings.REVIEW_CLOSED_DAYS,
    settings.REVIEW_MANY_CASES,
    settings.REVIEW_MANY_CASES_MINUTES,
    settings.REVIEW_DENIED_SERIES,
    settings.REVIEW_DENIED_MINUTES,
    settings.REVIEW_SAMPLE_PER_MILLE,
    settings.REVIEW_DUE_DAYS,
  ]
  return { name: nameOf(text), text, values: values.map(String) }
}
