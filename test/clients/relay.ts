import { asModule, shippedOperations } from "./operations"
import type { Said, Workshop } from "./workshop"

const walkList = `import { graphql } from "relay-runtime"

graphql\`
  query WalkListQuery {
    ...WalkList_cases
  }
\`
graphql\`
  fragment WalkList_cases on Query
  @refetchable(queryName: "WalkListPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    cases(first: $first, after: $after, filter: { open: true }, orderBy: NEWEST) @connection(key: "WalkList_cases") {
      totalCount
      edges { node { id reference title version } }
    }
  }
\`
`

const walkDetail = `import { graphql } from "relay-runtime"

graphql\`
  query WalkDetailQuery($id: ID!) {
    case(id: $id) {
      id
      title
      description
      version
      team { name }
      ...WalkDetail_journal
    }
  }
\`
graphql\`
  fragment WalkDetail_journal on Case
  @refetchable(queryName: "WalkDetailJournalQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    journal(first: $first, after: $after) @connection(key: "WalkDetail_journal") {
      edges { node { body author { name } } }
    }
  }
\`
`

const walkChange = `import { graphql } from "relay-runtime"

graphql\`
  mutation WalkChangeMutation($input: UpdateCaseInput!) {
    updateCase(input: $input) {
      done
      case { title version }
      errors { reason path message }
    }
  }
\`
`

const config = {
  src: "./relay",
  schema: "./schema.graphql",
  artifactDirectory: "./relay/__generated__",
  language: "javascript",
  eagerEsModules: false,
}

/** Relay's compiler over every operation that is shipped, and over a walk with connections, at the root and below a record. */
export async function compiledByRelay(workshop: Workshop): Promise<Said> {
  for (const shipped of shippedOperations()) await workshop.write(`relay/${shipped.name}.js`, asModule(shipped))
  await workshop.write("relay/WalkList.js", walkList)
  await workshop.write("relay/WalkDetail.js", walkDetail)
  await workshop.write("relay/WalkChange.js", walkChange)
  await workshop.write("relay/__generated__/.keep", "")
  await workshop.write("relay.config.json", config)
  return workshop.tool("relay-compiler", "relay.config.json")
}
