/* The banner over the form: unsaved text is kept here; take it back, let it go, or look what differs first. */
import { gettext, interpolate, make } from "newsroom/dom"
import { missing } from "newsroom/fields"
import { clock } from "newsroom/notes"

const LONGEST_PASSAGE = 400
/* Characters shown of each side of a difference. */

export const offer = (form, record, { isOlder, restore, discard }) => {
  const place = form.querySelector("[data-typing]")
  const words = make("p", { class: "kept__words", textContent: told(record, isOlder) })
  const take = make("button", { type: "button", class: "button", textContent: gettext("Restore") })
  const drop = make("button", { type: "button", class: "button button--quiet", textContent: gettext("Discard") })
  const details = make("details", { class: "kept__details" }, [make("summary", { textContent: gettext("Show what differs") })])
  const buttons = make("div", { class: "kept__buttons" }, [take, drop])
  const banner = make("section", { class: "kept", "aria-label": gettext("Unsaved text"), "data-not-saved": "" }, [words, buttons, details])
  place.append(banner)
  place.hidden = false

  details.addEventListener("toggle", () => {
    if (details.open) details.append(listOf(missing(form, record.typed)))
    else details.lastElementChild.remove()
  })
  take.addEventListener("click", () => {
    const lost = restore(record)
    buttons.remove()
    details.remove()
    words.textContent = gettext("What you typed is back in the form. It is not saved yet.")
    if (lost) words.append(" ", gettext("Lines that somebody else deleted meanwhile could not be restored."))
    if (record.files.length) words.append(" ", interpolate(gettext("Choose the file again: %s"), [record.files.join(", ")]))
    words.tabIndex = -1
    words.focus()
  })
  drop.addEventListener("click", () => {
    discard()
    banner.remove()
  })
}

const told = (record, isOlder) => {
  const first = interpolate(gettext("Unsaved text of %s is kept in this browser."), [clock(record.at)])
  if (!isOlder) return first
  return `${first} ${gettext("Since then somebody has saved this entry. After you restore, save as usual: different fields are merged, and you are asked where both changed the same one.")}`
}

const listOf = (found) =>
  make("dl", { class: "kept__list" }, found.flatMap(({ label, here, kept }) => {
    const [old, fresh] = passages(plainText(here), plainText(kept))
    return [
      make("dt", { textContent: label }),
      make("dd", {}, [make("span", { class: "kept__side", textContent: gettext("In the form:") }), " ", ...old]),
      make("dd", {}, [make("span", { class: "kept__side", textContent: gettext("Kept:") }), " ", ...fresh]),
    ]
  }))

/* Read as text only: nothing of it is put into the page. */
const plainText = (value) => {
  if (!/<\w/.test(value)) return value
  const spaced = value.replace(/<\/(p|li|h2|h3|blockquote|figcaption|tr)>|<br>/g, " $&")
  return new DOMParser().parseFromString(spaced, "text/html").body.textContent.replace(/\s+/g, " ").trim()
}

/* The two sides with what is equal at their beginnings and ends cut short, and the rest marked. */
const passages = (old, fresh) => {
  const [one, other] = [old.split(/(\s+)/), fresh.split(/(\s+)/)]
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1
  let tail = 0
  while (tail < Math.min(one.length, other.length) - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1
  return [one, other].map((words) => side(words, head, tail))
}

const side = (words, head, tail) => {
  const middle = words.slice(head, words.length - tail).join("")
  const shown = middle.length > LONGEST_PASSAGE ? `${middle.slice(0, LONGEST_PASSAGE)}…` : middle
  const before = words.slice(Math.max(0, head - 12), head).join("")
  const after = words.slice(words.length - tail, words.length - tail + 12).join("")
  return [head > 12 ? `… ${before}` : before, make("mark", { textContent: shown || "—" }), tail > 12 ? `${after} …` : after]
}
