import { readFileSync } from "node:fs"
import { join } from "node:path"
import { runInNewContext } from "node:vm"
import { transformSync } from "@swc/core"

type Part = (props: object) => object

// React comes without types; no more of it is used here.
const { createElement } = jest.requireActual<{ createElement: (part: Part, props: object) => object }>("react")
const { renderToStaticMarkup } = jest.requireActual<{ renderToStaticMarkup: (element: object) => string }>(
  "react-dom/server",
)

/** The top of the explorer, as vite compiles it. */
function topBar(): { TopBar: Part; Banner: Part } {
  const source = readFileSync(join(__dirname, "../../explorer/top-bar.jsx"), "utf8")
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: "ecmascript", jsx: true }, transform: { react: { runtime: "automatic" } } },
    module: { type: "commonjs" },
  })
  const exports = {}
  runInNewContext(code, { exports, require })
  return exports as { TopBar: Part; Banner: Part }
}

const { TopBar, Banner } = topBar()

const shown = (props: object): string =>
  renderToStaticMarkup(createElement(TopBar, props)) + renderToStaticMarkup(createElement(Banner, props))

const chosen = { token: "t0ken", actor: { name: "Joost van Vliet", role: "CONSULTANT" } }

describe("above the explorer of production", () => {
  it.each([undefined, false])("stands how one signs in, until one is let in (%s)", (letIn) => {
    const html = shown({ demo: false, letIn })
    expect(html).toContain("identity provider")
    expect(html).toContain("&quot;authorization&quot;: &quot;Bearer …&quot;")
    expect(html).toContain("Headers")
  })

  it("stands nothing of choosing whom to be, whatever a demo before it left in the browser", () => {
    for (const letIn of [undefined, true, false])
      expect(shown({ demo: false, letIn, ...chosen })).not.toMatch(/whom to be|somebody else|Joost/)
  })

  it("stands no more than the name once one is let in", () => {
    expect(renderToStaticMarkup(createElement(Banner, { demo: false, letIn: true }))).toBe("")
  })
})

describe("above the explorer of the demo", () => {
  it("stands who one is, and the way to be somebody else", () => {
    const html = shown({ demo: true, letIn: true, ...chosen })
    expect(html).toMatch(/You are <strong>Joost van Vliet.*be somebody else/)
    expect(html).not.toContain('class="banner"')
  })

  it("stands that one is nobody yet, or is not believed any more", () => {
    expect(shown({ demo: true })).toContain("You are nobody yet")
    expect(shown({ demo: true, letIn: false, ...chosen })).toContain("no longer accepts")
  })
})
