import { make } from "newsroom/dom"

/* Under a name in the list stands what tells namesakes apart; of what was chosen the name alone is shown. */
const shown = (row) =>
  row.detail
    ? make("span", {}, [row.text, make("span", { class: "choice__detail", textContent: row.detail })])
    : row.text

/* Before select2 dresses the selects of the page. */
window.django?.jQuery?.fn.select2?.defaults.set("templateResult", shown)

/* Names for the drop-downs over the registry: select2 names each by what is chosen, so that an empty one has no name at all. */
const nameAll = (root) => {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`)
    const box = select.parentElement.querySelector(":scope > .select2 [role=combobox]")
    if (!label || !box) continue
    label.id ||= `${select.id}-label`
    const chosen = box.querySelector("[role=textbox]")
    box.setAttribute("aria-labelledby", [label.id, chosen?.id].filter(Boolean).join(" "))
    for (const field of [chosen, box.querySelector("input[type=search]")]) field?.setAttribute("aria-labelledby", label.id)
  }
}

export const nameRelations = (form) => {
  /* select2 dresses the selects of the page, and of a new line, in handlers of its own that come before these */
  window.django?.jQuery?.(() => nameAll(form))
  form.addEventListener("formset:added", ({ target }) => setTimeout(() => nameAll(target), 0))
}
