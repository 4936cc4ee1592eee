/* Two editors changed the same field: theirs can be brought into the field, to mix it with mine there. Without this file
   one chooses between the two, and the page shows both. */
import { gettext, make } from "newsroom/dom"

const offerTheirs = (box) => {
  const field = document.getElementById(box.dataset.conflict)
  const [mine] = box.querySelectorAll("input[type=radio]")
  if (!field || box.dataset.theirs === undefined) return
  const said = make("span", { role: "status" })
  const button = make("button", { type: "button", class: "button button--quiet", textContent: gettext("Copy theirs into the field, to mix both") })
  button.addEventListener("click", () => {
    put(field, box.dataset.theirs)
    mine.checked = true
    mine.dispatchEvent(new Event("change", { bubbles: true }))
    said.textContent = gettext("Their text stands in the field now. Undo brings yours back.")
  })
  box.querySelector(".conflict__choice").append(button, said)
}

/* Both ways can be undone: the editor keeps its own history, and execCommand writes as typing does. */
const put = (field, text) => {
  const editor = document.getElementById(`${field.id}-page`)?.editor
  if (editor) {
    editor.chain().focus().setContent(text, { emitUpdate: true }).run()
    return
  }
  field.focus()
  field.select()
  if (!document.execCommand("insertText", false, text)) field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

/* A complaint in a folded part of the form is seen only when the part is open. */
const unfold = (box) => {
  for (let part = box.closest("details"); part; part = part.parentElement.closest("details")) part.open = true
}

/* Complaints stand in panels of languages that may be closed: a link to one opens its panel first. */
const openOnTheWay = (link) => {
  link.addEventListener("click", (event) => {
    const box = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!box) return
    event.preventDefault()
    const panel = box.closest(".language")
    if (panel?.hidden) document.getElementById(`tab-${panel.dataset.language}`)?.click()
    box.scrollIntoView({ block: "start" })
    box.querySelector("input[type=radio]").focus({ preventScroll: true })
  })
}

for (const box of document.querySelectorAll("[data-conflict]")) {
  unfold(box)
  offerTheirs(box)
}
for (const link of document.querySelectorAll(".conflict-note__fields a")) openOnTheWay(link)
window.addEventListener("load", () => document.querySelector(".conflict-note")?.focus())
