// Relay's runtime with its store, over what its compiler made of walks/relay-modules.
import { createRequire } from "node:module"
import runtime from "relay-runtime"
import { counted, headers, url, walk } from "./asking.mjs"

const {
  Environment,
  Network,
  RecordSource,
  Store,
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getSelector,
} = runtime
const require = createRequire(import.meta.url)
const made = (name) => require(`../relay/__generated__/${name}.graphql.js`)

const network = Network.create(async ({ text: query }, variables) => {
  const sent = { method: "POST", headers: { ...headers, "content-type": "application/json" } }
  return (await counted(url, { ...sent, body: JSON.stringify({ query, variables }) })).json()
})
const environment = new Environment({ network, store: new Store(new RecordSource()) })

/** Asks by the network, and keeps what came from being thrown away. */
async function ask(name, variables) {
  environment.retain(createOperationDescriptor(made(name), variables))
  return fetchQuery(environment, made(name), variables, { fetchPolicy: "network-only" }).toPromise()
}
function stored(name, variables) {
  const operation = createOperationDescriptor(made(name), variables)
  if (environment.check(operation).status !== "available") throw new Error(`${name} is not in the store`)
  return environment.lookup(operation.fragment).data
}
const page = () => {
  const selector = getSelector(made("WalkList_cases"), stored("WalkListQuery", {}))
  return environment.lookup(selector).data.cases
}

await walk({
  list: async () => {
    await ask("WalkListQuery", {})
    return page()
  },
  more: async (after) => {
    await ask("WalkListPaginationQuery", { first: 2, after })
    return page()
  },
  detail: async (id) => (await ask("WalkDetailQuery", { id })).case,
  change: (input) =>
    new Promise((onCompleted, onError) => {
      const done = ({ updateCase }) => onCompleted(updateCase)
      commitMutation(environment, {
        mutation: made("WalkChangeMutation"),
        variables: { input },
        onCompleted: done,
        onError,
      })
    }),
  cachedList: async () => page(),
  cachedDetail: async (id) => stored("WalkDetailQuery", { id }).case,
})
// A list below a record is refetched by the id of that record.
const [{ node }] = page().edges
await ask("WalkDetailJournalQuery", { id: node.id, first: 1 })
