import "graphiql/setup-workers/vite"
import "graphiql/style.css"
import "./explorer.css"
import { createRoot } from "react-dom/client"
import { openingTabs } from "./examples.js"
import { Explorer } from "./explorer.jsx"

/** Whether one may choose whom to be: the server says so of itself in the page. */
const demo = document.querySelector("meta[name=demo]")?.content === "on"

const root = createRoot(document.getElementById("root"))
void openingTabs().then((tabs) => root.render(<Explorer tabs={tabs} demo={demo} />))

// A page that the browser kept (back and forward) would still show, and be, whoever one was before.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload()
})
