/* The page that adds pictures: chosen, dropped anywhere or pasted, each is sent by itself, two at a time. The form works
   without. */
import { gettext, interpolate, make } from "newsroom/dom"
import { send } from "newsroom/sending"
import { makeRow } from "newsroom/upload-row"

const MOST_UNDER_WAY = 2
const MILLISECONDS_BETWEEN_NEWS = 1000
const MOST_DESCRIBED_AT_ONCE = 100
const UNDER_WAY = ["sending", "copying"]
const UNFINISHED = ["waiting", ...UNDER_WAY]

const form = document.querySelector("[data-upload]")
const field = form.querySelector("input[type=file]")
const page = document.querySelector(".upload")
const entries = []

const count = (...states) => entries.filter((entry) => states.includes(entry.state)).length

/* one file */

const add = (file) => {
  const entry = { file, state: "", stop: null }
  entry.row = makeRow(file, { cancel: () => cancel(entry), again: () => enter(entry, "waiting") })
  entries.push(entry)
  document.querySelector(".upload__rows").append(entry.row.element)
  if (file.size > Number(form.dataset.largest)) enter(entry, "refused", { error: form.dataset.tooLarge })
  else enter(entry, "waiting")
}

const enter = (entry, state, told) => {
  entry.state = state
  entry.row.show(state, told)
  tellSum()
  if (["there", "known"].includes(state)) tell(null)
  if (state === "refused") tell(`${entry.file.name}: ${told.error}`)
  next()
}

const cancel = (entry) => {
  entry.stop?.abort()
  enter(entry, "stopped")
}

const next = () => {
  if (count(...UNDER_WAY) >= MOST_UNDER_WAY) return
  const waiting = entries.find((entry) => entry.state === "waiting")
  if (waiting) begin(waiting)
}

const begin = async (entry) => {
  const stop = (entry.stop = new AbortController())
  entry.state = "sending"
  const onProgress = (part) => {
    if (entry.stop !== stop || stop.signal.aborted) return
    entry.state = part < 1 ? "sending" : "copying"
    entry.row.show(entry.state, part)
  }
  onProgress(0)
  next()
  const { upload: address, session } = form.dataset
  const { card, ...refusal } = await send(entry.file, { address, session, signal: stop.signal, onProgress })
  if (stop.signal.aborted) return
  if (card) entry.key = card.is_known ? null : card.id
  enter(entry, card ? (card.is_known ? "known" : "there") : "refused", card ?? refusal)
}

/* all of them */

const tellSum = () => {
  const done = count("there", "known")
  for (const part of document.querySelectorAll(".upload__under-way, .upload__onward")) part.hidden = !entries.length
  document.querySelector(".upload__sum").textContent = sum(done)
  const keys = entries.map(({ key }) => key).filter(Boolean)
  const onward = document.querySelector(".upload__describe")
  onward.hidden = !keys.length
  onward.href = `${form.dataset.describe}?ids=${keys.slice(0, MOST_DESCRIBED_AT_ONCE).join(",")}`
  onward.textContent = interpolate(gettext("Describe the new pictures (%s)"), [keys.length])
}

const sum = (done) => {
  const refused = count("refused")
  const words = [interpolate(gettext("In the library: %(done)s of %(total)s"), { done, total: entries.length }, true)]
  if (refused) words.push(interpolate(gettext("refused: %s"), [refused]))
  return words.join(" · ")
}

/* Told to screen readers: what was refused, and now and then how many have arrived; not each per cent of forty files. */
let news = []
let timer = null

const tell = (sentence) => {
  if (sentence) news.push(sentence)
  timer ??= setTimeout(() => {
    timer = null
    const parts = [...news, document.querySelector(".upload__sum").textContent]
    document.querySelector(".upload__told").replaceChildren(...parts.map((part) => make("p", { textContent: part })))
    news = []
  }, MILLISECONDS_BETWEEN_NEWS)
}

/* ways in */

const isThere = (file) =>
  entries.some((entry) => entry.file.name === file.name && entry.file.size === file.size && entry.file.lastModified === file.lastModified)

const take = (files) => {
  for (const file of files) if (!isThere(file)) add(file)
}

field.removeAttribute("required")
field.addEventListener("change", () => {
  take([...field.files])
  field.value = ""
})
form.addEventListener("submit", (event) => event.preventDefault())
page.classList.add("upload--ready")
page.querySelector(".upload__ways").hidden = false

const hasFiles = (event) => event.dataTransfer?.types.includes("Files")
let depth = 0
const mark = (isOver) => page.toggleAttribute("data-over", isOver)

document.addEventListener("dragenter", (event) => {
  if (hasFiles(event)) mark(++depth > 0)
})
document.addEventListener("dragleave", (event) => {
  if (hasFiles(event)) mark(--depth > 0)
})
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = "copy"
})
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  mark(Boolean((depth = 0)))
  take([...event.dataTransfer.files])
})
document.addEventListener("paste", (event) => {
  if (event.clipboardData?.files.length) take([...event.clipboardData.files])
})
window.addEventListener("beforeunload", (event) => {
  if (count(...UNFINISHED)) event.preventDefault()
})
/* data-ready: whoever walks this page by a script knows that it listens */
form.toggleAttribute("data-ready", true)
