// What graphql-http asks of every server that speaks GraphQL over HTTP: one line for each that is not met.
import { auditServer } from "graphql-http"
import { headers, url } from "./asking.mjs"

const fetchFn = (input, init) => fetch(input, { ...init, headers: { ...headers, ...init?.headers } })
const results = await auditServer({ url, fetchFn })
process.stdout.write(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))))
