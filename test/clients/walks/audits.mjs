// What graphql-http asks of every server that speaks GraphQL over HTTP: one line for each that is not met.
import { setTimeout } from "node:timers/promises"
import { auditServer } from "graphql-http"
import { headers, url } from "./asking.mjs"

/** The audits are asked all at once. Of one colleague so many wait for an answer; whoever asks more is told when to try again. */
async function fetchFn(input, init) {
  const response = await fetch(input, { ...init, headers: { ...headers, ...init?.headers } })
  if (response.status !== 429) return response
  await setTimeout(1000 * Number(response.headers.get("retry-after")))
  return fetchFn(input, init)
}
const results = await auditServer({ url, fetchFn })
const told = async ({ id, name, status, reason, response }) =>
  status === "ok"
    ? { id, name, status }
    : { id, name, status, reason, was: `${response.status} ${await textOf(response)}` }
const textOf = (response) => (response.bodyUsed ? "" : response.text())
process.stdout.write(JSON.stringify(await Promise.all(results.map(told))))
