/* The chosen library picture, shown under its select with the crops readers get. <select data-picture-card="/…/0/card/">:
   the address of a picture's card, with 0 where its number goes. */
import { gettext, make } from "newsroom/dom"
import { makeCrops } from "newsroom/focal"

export const cardOf = async (pattern, id) => {
  const answer = await fetch(pattern.replace("/0/", `/${id}/`), { headers: { Accept: "application/json" } })
  return answer.ok ? answer.json() : null
}

export const showCovers = (form) => {
  for (const select of form.querySelectorAll("select[data-picture-card]")) showCover(select)
}

const showCover = (select) => {
  const crops = makeCrops()
  const words = make("figcaption")
  const figure = make("figure", { class: "cover", hidden: true }, [crops.box, words])
  ;(select.closest(".related-widget-wrapper") ?? select).after(figure)
  const update = async () => {
    const card = select.value ? await cardOf(select.dataset.pictureCard, select.value) : null
    figure.hidden = !card
    if (!card) return
    crops.show(card.url)
    crops.aim(card.focal_x, card.focal_y)
    words.textContent = card.description || gettext("This picture has no description yet: it cannot be published.")
    words.toggleAttribute("data-missing", !card.description)
  }
  /* select2 tells jQuery only */
  const jQuery = window.django?.jQuery
  if (jQuery) jQuery(select).on("change", update)
  else select.addEventListener("change", update)
  update()
}
