/* A sentence beside an editor about what it would not do. It goes away with the next change of the text. */
import { gettext, make } from "newsroom/dom"

export const tell = (editor, words) => {
  const box = editor.view.dom.parentElement
  hush(box)
  const note = make("p", { class: "editor-note", role: "alert", "data-not-saved": "", textContent: words })
  note.style.insetBlockEnd = `${document.querySelector(".submit-row")?.offsetHeight ?? 0}px`
  box.append(note)
  const leave = ({ transaction }) => {
    if (!transaction.docChanged) return
    editor.off("transaction", leave)
    note.remove()
  }
  editor.on("transaction", leave)
}

const hush = (box) => box.querySelectorAll(":scope > .editor-note").forEach((note) => note.remove())

/* Dialogs are fetched when they are first opened. Without a connection the editor says so instead of doing nothing. */
export const withDialog = (editor, load, use) =>
  load().then(use, () => tell(editor, gettext("The dialog could not be loaded. Check the connection and try again.")))
