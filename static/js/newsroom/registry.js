/* A search field over the registry (people, organisations, pictures), fed by the admin's own autocomplete endpoint, so that
   an editor finds here exactly what he may see. Pattern: WAI-ARIA combobox with a list. */
import { gettext, make } from "newsroom/dom"

const PAUSE_WHILE_TYPING = 180
let lists = 0

/* search(source, term) -> [{id, text, detail?, thumbnail?}]; throws when the server refuses. */
const search = async (source, term) => {
  const address = new URL(source, location.href)
  address.searchParams.set("term", term)
  const answer = await fetch(address, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.statusText)
  return (await answer.json()).results
}

/* A combobox over `source()`; `chosen` is {id, text} or null; onChoose(row) is told of every choice. asTyped(text) may make a
   row of the text itself; shape(row) makes of what came from the server what is shown: a row that isClosed cannot be chosen. */
export const makeChooser = ({ label, source, chosen = null, onChoose = () => {}, asTyped = () => null, shape = (row) => row }) => {
  const id = `registry-${++lists}`
  const list = make("ul", { id, role: "listbox", class: "chooser__list", "aria-label": label })
  const input = make("input", {
    type: "text", role: "combobox", id: `${id}-input`, autocomplete: "off", value: chosen?.text ?? "",
    "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": id,
  })
  const status = make("p", { class: "chooser__status", role: "status" })
  const box = make("div", { class: "chooser" }, [make("label", { for: input.id, textContent: label }), input, list, status])
  const state = { chosen, rows: [], at: -1, turn: 0 }

  const mark = () => {
    ;[...list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", state.rows[index].id === state.chosen?.id)
      option.toggleAttribute("data-at", index === state.at)
    })
    const current = list.children[state.at]
    if (current) {
      input.setAttribute("aria-activedescendant", current.id)
      current.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }
  const choose = (row) => {
    if (row.isClosed) return
    state.chosen = row
    input.value = row.text
    input.setCustomValidity("")
    onChoose(row)
    mark()
  }
  const load = async () => {
    const turn = ++state.turn
    const typed = asTyped(input.value)
    let found = []
    let words = ""
    try {
      found = await search(source(), state.chosen?.text === input.value ? "" : input.value)
      if (!found.length && !typed && input.value) words = gettext("Nothing found.")
    } catch {
      words = gettext("The list could not be loaded. Check the connection and type again.")
    }
    if (turn !== state.turn) return
    const rows = [...(typed ? [typed] : []), ...found.map(shape)]
    Object.assign(state, { rows, at: -1 })
    list.replaceChildren(...rows.map((row, index) => optionFor(row, `${id}-${index}`, () => choose(row))))
    status.textContent = words
    mark()
  }
  let pause
  input.addEventListener("input", () => {
    state.chosen = null
    input.setCustomValidity("")
    clearTimeout(pause)
    pause = setTimeout(load, PAUSE_WHILE_TYPING)
  })
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      state.at = Math.min(state.rows.length - 1, Math.max(0, state.at + step))
      mark()
    } else if (event.key === "Enter" && state.rows[state.at] && state.rows[state.at].id !== state.chosen?.id) {
      event.preventDefault()
      choose(state.rows[state.at])
    }
  })
  return {
    box, input, load,
    get chosen() { return state.chosen ?? asTyped(input.value) },
    begin(term) { input.value ||= term; input.focus(); input.select(); load() },
    complain(words) { input.setCustomValidity(words); input.reportValidity(); return null },
    set(row) { state.chosen = row; input.value = row?.text ?? ""; load() },
    clear() { state.chosen = null; input.value = ""; load() },
  }
}

const optionFor = (row, id, choose) => {
  const parts = row.thumbnail ? [make("img", { src: row.thumbnail, alt: "", loading: "lazy" })] : []
  const words = make("span", { class: "chooser__text", textContent: row.text })
  if (row.detail) words.append(make("span", { class: "chooser__detail", textContent: row.detail }))
  const option = make("li", { id, role: "option", "aria-disabled": row.isClosed ? "true" : null }, [...parts, words])
  option.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    choose()
  })
  return option
}

/* Ask in a dialog: resolves with answer(), which may take its time, when the editor agrees; with null when he thinks better of it. */
export const ask = ({ title, fields, agree, answer, ready = () => {} }) =>
  new Promise((resolve) => {
    const heading = make("h2", { id: `ask-${++lists}`, textContent: title })
    const cancel = make("button", { type: "button", class: "button button--quiet", textContent: gettext("Cancel") })
    const form = make("form", { method: "dialog" }, [
      heading, ...fields,
      make("div", { class: "ask__buttons" }, [make("button", { type: "submit", class: "button", textContent: agree }), cancel]),
    ])
    const dialog = make("dialog", { class: "ask", "aria-labelledby": heading.id }, [form])
    let result = null
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (form.hasAttribute("aria-busy")) return
      form.setAttribute("aria-busy", "true")
      const given = await answer()
      form.removeAttribute("aria-busy")
      if (!given || !dialog.open) return
      result = given
      dialog.close()
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(result)
    })
    document.body.append(dialog)
    dialog.showModal()
    ready()
  })
