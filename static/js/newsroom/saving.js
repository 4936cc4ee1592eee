/* Saving: by Ctrl+S, once, only when the server can be reached and knows the account; a warning before unsaved work is left;
   and coming back to the same place after a save. */
import { allArrived, isUnderWay } from "newsroom/arriving"
import { gettext, remember, remembered } from "newsroom/dom"
import { onTyping } from "newsroom/fields"

const SECONDS_A_PLACE_IS_KEPT = 60
const SECONDS_A_SAVE_MAY_TAKE = 30
const MILLISECONDS_BEFORE_A_WAIT_IS_TOLD = 300

const isLatin = (key) => /^[a-z]$/i.test(key)

/* The letter where the keys are Latin, whatever their arrangement; the place of the key where they are Kazakh or Russian. */
const isLetterS = (event) => (isLatin(event.key) ? event.key.toLowerCase() === "s" : event.code === "KeyS")

export const saveByKeyboard = (form) => {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !isLetterS(event)) return
    event.preventDefault()
    if (document.querySelector("dialog[open]")) return
    const button = form.querySelector(".submit-row [name=_continue]") ?? form.querySelector(".submit-row [name=_save]")
    if (button && !event.repeat) form.requestSubmit(button)
  })
  /* Enter in a field of one line would press the first button of the form, whichever that is. */
  form.addEventListener("keydown", (event) => {
    const field = event.target
    const isOneLine = field.form === form && field.tagName === "INPUT" && !["submit", "button", "file", "reset", "image"].includes(field.type)
    if (event.key === "Enter" && isOneLine) event.preventDefault()
  })
}

/* One press, one save: a second press while the first is under way does nothing. Before the form leaves, typed text is
   kept and the session is looked at; where the server cannot be reached the page stays, and a note says why. */
export const saveOnce = (form, { keep, check, notes }) => {
  const state = { isUnderWay: false, mayLeave: false, timer: null }

  const end = (button, words) => {
    clearTimeout(state.timer)
    Object.assign(state, { isUnderWay: false, mayLeave: false })
    form.removeAttribute("aria-busy")
    if (button) button.value = words
    button?.removeAttribute("aria-disabled")
  }
  const begin = (button) => {
    const words = button?.value
    state.isUnderWay = true
    form.setAttribute("aria-busy", "true")
    button?.setAttribute("aria-disabled", "true")
    if (button) button.value = gettext("Saving…")
    state.timer = setTimeout(() => {
      end(button, words)
      notes.say("saving", gettext("The server has not answered yet. What you typed is kept in this browser; save again when it answers."), { tone: "warn" })
    }, SECONDS_A_SAVE_MAY_TAKE * 1000)
    return () => end(button, words)
  }
  /* Pictures that are being sent first come in; of one that was refused the editor is told before the page turns. */
  const wait = async () => {
    state.isUnderWay = true
    form.setAttribute("aria-busy", "true")
    const timer = setTimeout(() => notes.say("saving", gettext("A picture is still being sent. The form is saved as soon as it has come.")), MILLISECONDS_BEFORE_A_WAIT_IS_TOLD)
    const isWell = await allArrived()
    clearTimeout(timer)
    notes.drop("saving")
    if (isWell) return true
    end()
    notes.say("saving", gettext("Not saved yet: a picture or its description was refused. Look what is said there, then save again."), { tone: "warn" })
    return false
  }
  const send = async (button) => {
    if (!(await wait())) return null
    const stop = begin(button)
    keep()
    notes.drop("saving")
    const session = await check()
    if (session === "ours") {
      state.mayLeave = true
      return form.requestSubmit(button)
    }
    stop()
    if (session === "silent")
      notes.say("saving", gettext("The newsroom cannot be reached: nothing was sent. What you typed is kept in this browser; save again when the connection is back."), { tone: "warn" })
    return null
  }

  /* On the document and first of all, so that what else listens hears only of the save that leaves. */
  document.addEventListener("submit", (event) => {
    if (event.target !== form) return
    if (state.mayLeave) {
      state.mayLeave = false
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (!state.isUnderWay) send(event.submitter)
  }, true)
}

export const guardUnsavedWork = (form) => {
  let unsaved = Boolean(form.querySelector("[data-sent-back]"))
  /* A widget that sets itself up tells of changes too: only what a person did, after that, counts. */
  window.addEventListener("load", () => setTimeout(() => onTyping(form, () => (unsaved = true))))
  /* dialogs of the editor are forms within the form */
  form.addEventListener("submit", (event) => {
    if (event.target === form) unsaved = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (unsaved || isUnderWay()) event.preventDefault()
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
  if (form.querySelector("[data-sent-back]")) return
  window.addEventListener("load", () => {
    if (place.field) document.getElementById(place.field)?.focus({ preventScroll: true })
    window.scrollTo({ top: place.y, behavior: "instant" })
  })
}
