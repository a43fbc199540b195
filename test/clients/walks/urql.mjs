// urql with its normalised cache, which is given the schema. It asks by POST: the service takes nothing by GET.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { Client, fetchExchange, gql } from "@urql/core"
import { cacheExchange } from "@urql/exchange-graphcache"
import { relayPagination } from "@urql/exchange-graphcache/extras"
import { buildSchema, introspectionFromSchema } from "graphql"
import { counted, headers, url, walk } from "./asking.mjs"
import * as documents from "./documents.mjs"

const complaints = []
const client = new Client({
  url,
  preferGetMethod: false,
  fetch: counted,
  fetchOptions: { headers },
  exchanges: [
    cacheExchange({
      schema: introspectionFromSchema(buildSchema(readFileSync("schema.graphql", "utf8"))),
      resolvers: { Query: { cases: relayPagination() } },
      // What it has to ask for first is no complaint.
      logger: (severity, message) => severity === "debug" || complaints.push(`${severity}: ${message}`),
    }),
    fetchExchange,
  ],
})

const [list, detail, change] = [documents.list, documents.detail, documents.change].map((text) => gql(text))
const first = documents.pageSize
async function ask(query, variables, requestPolicy = "cache-first") {
  const { data, error } = await client.query(query, variables, { requestPolicy }).toPromise()
  assert.equal(error, undefined)
  return data
}

await walk({
  list: async () => (await ask(list, { first })).cases,
  more: async (after) => {
    await ask(list, { first, after })
    return (await ask(list, { first }, "cache-only")).cases
  },
  detail: async (id) => (await ask(detail, { id })).case,
  change: async (input) => (await client.mutation(change, { input }).toPromise()).data.updateCase,
  cachedList: async () => (await ask(list, { first }, "cache-only")).cases,
  cachedDetail: async (id) => (await ask(detail, { id }, "cache-only")).case,
})
assert.deepEqual(complaints, [], "graphcache knows every record of these by its id")
