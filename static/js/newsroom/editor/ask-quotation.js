/* The dialog of a quotation: who said it, the words, the day, and whether it translates a quotation of another language. */
import { gettext, make, newUid } from "newsroom/dom"
import { ask, makeChooser } from "newsroom/registry"

let dialogs = 0

/* askQuotation(options, editor, now) -> {uid, person, organization, saidOn, label, words} or null.
   now: what the quotation says already; words is null when they are edited on the page itself. */
export const askQuotation = (options, editor, now) => {
  const id = `quotation-${++dialogs}`
  const kind = speakerKind(id, now.organization ? "organization" : "person")
  const chooser = makeChooser({
    label: gettext("Who said it"),
    source: () => (kind.value() === "person" ? options.people : options.organizations),
    chosen: now.person || now.organization ? { id: now.person ?? now.organization, text: now.label } : null,
    onChoose: (row) => (printed.input.value = row.text),
  })
  const printed = field(id, "printed", gettext("Name as printed under the quotation"), make("input", { type: "text", value: now.label ?? "" }))
  const words = field(id, "words", gettext("Words of the quotation"), make("textarea", { rows: 4, value: now.words ?? "" }))
  const day = field(id, "day", gettext("Said on (leave empty for the day of the story)"), make("input", { type: "date", value: now.saidOn ?? "" }))
  const original = originals(id, editor, now.uid)
  kind.box.addEventListener("change", () => {
    chooser.clear()
    printed.input.value = ""
  })
  original.input.addEventListener("change", () => {
    const figure = original.figure()
    if (!figure) return
    kind.set(figure.dataset.organization ? "organization" : "person")
    chooser.set({ id: figure.dataset.person ?? figure.dataset.organization, text: figure.dataset.label })
    printed.input.value = figure.dataset.label
    day.input.value = figure.dataset.saidOn ?? ""
  })
  const answer = () => {
    if (!chooser.chosen) {
      chooser.input.setCustomValidity(gettext("Choose who said it from the list."))
      chooser.input.reportValidity()
      return null
    }
    return {
      uid: original.figure()?.dataset.uid ?? now.uid ?? newUid(),
      person: kind.value() === "person" ? chooser.chosen.id : null,
      organization: kind.value() === "organization" ? chooser.chosen.id : null,
      saidOn: day.input.value || null,
      label: printed.input.value.trim() || chooser.chosen.text,
      words: words.input.value,
    }
  }
  const fields = [kind.box, chooser.box, ...(now.words === null ? [] : [words.box]), printed.box, day.box]
  if (original.box) fields.unshift(original.box)
  return ask({
    title: gettext("Quotation with its speaker"),
    fields,
    agree: now.words === null ? gettext("Keep") : gettext("Insert"),
    answer,
    ready: () => {
      chooser.input.focus()
      chooser.load()
    },
  })
}

const field = (id, name, label, input) => {
  input.id = `${id}-${name}`
  return { input, box: make("p", { class: "ask__field" }, [make("label", { for: input.id, textContent: label }), input]) }
}

const speakerKind = (id, start) => {
  const radio = (value, words) => {
    const input = make("input", { type: "radio", name: `${id}-kind`, value, checked: value === start })
    return { input, label: make("label", {}, [input, " ", words]) }
  }
  const choices = [radio("person", gettext("A person")), radio("organization", gettext("An organisation"))]
  return {
    box: make("fieldset", { class: "ask__kind" }, [make("legend", { textContent: gettext("The speaker is") }), ...choices.map((one) => one.label)]),
    value: () => choices.find((one) => one.input.checked).input.value,
    set: (value) => choices.forEach((one) => (one.input.checked = one.input.value === value)),
  }
}

/* Quotations in the other languages' texts that have no counterpart in this text yet. */
const originals = (id, editor, uid) => {
  const own = new Set([...editor.view.dom.querySelectorAll("figure.quote")].map((figure) => figure.dataset.uid))
  const figures = [...document.querySelectorAll(".ProseMirror figure.quote")].filter(
    (figure) => figure.dataset.uid && !own.has(figure.dataset.uid) && !editor.view.dom.contains(figure),
  )
  const once = [...new Map(figures.map((figure) => [figure.dataset.uid, figure])).values()]
  const select = make("select", {}, [
    make("option", { value: "", textContent: gettext("No, it is a quotation of its own") }),
    ...once.map((figure, index) => make("option", { value: String(index), textContent: summary(figure) })),
  ])
  const made = field(id, "original", gettext("Is it the translation of a quotation in another language?"), select)
  return { input: select, box: once.length ? made.box : null, figure: () => (select.value === "" ? null : once[Number(select.value)]) }
}

const summary = (figure) => {
  const words = figure.querySelector("blockquote").textContent
  return `${figure.dataset.label}: ${words.length > 60 ? `${words.slice(0, 60)}…` : words}`
}
