/* Descriptions of pictures: written where a picture is used, kept in the library. */
import { gettext, interpolate, make } from "newsroom/dom"

const LONGEST = 300
let fields = 0

export const isDescribed = (card, language) => Boolean(card.is_decorative || card.descriptions?.[language])

/* describe("/…/0/words/", 7, { kk: "…" }) -> { card } or { error } */
export const describe = async (pattern, id, descriptions) => {
  const body = new FormData()
  for (const [code, words] of Object.entries(descriptions)) body.append(`description_${code}`, words)
  body.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "")
  const answer = await fetch(pattern.replace("/0/", `/${id}/`), { method: "POST", body }).then((found) => found.json()).catch(() => null)
  if (answer?.id) return { card: answer }
  return { error: answer?.error ?? gettext("The description could not be saved. Look at the connection and whether you are logged in, then try again.") }
}

/* A field for the description: complain(words) tells what is wrong with it and answers null. Of several fields the first
   says what a description is. */
export const descriptionField = (language, isFirst = true) => {
  const id = `description-${++fields}`
  const name = document.querySelector(`.language[data-language="${language}"]`)?.dataset.name ?? language
  const input = make("textarea", { id, rows: 2, maxLength: LONGEST, lang: language, "aria-describedby": isFirst ? `${id}-help` : null })
  const help = make("span", { class: "help", id: `${id}-help`, textContent: gettext("What the picture shows, for people who cannot see it. Not the caption. The story is not published without it.") })
  input.addEventListener("input", () => input.setCustomValidity(""))
  return {
    input,
    box: make("p", { class: "ask__field" }, [make("label", { for: id, textContent: interpolate(gettext("Description (%s)"), [name]) }), input, ...(isFirst ? [help] : [])]),
    words: () => input.value.trim(),
    complain(words) {
      input.setCustomValidity(words)
      input.reportValidity()
      return null
    },
  }
}
