/* Names, keys and languages for the prose editors: a toolbar one can hear, read in one's own language and walk by arrow keys. */
import { gettext } from "newsroom/dom"

const names = () => ({
  heading2: gettext("Heading"),
  heading3: gettext("Smaller heading"),
  bold: gettext("Bold"),
  italic: gettext("Italic"),
  strike: gettext("Struck through"),
  subscript: gettext("Subscript"),
  superscript: gettext("Superscript"),
  bulletList: gettext("List"),
  orderedList: gettext("Numbered list"),
  blockquote: gettext("Excerpt from a document"),
  horizontalRule: gettext("Dividing line"),
  "history:undo": gettext("Undo"),
  "history:redo": gettext("Redo"),
})
const KEYS = { bold: "Ctrl+B", italic: "Ctrl+I", link: "Ctrl+K", "history:undo": "Ctrl+Z", "history:redo": "Ctrl+Y" }

export const nameEditors = () => {
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    const label = document.querySelector(`label[for="${textarea.id}"]`)
    const page = editor.view.dom
    if (label) {
      page.setAttribute("aria-label", label.textContent.replace(/:$/, "").trim())
      label.addEventListener("click", () => editor.commands.focus())
    }
    page.id = `${textarea.id}-page`
    page.setAttribute("role", "textbox")
    page.setAttribute("aria-multiline", "true")
    if (textarea.lang) page.lang = textarea.lang
    /* the toolbar is built a moment after the editor is ready */
    if (toolbarOf(page)) nameToolbar(editor, page)
    else editor.on("create", () => nameToolbar(editor, page))
  })
}

const toolbarOf = (page) => page.parentElement.querySelector(".prose-menubar")

const nameToolbar = (editor, page) => {
  const bar = toolbarOf(page)
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", gettext("Formatting"))
  bar.setAttribute("aria-controls", page.id)
  const buttons = [...bar.querySelectorAll("button")]
  for (const button of buttons) {
    const name = names()[button.dataset.name] ?? button.title
    const keys = KEYS[button.dataset.name]
    button.title = keys ? `${name} (${keys})` : name
    button.setAttribute("aria-label", name)
    button.tabIndex = -1
  }
  if (buttons[0]) buttons[0].tabIndex = 0
  const tell = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", button.classList.contains("active"))
    for (const button of buttons) button.setAttribute("aria-disabled", button.classList.contains("disabled"))
  }
  editor.on("transaction", () => queueMicrotask(tell))
  tell()
  bar.addEventListener("keydown", (event) => walk(event, buttons))
}

const walk = (event, buttons) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const seen = buttons.filter((button) => button.offsetParent)
  const next = seen[(seen.indexOf(document.activeElement) + step + seen.length) % seen.length]
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1
  next.focus()
}
