/* The line of one file on the page that adds pictures: its thumbnail, its name, how far it is, and what can be done. */
import { gettext, interpolate, make } from "newsroom/dom"

const MEGABYTE = 1_000_000
const megabytes = (bytes) => Math.max(0.1, bytes / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })

/* makeRow(file, { cancel, again }) -> { element, show }: show(state, told) draws "waiting", "sending", "copying", "there",
   "known", "refused" or "stopped"; `told` is the part that was sent, the card of the picture, or what was refused. */
export const makeRow = (file, { cancel, again }) => {
  const address = URL.createObjectURL(file)
  const picture = make("img", { src: address, alt: "", decoding: "async" })
  const words = make("p", { class: "upload__state" })
  const bar = make("progress", { max: 1, "aria-label": interpolate(gettext("Sending %s"), [file.name]) })
  const name = make("p", { class: "upload__name", tabIndex: -1, textContent: file.name })
  const act = make("button", { type: "button", class: "button button--quiet" })
  const size = make("span", { class: "upload__size", textContent: interpolate(gettext("%s MB"), [megabytes(file.size)]) })
  const element = make("li", { class: "upload__row" }, [
    make("span", { class: "small" }, [picture]),
    make("div", { class: "upload__words" }, [name, words, bar]),
    size,
    act,
  ])
  picture.addEventListener("error", () => (picture.hidden = true)) // not every browser can show what a telephone takes
  let press = null
  act.addEventListener("click", () => press?.())

  const offer = (label, doIt) => {
    press = doIt
    if (!label && document.activeElement === act) name.focus()
    act.hidden = !label
    act.textContent = label
    act.setAttribute("aria-label", `${label}: ${file.name}`)
  }
  const arrived = (card) => {
    URL.revokeObjectURL(address)
    picture.hidden = false
    picture.src = card.thumbnail
    name.replaceChildren(make("a", { href: card.page, textContent: file.name }))
  }
  const draw = {
    waiting: () => offer(gettext("Cancel"), cancel),
    sending: (part) => {
      bar.value = part
      offer(gettext("Cancel"), cancel)
    },
    copying: () => {
      bar.removeAttribute("value")
      offer("", null)
    },
    there: (card) => {
      arrived(card)
      offer("", null)
    },
    known: (card) => {
      arrived(card)
      offer("", null)
    },
    refused: ({ canRetry }) => offer(canRetry ? gettext("Send again") : "", again),
    stopped: () => offer(gettext("Send again"), again),
  }
  const show = (state, told) => {
    element.dataset.state = state
    bar.hidden = !["sending", "copying"].includes(state)
    words.replaceChildren(...sentence(state, told))
    draw[state](told)
  }
  return { element, show }
}

const sentence = (state, told) => {
  if (state === "sending") return [interpolate(gettext("sending, %s"), [`${Math.round(told * 100)} %`])]
  if (state === "refused" && told.login) return [told.error, " ", make("a", { href: told.login, target: "_blank", textContent: gettext("Log in in a new tab") })]
  if (state === "refused") return [told.error]
  return [
    {
      waiting: gettext("waiting"),
      copying: gettext("sent, making small copies"),
      there: gettext("in the library"),
      known: gettext("was in the library already"),
      stopped: gettext("not sent"),
    }[state],
  ]
}
