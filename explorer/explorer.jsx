import { createGraphiQLFetcher } from "@graphiql/toolkit"
import { GraphiQL } from "graphiql"
import { useMemo, useState } from "react"
import { welcome } from "./examples.js"
import { actor, editorStorage, token } from "./session.js"
import { Banner, TopBar } from "./top-bar.jsx"

export function Explorer({ tabs, demo }) {
  const [letIn, setLetIn] = useState()
  const fetcher = useMemo(
    () =>
      createGraphiQLFetcher({
        url: "/graphql",
        headers: token ? { authorization: `Bearer ${token}` } : {},
        // The server answers in one piece; without this GraphiQL asks for multipart answers.
        enableIncrementalDelivery: false,
        fetch: async (address, request) => {
          const response = await fetch(address, request)
          setLetIn(response.status !== 401)
          return response
        },
      }),
    [],
  )
  return (
    <>
      <TopBar actor={token ? actor : null} demo={demo} />
      <Banner token={token} letIn={letIn} demo={demo} />
      <main className="explorer">
        <GraphiQL
          fetcher={fetcher}
          storage={editorStorage}
          // Headers may hold a token: they are never stored, and GraphiQL does not offer to.
          shouldPersistHeaders={false}
          defaultTabs={tabs}
          // GraphiQL fills the editors from these, and not from the first tab.
          initialQuery={tabs[0].query}
          initialVariables={tabs[0].variables}
          defaultQuery={welcome}
        >
          <GraphiQL.Logo>Explorer</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  )
}
