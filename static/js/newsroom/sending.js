/* One file on its way to the library: how far it is, stopped at will, refused in words. */
import { gettext } from "newsroom/dom"
import { ask, takeToken } from "newsroom/session"

const NO_ANSWER = 0
const FORBIDDEN = 403
const TOO_LARGE = 413
const UNAVAILABLE = 503
const RETRIED = [FORBIDDEN, UNAVAILABLE]

/* send(file, { address, session, signal, onProgress }) -> { card } or { error, login, canRetry }; {} where it was stopped.
   `session` is the address that gives a new token: after another log-in the one of the page is no longer taken.
   `onProgress` is told the part that has been sent, from 0 to 1. */
export const send = async (file, settings) => {
  const answer = await post(file, settings)
  const wasForged = answer.status === FORBIDDEN && !answer.told
  return outcome(wasForged ? await postAnew(file, settings) : answer, settings.signal)
}

const postAnew = async (file, settings) => {
  const standing = await ask(settings.session)
  if (!standing?.logged_in) return { status: FORBIDDEN, told: { error: gettext("You are logged out. Log in in another tab, then send the file again.") } }
  takeToken(standing.token)
  return post(file, settings)
}

const post = (file, { address, signal, onProgress }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest() // fetch cannot tell how much of a body has been sent
    const body = new FormData()
    body.append("file", file)
    request.open("POST", address)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "")
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(loaded / total))
    request.addEventListener("loadend", () => resolve({ status: request.status, told: parsed(request.responseText) }))
    signal?.addEventListener("abort", () => request.abort())
    request.send(body)
  })

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const outcome = ({ status, told }, signal) => {
  if (signal?.aborted) return {}
  if (told?.id) return { card: told }
  if (told?.error) return { error: told.error, login: told.login, canRetry: RETRIED.includes(status) }
  if (status === NO_ANSWER) return { error: gettext("The newsroom cannot be reached. Send the file again when the connection is back."), canRetry: true }
  if (status === TOO_LARGE) return { error: gettext("The file is too large. Save it smaller and choose it again."), canRetry: false }
  return { error: gettext("The newsroom could not take the file. Send it again; if that does not help, tell the administrator."), canRetry: true }
}
