/* Who else has the row open, and who saved it meanwhile. */
import { gettext, interpolate } from "newsroom/dom"
import { clock } from "newsroom/notes"
import { ask, tokenOf } from "newsroom/session"

const SECONDS_BETWEEN_PINGS = 30

export const attend = (form, typing, session, notes) => {
  let heard = Number(typing.version)
  let isLeaving = false

  const ping = async () => {
    const answer = typing.presence ? await ask(typing.presence, { method: "POST", body: body({ heard }) }) : null
    /* a refusal is a token from before a log-in: the session's answer brings a new one for the next time */
    if (!answer || answer.refused) {
      if (answer?.refused === 404) notes.say("gone", gettext("This entry is not there any more, or not open to you. What you typed is kept in this browser."), { tone: "warn" })
      return session.check()
    }
    if (session.heed(answer) !== "ours") return null
    tellOthers(answer.others, notes)
    if (answer.version > heard) tellSaved(answer, notes)
    heard = Math.max(heard, answer.version)
    return null
  }

  const body = (facts) => {
    const data = new FormData()
    data.set("csrfmiddlewaretoken", tokenOf(form))
    for (const [name, value] of Object.entries(facts)) data.set(name, value)
    return data
  }

  setInterval(ping, SECONDS_BETWEEN_PINGS * 1000)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ping())
  window.addEventListener("online", ping)
  window.addEventListener("pagehide", () => {
    if (typing.presence && !isLeaving) navigator.sendBeacon(typing.presence, body({ closed: 1 }))
  })
  /* after a save the same form opens again: nobody has left */
  form.addEventListener("submit", (event) => (isLeaving = event.target === form))
  ping()
}

const tellOthers = (others, notes) => {
  if (!others.length) return notes.drop("others")
  const names = others.map(({ name, since }) => interpolate(gettext("%(name)s (since %(time)s)"), { name, time: clock(since) }, true))
  return notes.say("others", interpolate(gettext("Also open at this moment: %s"), [names.join(", ")]))
}

const tellSaved = ({ saved_by: name, saved_at: at }, notes) => {
  const text = name
    ? gettext("%(name)s saved this at %(time)s. Save as usual: different fields are merged, and you are asked where both changed the same one.")
    : gettext("This was saved at %(time)s meanwhile. Save as usual: different fields are merged, and you are asked where both changed the same one.")
  notes.say("saved", interpolate(text, { name, time: clock(at) }, true), { tone: "warn" })
}
