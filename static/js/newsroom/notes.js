/* Short notes in the save bar, which is always in sight: told by screen readers when they come, never taking the focus. */
import { gettext, make } from "newsroom/dom"

export const makeNotes = (form) => {
  const list = make("div", { class: "notes", role: "status", "aria-atomic": "false" })
  const quiet = make("p", { class: "notes__quiet" })
  const bar = form.querySelector(".submit-row")
  bar?.prepend(list)
  const end = bar?.querySelector(".submit-row__end, .deletelink")
  if (end) end.before(quiet)
  else bar?.append(quiet)
  const shown = new Map()
  const closed = new Map()

  const drop = (subject) => {
    shown.get(subject)?.remove()
    shown.delete(subject)
    closed.delete(subject)
  }

  /* One note a subject, the newest first; words that stand there, or were closed, are not told again. `more` is a link behind the words. */
  const say = (subject, text, { tone = "plain", more = null } = {}) => {
    if (shown.get(subject)?.dataset.text === text || closed.get(subject) === text) return
    drop(subject)
    const words = make("p", { class: "note__words", textContent: text }, more ? [" ", more] : [])
    const close = make("button", { type: "button", class: "note__close", "aria-label": gettext("Close this note"), textContent: "×" })
    const note = make("div", { class: "note", "data-tone": tone, "data-text": text }, more ? [words] : [words, close])
    close.addEventListener("click", () => {
      drop(subject)
      closed.set(subject, text)
    })
    shown.set(subject, note)
    list.prepend(note)
  }

  /* For the eye only: told every few seconds it would drown the reader of a screen reader. */
  const whisper = (text) => (quiet.textContent = text)
  return { say, drop, whisper }
}

/* 14:02, or with its day where that is not today. */
export const clock = (moment) => {
  const day = new Date(moment)
  const isToday = day.toDateString() === new Date().toDateString()
  const date = isToday ? {} : { day: "numeric", month: "long" }
  return day.toLocaleString(document.documentElement.lang, { ...date, hour: "2-digit", minute: "2-digit" })
}
