/** The home page leaves these two behind when one chooses whom to be. */
export const token = sessionStorage.getItem("woonrust.token")
export const actor = stored("woonrust.actor")

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return null
  }
}

/**
 * GraphiQL keeps queries, variables and history. Variables and queries hold personal data (a name searched for, the
 * number of a case), and GraphiQL's own choice, localStorage, would leave them on the machine for whoever sits there
 * next. sessionStorage ends with the browser tab. It also holds our token, so "clear" takes GraphiQL's own keys only.
 */
const prefix = "graphiql:"
const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))

export const editorStorage = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
  clear: () => keys().forEach((key) => sessionStorage.removeItem(key)),
  get length() {
    return keys().length
  },
}

const tabState = `${prefix}tabState`

/** Takes the tabs that were open before out of the storage: the samples among them are filled anew, as they may be somebody else's. */
export function keptTabs(isKept) {
  const { tabs = [] } = stored(tabState) ?? {}
  sessionStorage.removeItem(tabState)
  return tabs.filter((tab) => tab.query && isKept(tab)).map(({ query, variables }) => ({ query, variables }))
}
