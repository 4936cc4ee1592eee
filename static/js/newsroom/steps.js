/* On a story's form: what is missing and what to look at, fetched once the form stands; links that lead to a field. */

const SECONDS_A_FIELD_IS_AWAITED = 5

/* The field of an address such as #id_headline_ru, opened and focused. An editor of text comes later than its field. */
const openField = (id, tries = SECONDS_A_FIELD_IS_AWAITED * 10) => {
  const field = document.getElementById(id)
  if (!field) return
  const code = field.closest(".language")?.dataset.language
  const tab = document.getElementById(`tab-${code}`)
  const writing = field.closest(".form-row")?.querySelector("[contenteditable=true]") ?? field
  if ((code && !tab) || (writing === field && field.offsetParent === null && tab?.ariaSelected === "true")) {
    if (tries) setTimeout(() => openField(id, tries - 1), 100)
    return
  }
  if (tab && tab.getAttribute("aria-selected") !== "true") tab.click()
  const place = field.matches("select.admin-autocomplete") ? field.parentElement.querySelector(".select2-selection") : writing
  place?.scrollIntoView({ block: "center" })
  place?.focus()
}

const FIELD = /^#(id_\w+)$/
const openFieldOfAddress = () => {
  const [, id] = location.hash.match(FIELD) ?? []
  if (id) openField(id)
}

const bring = async (cards) => {
  const response = await fetch(cards.dataset.findingsAt, { headers: { Accept: "text/html" } })
  if (!response.ok || response.redirected) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  for (const place of cards.querySelectorAll("[data-findings]")) {
    const found = page.querySelector(`[data-findings="${place.dataset.findings}"]`)
    if (!found?.querySelector("li")) continue
    const list = document.createElement("details")
    const title = document.createElement("summary")
    title.textContent = found.dataset.summary
    list.append(title, ...[...found.childNodes].map((node) => document.importNode(node, true)))
    place.replaceChildren(list)
    for (const link of place.querySelectorAll("a")) link.setAttribute("href", new URL(link.href).hash)
    place.hidden = false
  }
  cards.querySelector(".cards__more")?.remove()
}

window.addEventListener("load", () => {
  openFieldOfAddress()
  for (const cards of document.querySelectorAll("[data-findings-at]")) bring(cards).catch(() => {})
})
window.addEventListener("hashchange", openFieldOfAddress)
