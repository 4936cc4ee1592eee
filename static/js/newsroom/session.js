/* Whether this browser is still logged in with the account of the form, and the token that the next save needs. */
import { gettext, make } from "newsroom/dom"

const PATIENCE = 10_000
/* Milliseconds for an answer; after that the newsroom counts as out of reach. */

/* The server's answer as an object; null when there is none: no network, a server that is being restarted. */
export const ask = async (address, settings = {}) => {
  try {
    const answer = await fetch(address, {
      cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE), ...settings,
    })
    return answer.ok ? await answer.json() : { refused: answer.status }
  } catch {
    return null
  }
}

/* check() -> "ours", "lost" (logged out), "other" (another account) or "silent" (no answer); the notes tell each but the first. */
export const watchSession = (typing, notes) => {
  let wasLost = false

  const heed = (answer) => {
    const state = stateOf(answer, typing.account)
    if (state === "ours") takeToken(answer.token)
    if (state === "ours" && wasLost) notes.say("session", gettext("You are logged in again. Save as usual."), { tone: "good" })
    else if (state === "ours") notes.drop("session")
    else if (state !== "silent") notes.say("session", ...words(state, typing))
    wasLost = state === "silent" ? wasLost : state !== "ours"
    return state
  }

  return { heed, check: async () => heed(await ask(typing.session)) }
}

const stateOf = (answer, account) => {
  if (!answer || answer.refused) return "silent"
  if (!answer.logged_in) return "lost"
  return String(answer.account) === account ? "ours" : "other"
}

const words = (state, typing) => {
  const link = make("a", { href: typing.login, target: "_blank", textContent: gettext("Log in in a new tab") })
  const texts = {
    lost: gettext("You are logged out. What you type is kept in this browser: log in, then save here."),
    other: gettext("This browser is logged in with another account now. Log in with your own to save here; your text is kept."),
  }
  return [texts[state], { tone: "warn", more: link }]
}

/* The token changes at each log-in; every form of the page needs the new one. */
export const takeToken = (token) => {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token
}

export const tokenOf = (form) => form.elements.csrfmiddlewaretoken?.value ?? ""
