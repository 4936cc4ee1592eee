/* Pictures on their way from this page to the library, one after the other: the server decodes one at a time, and a phone's
   line carries one at a time. A save of the form waits for them. */
import { gettext, interpolate, make } from "newsroom/dom"
import { send } from "newsroom/sending"

const MEGABYTE = 1_000_000
const state = { last: Promise.resolve(), underWay: 0, refused: 0 }

/* bringIn(file, { upload, largest, signal, onProgress }, use): sends, then `use({ card } or { error, canRetry } or {})`, which
   is part of what a save waits for. */
export const bringIn = (file, { upload, largest, signal, onProgress }, use) => {
  const session = document.querySelector("[data-typing]")?.dataset.session
  state.underWay += 1
  state.last = state.last.then(async () => {
    const answer = signal?.aborted ? {} : tooLarge(file, largest) ?? (await send(file, { address: upload, session, signal, onProgress }))
    if (answer.error) state.refused += 1
    try {
      use(answer)
    } finally {
      state.underWay -= 1
    }
  })
  return state.last
}

/* What a save waits for too: a promise of whether it went well. */
export const waitFor = (promise) => {
  state.underWay += 1
  state.last = Promise.all([state.last, promise]).then(([, isDone]) => {
    if (!isDone) state.refused += 1
    state.underWay -= 1
  })
  return state.last
}

export const isUnderWay = () => state.underWay > 0

/* Whether all that was under way has come in. What was just typed beside the form, in data-sent-apart, is sent by leaving it. */
export const allArrived = async () => {
  const before = state.refused
  if (document.activeElement?.closest("[data-sent-apart]")) document.activeElement.blur()
  while (isUnderWay()) await state.last
  return state.refused === before
}

const tooLarge = (file, largest) => {
  if (!largest || file.size <= largest) return null
  const words = gettext("The file has %s MB, and %s MB can be taken. Save the picture smaller and choose it again.")
  return { error: interpolate(words, [Math.ceil(file.size / MEGABYTE), Math.floor(largest / MEGABYTE)]) }
}

/* The files of a drop or a paste. What also comes as a text with formatting is that text, with or without pictures in it. */
export const filesIn = (transfer) => (transfer && ![...transfer.types].includes("text/html") ? [...transfer.files] : [])

/* A button that opens the browser's chooser of files; onChoose is told the list. */
export const fileButton = ({ words, accept, several = false, onChoose }) => {
  const input = make("input", { type: "file", accept, multiple: several, hidden: true, "data-not-saved": "" })
  const button = make("button", { type: "button", class: "button button--quiet", textContent: words })
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", () => {
    const files = [...input.files]
    input.value = ""
    if (files.length) onChoose(files)
  })
  return { button, box: make("span", { class: "choose-file" }, [button, input]) }
}

/* A picture let go beside a field would replace the whole form by itself. */
export const refuseStrayFiles = () => {
  for (const kind of ["dragover", "drop"])
    document.addEventListener(kind, (event) => {
      if (event.defaultPrevented || event.target.matches?.("input[type=file]")) return
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault()
    })
}
