/* The chosen library picture, shown under its select with the crops readers get; a new one is brought in by a file that is
   dropped, pasted or chosen here. <select data-picture-card="/…/0/card/">: the address of a picture's card, with 0 where its
   number goes; likewise data-picture-words (where descriptions are sent), -upload, -accept and -largest. */
import { bringIn, fileButton, filesIn, waitFor } from "newsroom/arriving"
import { describe, descriptionField } from "newsroom/describing"
import { gettext, interpolate, make } from "newsroom/dom"
import { makeCrops } from "newsroom/focal"

export const cardOf = async (pattern, id) => {
  const answer = await fetch(pattern.replace("/0/", `/${id}/`), { headers: { Accept: "application/json" } }).catch(() => null)
  return answer?.ok ? answer.json() : null
}

export const showCovers = (form) => {
  for (const select of form.querySelectorAll("select[data-picture-card]")) showCover(select)
}

const showCover = (select) => {
  const crops = makeCrops()
  const words = make("figcaption")
  const missing = make("div", { class: "cover__words", "data-not-saved": "", "data-sent-apart": "" })
  const figure = make("figure", { class: "cover", hidden: true }, [crops.box, words, missing])
  const place = select.closest(".related-widget-wrapper") ?? select
  place.after(fileField(select), figure)
  const show = (card) => {
    figure.hidden = !card
    if (!card) return
    crops.show(card.copy)
    crops.aim(card.focal_x, card.focal_y)
    const lacking = card.is_decorative ? [] : Object.keys(card.descriptions).filter((code) => !card.descriptions[code])
    words.textContent = card.description || (lacking.length ? gettext("This picture has no description yet: it cannot be published.") : "")
    words.toggleAttribute("data-missing", !card.description && Boolean(lacking.length))
    missing.replaceChildren(...lacking.map((code, index) => missingWords(select, card, code, show, index === 0)))
  }
  let turn = 0
  const update = async () => {
    const mine = ++turn
    const card = select.value ? await cardOf(select.dataset.pictureCard, select.value) : null
    if (mine === turn) show(card)
  }
  /* select2 tells jQuery only */
  const jQuery = window.django?.jQuery
  if (jQuery) jQuery(select).on("change", update)
  else select.addEventListener("change", update)
  update()
}

/* A field for the description that is missing in one language; it is sent by its button, and by leaving it. */
const missingWords = (select, card, code, show, isFirst) => {
  const field = descriptionField(code, isFirst)
  const status = make("span", { class: "cover__status", role: "status" })
  const button = make("button", { type: "button", class: "button button--quiet", textContent: gettext("Keep the description") })
  let sent = ""
  const keep = async () => {
    const typed = field.words()
    if (!typed || typed === sent) return true
    sent = typed
    const { card: now, error } = await describe(select.dataset.pictureWords, card.id, { [code]: typed })
    if (error) sent = ""
    status.textContent = error ?? ""
    status.toggleAttribute("data-refused", Boolean(error))
    if (now && select.value === String(now.id)) show(now)
    return !error
  }
  field.input.addEventListener("change", () => waitFor(keep()))
  button.addEventListener("click", () => waitFor(keep()))
  return make("div", { class: "cover__missing" }, [field.box, button, status])
}

/* “From this device”, and a place to drop or paste a file: the row of the field. */
const fileField = (select) => {
  const { pictureUpload: upload, pictureAccept: accept, pictureLargest } = select.dataset
  const status = make("span", { class: "choose-file__status", role: "status", textContent: gettext("or drop or paste a picture here") })
  const bar = make("progress", { max: 1, hidden: true })
  const take = ([file]) => {
    status.removeAttribute("data-refused")
    status.textContent = interpolate(gettext("Sending to the library: %s"), [file.name])
    bar.setAttribute("aria-label", file.name)
    bar.removeAttribute("value")
    bar.hidden = false
    const onProgress = (part) => (bar.value = part)
    bringIn(file, { upload, largest: Number(pictureLargest), onProgress }, ({ card, error }) => {
      bar.hidden = true
      status.textContent = error ? `${file.name}: ${error}` : gettext("The picture is in the library.")
      status.toggleAttribute("data-refused", Boolean(error))
      if (card) choose(select, card)
    })
  }
  const { box } = fileButton({ words: gettext("From this device…"), accept, onChoose: take })
  const field = make("div", { class: "cover__file", "data-not-saved": "" }, [box, status, bar])
  queueMicrotask(() => heedFiles(field.closest(".form-row") ?? field, take))
  return field
}

const heedFiles = (row, take) => {
  const aim = (event) => {
    const isFile = event.dataTransfer?.types.includes("Files")
    row.toggleAttribute("data-dropping", isFile && event.type !== "dragleave")
    if (isFile) event.preventDefault()
  }
  for (const kind of ["dragenter", "dragover", "dragleave"]) row.addEventListener(kind, aim)
  const heed = (event, transfer) => {
    row.removeAttribute("data-dropping")
    const files = filesIn(transfer)
    if (!files.length) return
    event.preventDefault()
    take(files)
  }
  row.addEventListener("drop", (event) => heed(event, event.dataTransfer))
  row.addEventListener("paste", (event) => heed(event, event.clipboardData))
}

const choose = (select, card) => {
  const key = String(card.id)
  const name = card.description || decodeURIComponent(card.url.split("/").at(-1))
  if (![...select.options].some((option) => option.value === key)) select.add(new Option(name, key))
  select.value = key
  const jQuery = window.django?.jQuery
  if (jQuery) jQuery(select).trigger("change")
  else select.dispatchEvent(new Event("change", { bubbles: true }))
}
