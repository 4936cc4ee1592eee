/* The words that a picture lacks in the language of the text, asked for where it stands and kept in the library. */
import { describe, descriptionField } from "newsroom/describing"
import { gettext, make } from "newsroom/dom"
import { ask } from "newsroom/registry"

/* askDescription(options, {image, src}, "kk") -> the words that the library has now, or null */
export const askDescription = (options, { image, src }, language) => {
  const field = descriptionField(language)
  return ask({
    title: gettext("Description of the picture"),
    fields: [make("img", { class: "ask__picture", src, alt: "" }), field.box],
    agree: gettext("Save"),
    answer: async () => {
      if (!field.words()) return field.complain(gettext("Write what the picture shows."))
      const { card, error } = await describe(options.words, image, { [language]: field.words() })
      return card ? card.descriptions[language] : field.complain(error)
    },
    ready: () => field.input.focus(),
  })
}
