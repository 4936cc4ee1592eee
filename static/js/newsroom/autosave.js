/* What is typed is kept in this browser until the server has it: after a crash, a lost log-in, a server or network that
   failed, opening the form again offers it. Files cannot be kept; their names are told. */
import { gettext, interpolate, make, newUid, remember, remembered } from "newsroom/dom"
import { changes, missing, onTyping, read, readBase, write, writeBase } from "newsroom/fields"
import { clearOld, forget, forgetAcknowledged, keep, keptFor, windows } from "newsroom/kept"
import { clock } from "newsroom/notes"
import { offer } from "newsroom/offer"

const PAUSE_WHILE_TYPING = 1000
const SECONDS_A_SENT_FORM_COUNTS = 600
const MOST_OFFERS = 3

/* keepTyping(…) -> { now }: now() keeps at once and answers <window>.<serial>, the name of what is sent. */
export const keepTyping = (form, typing, notes) => {
  const { account, row } = typing
  const start = read(form, { isDefault: true })
  const state = { uid: newUid(), serial: 0, base: readBase(form), version: Number(typing.version), isTouched: false, pause: null, last: "" }
  const askLiving = windows(() => state.uid)

  /* The serial rises with what is typed only, so that a save's acknowledgement fits what still lies here. */
  const now = () => {
    clearTimeout(state.pause)
    const typed = changes(start, read(form))
    const words = JSON.stringify(typed)
    if (!state.isTouched || words === state.last) return `${state.uid}.${state.serial}`
    state.last = words
    const isEmpty = !Object.keys(typed.fields).length && !Object.keys(typed.lines).length
    if (isEmpty) forget(account, row, state.uid)
    else keepRecord({ at: Date.now(), version: state.version, serial: ++state.serial, typed, base: state.base, files: filesOf(form) })
    return `${state.uid}.${state.serial}`
  }
  const keepRecord = (record) => {
    if (keep(account, row, state.uid, record)) {
      notes.drop("room")
      notes.whisper(interpolate(gettext("Kept in this browser at %s"), [clock(record.at)]))
      return
    }
    state.last = ""
    notes.say("room", gettext("This browser has no room to keep what you type. Save more often."), { tone: "warn" })
  }
  const touch = () => {
    state.isTouched = true
    clearTimeout(state.pause)
    state.pause = setTimeout(now, PAUSE_WHILE_TYPING)
  }

  /* From here on this window writes on under the record's own name, and what it holds counts as typed here. */
  const adopt = (record) => {
    Object.assign(state, { uid: record.uid, serial: record.serial, isTouched: true })
    for (const name of Object.keys(record.typed.fields)) delete start.fields[name]
    for (const [prefix, lines] of Object.entries(record.typed.lines))
      for (const { id } of lines.filter((line) => line.id)) start.lines[prefix] = (start.lines[prefix] ?? []).filter((line) => line.id !== id)
  }
  const restore = (record) => {
    adopt(record)
    Object.assign(state, { base: record.base, version: record.version })
    writeBase(form, record.base)
    const lost = write(form, record.typed)
    now()
    return lost
  }

  clearOld()
  forgetAcknowledged()
  const isSentBack = "sentBack" in typing
  if (isSentBack) adoptSent(typing, adopt)
  /* data-ready: from here on what is typed is kept, and what was kept stands on offer */
  window.addEventListener("load", () => setTimeout(async () => {
    onTyping(form, touch)
    await offerKept()
    form.toggleAttribute("data-ready", true)
  }))
  for (const [target, kind] of [[window, "pagehide"], [document, "visibilitychange"]]) target.addEventListener(kind, () => state.isTouched && now())

  const offerKept = async () => {
    const living = keptFor(account, row).length ? await askLiving() : new Set()
    const others = keptFor(account, row).filter(({ uid }) => uid !== state.uid && !living.has(uid))
    const wanted = others.filter((record) => {
      const isThere = !missing(form, record.typed).length
      if (isThere && !isSentBack) forget(account, row, record.uid)
      return !isThere
    })
    for (const record of wanted.slice(0, MOST_OFFERS))
      offer(form, record, { isOlder: record.version < Number(typing.version), restore, discard: () => forget(account, row, record.uid) })
  }

  return { now }
}

const filesOf = (form) => [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files].map((file) => file.name))

/* The server sent the form back, with errors or with a colleague's text beside it: it shows what was sent, and the
   record of that is this window's own. */
const adoptSent = (typing, adopt) => {
  const sent = remembered("sent", null, "sessionStorage")
  if (!sent || sent.row !== typing.row || Date.now() - sent.at > SECONDS_A_SENT_FORM_COUNTS * 1000) return
  const record = keptFor(typing.account, typing.row).find(({ uid }) => sent.name.startsWith(`${uid}.`))
  if (record) adopt(record)
}

/* Names what goes to the server, in the form and for the page that answers. */
export const nameSent = (form, typing, name) => {
  const field = form.elements._kept ?? form.appendChild(make("input", { type: "hidden", name: "_kept" }))
  field.value = name
  remember("sent", { name, row: typing.row, at: Date.now() }, "sessionStorage")
}
