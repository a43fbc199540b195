/**
 * Lets one choose an actor of the demo. What the server says of them is only ever set as text, never read as HTML.
 * Token and actor live in sessionStorage, which ends with the browser tab; the explorer reads them there.
 */
export const homeScript = `"use strict"

const list = document.getElementById("actors")
const message = document.getElementById("message")
const now = document.getElementById("now")

function element(name, text, className) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (className) made.className = className
  return made
}

async function json(path, options) {
  const response = await fetch(path, options)
  if (!response.ok) throw new Error(path + " answered " + response.status)
  return response.json()
}

async function be(actor, button) {
  button.disabled = true
  message.textContent = ""
  try {
    const { token } = await json("/demo/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ actor: actor.id }),
    })
    sessionStorage.setItem("woonrust.token", token)
    sessionStorage.setItem("woonrust.actor", JSON.stringify({ name: actor.name, role: actor.role }))
    location.assign("/graphiql")
  } catch (error) {
    message.textContent = "You could not become " + actor.name + ": " + error.message
  }
  button.disabled = false
}

function card(actor) {
  const item = element("li", "", "card")
  const clearances = element("ul", "", "clearances")
  clearances.setAttribute("aria-label", "Clearances")
  for (const clearance of actor.clearances) clearances.append(element("li", clearance))
  const button = element("button", "Be " + actor.name)
  button.type = "button"
  button.addEventListener("click", () => be(actor, button))
  item.append(
    element("h3", actor.name),
    element("p", [actor.role, actor.team].filter(Boolean).join(" · "), "role"),
    element("p", actor.description),
    actor.clearances.length ? clearances : element("p", "no clearances", "none"),
    button,
  )
  return item
}

function sayWhoOneIs() {
  const actor = JSON.parse(sessionStorage.getItem("woonrust.actor"))
  if (!actor) return
  const nobody = element("button", "Be nobody", "plain")
  nobody.type = "button"
  nobody.addEventListener("click", () => {
    sessionStorage.clear()
    now.hidden = true
    message.textContent = "You are nobody now."
    list.querySelector("button")?.focus()
  })
  now.append("You are ", element("strong", actor.name), ", " + actor.role + ". ", nobody)
  now.hidden = false
}

async function start() {
  try {
    sayWhoOneIs()
    list.append(...(await json("/demo/actors")).map(card))
    message.textContent = ""
  } catch (error) {
    message.textContent = "The people could not be fetched: " + error.message + ". Reload the page to try again."
  }
}

start()
`
