/* Ctrl+S, a warning before unsaved work is left, and coming back to the same place after a save. */
import { remember, remembered } from "newsroom/dom"

const SECONDS_A_PLACE_IS_KEPT = 60

export const saveByKeyboard = (form) => {
  document.addEventListener("keydown", (event) => {
    /* event.code: on a Kazakh or Russian layout the key's letter is "ы" */
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== "KeyS") return
    event.preventDefault()
    if (document.querySelector("dialog[open]")) return
    const button = form.querySelector(".submit-row [name=_continue]") ?? form.querySelector(".submit-row [name=_save]")
    if (button) form.requestSubmit(button)
  })
}

export const guardUnsavedWork = (form) => {
  let unsaved = Boolean(form.querySelector(".errorlist"))
  const note = (event) => {
    if (!event.target.closest("[data-not-saved]")) unsaved = true
  }
  form.addEventListener("input", note)
  form.addEventListener("change", note)
  form.addEventListener("formset:added", () => (unsaved = true))
  form.addEventListener("submit", () => (unsaved = false))
  /* A widget that sets itself up fires change events too: only what a person did counts. */
  window.addEventListener("load", () => setTimeout(() => (unsaved = Boolean(form.querySelector(".errorlist"))), 0))
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })
}

export const returnToPlace = (form) => {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_continue")
      remember("place", { path: location.pathname, y: scrollY, field: document.activeElement?.id, at: Date.now() }, "sessionStorage")
  })
  const place = remembered("place", null, "sessionStorage")
  remember("place", null, "sessionStorage")
  if (!place || place.path !== location.pathname || Date.now() - place.at > SECONDS_A_PLACE_IS_KEPT * 1000) return
  if (form.querySelector(".errornote")) return
  window.addEventListener("load", () => {
    if (place.field) document.getElementById(place.field)?.focus({ preventScroll: true })
    window.scrollTo({ top: place.y, behavior: "instant" })
  })
}
