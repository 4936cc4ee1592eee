/* The dialog of a picture: found in the library or brought in from this device, and described in the language of the text. */
import { bringIn, fileButton } from "newsroom/arriving"
import { cardOf } from "newsroom/cover"
import { describe, descriptionField, isDescribed } from "newsroom/describing"
import { gettext, interpolate, make } from "newsroom/dom"
import { ask, makeChooser } from "newsroom/registry"

/* askPhoto(options, "kk") -> the card of the picture, or null */
export const askPhoto = (options, language) => {
  const state = { card: null, turn: 0 }
  const field = descriptionField(language)
  field.box.hidden = true
  const show = (card) => {
    state.card = card
    field.input.value = ""
    field.box.hidden = !card || isDescribed(card, language)
  }
  const chooser = makeChooser({
    label: gettext("Find a picture by its description, caption or place"),
    source: () => options.pictures,
    onChoose: async (row) => {
      const turn = ++state.turn
      const card = await cardOf(options.card, row.id)
      if (turn === state.turn) show(card)
    },
  })
  chooser.box.classList.add("chooser--pictures")
  const fromDevice = chooseFile(options, (card) => {
    state.turn += 1
    chooser.set({ id: String(card.id), text: nameOf(card, language), thumbnail: card.thumbnail })
    show(card)
    if (!field.box.hidden) field.input.focus()
  })
  return ask({
    title: gettext("Picture"),
    fields: [chooser.box, fromDevice, field.box],
    agree: gettext("Insert"),
    answer: async () => {
      const card = chooser.chosen && (String(state.card?.id) === String(chooser.chosen.id) ? state.card : await cardOf(options.card, chooser.chosen.id))
      if (!card) return chooser.complain(gettext("Choose a picture from the list."))
      if (isDescribed(card, language) || !field.words()) return card
      const answer = await describe(options.words, card.id, { [language]: field.words() })
      return answer.card ?? field.complain(answer.error)
    },
    ready: () => {
      chooser.input.focus()
      chooser.load()
    },
  })
}

const nameOf = (card, language) => card.descriptions[language] || card.description || decodeURIComponent(card.url.split("/").at(-1))

/* The button “From this device”, with what becomes of the file beside it. */
const chooseFile = (options, use) => {
  const status = make("span", { class: "choose-file__status", role: "status" })
  const { box } = fileButton({
    words: gettext("From this device…"),
    accept: options.accept,
    onChoose: ([file]) => {
      status.removeAttribute("data-refused")
      status.textContent = interpolate(gettext("Sending to the library: %s"), [file.name])
      bringIn(file, options, ({ card, error }) => {
        status.textContent = error ?? gettext("The picture is in the library.")
        status.toggleAttribute("data-refused", Boolean(error))
        if (card) use(card)
      })
    },
  })
  return make("p", { class: "ask__field ask__file" }, [box, status])
}
