/* A table that is looked through or imported: how far it is, told by the server line by line. The forms work without. */
import { gettext, interpolate, make } from "newsroom/dom"

const NEWLINE_JSON = "application/x-ndjson"

/* The lines of an answer, each as what it says, as they come. */
async function* lines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ""
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const parts = (rest + value).split("\n")
    rest = parts.pop()
    for (const part of parts) yield JSON.parse(part)
  }
}

const showProgress = (form) => {
  const words = make("p", { role: "status", textContent: gettext("The file is being sent…") })
  const bar = make("progress", { "aria-label": form.dataset.progress })
  form.parentElement.querySelector(".spreadsheet__progress")?.remove()
  form.after(make("div", { class: "spreadsheet__progress" }, [words, bar]))
  return ({ done, total }) => {
    Object.assign(bar, { max: total, value: done })
    words.removeAttribute("role") // read aloud once: a figure every second would be all that is heard
    const far = interpolate(gettext("%(done)s of %(total)s"), { done, total }, true)
    words.textContent = `${form.dataset.progress}: ${far}`
  }
}

const complain = (form, sentences) => {
  const place = document.querySelector(".spreadsheet__complaints")
  form.parentElement.querySelector(".spreadsheet__progress")?.remove()
  place.querySelector("ul").replaceChildren(...sentences.map((sentence) => make("li", { textContent: sentence })))
  place.hidden = false
  place.focus()
  place.scrollIntoView({ block: "start" })
}

/* Returns whether the page is being left. */
const send = async (form) => {
  const tell = showProgress(form)
  const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: NEWLINE_JSON } })
  if (!response.ok || response.headers.get("Content-Type") !== NEWLINE_JSON) {
    form.submit() // logged out meanwhile, or a field is wrong: the page says it
    return true
  }
  for await (const line of lines(response)) {
    if (line.total) tell(line)
    if (line.refused) {
      complain(form, line.refused)
      return false
    }
    if (line.go) {
      location.assign(line.go)
      return true
    }
  }
  throw new Error("The answer has no end.")
}

for (const form of document.querySelectorAll("form[data-progress]")) {
  const button = form.querySelector("[type=submit]")
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (form.ariaBusy === "true") return
    form.ariaBusy = "true"
    button.setAttribute("aria-disabled", "true")
    let isLeaving = false
    try {
      isLeaving = await send(form)
    } catch {
      complain(form, [gettext("The newsroom did not finish. Nothing was imported: load this page anew, and try again.")])
    }
    if (isLeaving) return
    form.ariaBusy = null
    button.removeAttribute("aria-disabled")
  })
}

/* Back from the next page, the form is as it was before. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload()
})
