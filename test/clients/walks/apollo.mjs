// Apollo Client with its normalised cache, as its documentation sets it up for connections of Relay's form.
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client"
import { relayStylePagination } from "@apollo/client/utilities"
import { counted, headers, url, walk } from "./asking.mjs"
import * as documents from "./documents.mjs"

const client = new ApolloClient({
  link: new HttpLink({ uri: url, headers, fetch: counted }),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { cases: relayStylePagination(["filter", "orderBy"]) } } },
  }),
})

const [list, detail, change] = [documents.list, documents.detail, documents.change].map((text) => gql(text))
const ask = async (query, variables, fetchPolicy) => (await client.query({ query, variables, fetchPolicy })).data
const first = documents.pageSize

await walk({
  list: async () => (await ask(list, { first })).cases,
  more: async (after) => {
    await ask(list, { first, after }, "network-only")
    return (await ask(list, { first }, "cache-only")).cases
  },
  detail: async (id) => (await ask(detail, { id })).case,
  change: async (input) => (await client.mutate({ mutation: change, variables: { input } })).data.updateCase,
  cachedList: async () => (await ask(list, { first }, "cache-only")).cases,
  cachedDetail: async (id) => (await ask(detail, { id }, "cache-only")).case,
})
client.stop()
