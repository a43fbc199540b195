import "graphiql/setup-workers/vite"
import "graphiql/style.css"
import "./explorer.css"
import { createRoot } from "react-dom/client"
import { Explorer } from "./explorer.jsx"

createRoot(document.getElementById("root")).render(<Explorer />)

// A page that the browser kept (back and forward) would still show, and be, whoever one was before.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload()
})
