// What every client asks: a page, one record, a change of it. Each with the ids by which a cache knows records again.
export const list = `
  query Walk_List($first: Int!, $after: String) {
    viewer { id name }
    cases(first: $first, after: $after, filter: { open: true }, orderBy: NEWEST) {
      totalCount
      edges { cursor node { id reference title version status team { id name } assignee { id name } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`

export const detail = `
  query Walk_Detail($id: ID!) {
    case(id: $id) {
      id reference title description version status
      team { id name }
      assignee { id name role }
      journal(first: 2) { edges { node { id body author { id name } } } pageInfo { hasNextPage endCursor } }
      tasks(first: 5) { id title }
      parties(first: 5) { id role name }
    }
  }`

export const change = `
  mutation Walk_Change($input: UpdateCaseInput!) {
    updateCase(input: $input) {
      done
      case { id title version }
      errors { reason path message }
    }
  }`

/** How a page of a connection is asked for its next one by a cursor. */
export const pageSize = 2
