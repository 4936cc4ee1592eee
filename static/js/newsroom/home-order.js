/* The order of the home page: stories are dragged, by mouse or finger, or moved by their arrows, and saved together.

   Without this file each press of an arrow is a form of its own. Focus stays on the pressed arrow; what happened is said
   in #home-order-status. Escape puts a dragged story back. */
import { gettext, interpolate, make } from "newsroom/dom"

const form = document.querySelector("#home-order")

const order = (list) => {
  const status = form.querySelector("#home-order-status")
  const rows = () => [...list.children]
  const written = () => rows().map((row) => row.querySelector("[name=story]").value).join()
  const stored = form.querySelector("[name=seen]").value
  let isLeaving = false

  const say = (row) => {
    const place = { headline: row.dataset.headline, place: rows().indexOf(row) + 1, count: rows().length }
    status.textContent = interpolate(gettext("%(headline)s: place %(place)s of %(count)s. Not saved yet."), place, true)
  }
  const show = () => form.toggleAttribute("data-changed", written() !== stored)

  const step = (row, by) => {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!other) return
    if (by < 0) other.before(row)
    else other.after(row)
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=up], [name=down]")
    if (!button) return
    event.preventDefault()
    const row = button.closest(".home-order__story")
    step(row, button.name === "up" ? -1 : 1)
    button.focus()
    say(row)
    show()
  })

  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const row = event.target.closest(".home-order__story")
    if (!by || !event.altKey || !row) return
    event.preventDefault()
    const focused = document.activeElement
    step(row, by)
    focused.focus()
    say(row)
    show()
  })

  for (const row of rows()) drag(row, list, () => (say(row), show()))

  form.addEventListener("submit", () => (isLeaving = true))
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && written() !== stored) event.preventDefault()
  })
  show()
}

/* A row follows the pointer from its handle: it changes places with a neighbour as soon as the pointer passes its middle. */
const drag = (row, list, dropped) => {
  const handle = row.querySelector(".home-order__handle")
  let before = null

  const stop = () => {
    before = null
    row.removeAttribute("data-dragged")
    document.removeEventListener("keydown", escape, true)
  }
  const escape = (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    list.append(...before)
    stop()
  }
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    before = [...list.children]
    row.setAttribute("data-dragged", "")
    document.addEventListener("keydown", escape, true)
  })
  handle.addEventListener("pointermove", (event) => {
    if (!before) return
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2
    const above = row.previousElementSibling
    const below = row.nextElementSibling
    if (above && event.clientY < middle(above)) above.before(row)
    else if (below && event.clientY > middle(below)) below.after(row)
    if (!handle.hasPointerCapture(event.pointerId)) handle.setPointerCapture(event.pointerId)
  })
  for (const end of ["pointerup", "pointercancel"]) {
    handle.addEventListener(end, () => {
      if (!before) return
      stop()
      dropped()
    })
  }
}

if (form) {
  form.prepend(make("p", { class: "home-order__unsaved", textContent: gettext("The order is not saved yet.") }))
  order(form.querySelector(".home-order__list"))
}
