import { createGraphiQLFetcher } from "@graphiql/toolkit"
import { GraphiQL } from "graphiql"
import { useMemo, useState } from "react"
import { examples, welcome } from "./examples.js"
import { actor, editorStorage, token } from "./session.js"
import { Banner, TopBar } from "./top-bar.jsx"

export function Explorer() {
  const [refused, setRefused] = useState(false)
  const fetcher = useMemo(
    () =>
      createGraphiQLFetcher({
        url: "/graphql",
        headers: token ? { authorization: `Bearer ${token}` } : {},
        // The server answers in one piece; without this GraphiQL asks for multipart answers.
        enableIncrementalDelivery: false,
        fetch: async (address, request) => {
          const response = await fetch(address, request)
          setRefused(response.status === 401)
          return response
        },
      }),
    [],
  )
  return (
    <>
      <TopBar actor={token ? actor : null} />
      <Banner token={token} refused={refused} />
      <main className="explorer">
        <GraphiQL
          fetcher={fetcher}
          storage={editorStorage}
          // Headers may hold a token: they are never stored, and GraphiQL does not offer to.
          shouldPersistHeaders={false}
          defaultTabs={examples.length > 0 ? examples.map((query) => ({ query })) : undefined}
          defaultQuery={welcome}
        >
          <GraphiQL.Logo>Explorer</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  )
}
