/* Live counts beside headline and summary: <input data-count="110"> is advised to stay within 110 characters. */
import { gettext, make } from "newsroom/dom"

export const countCharacters = (form) => {
  for (const field of form.querySelectorAll("[data-count]")) {
    const advised = Number(field.dataset.count)
    const counter = make("span", { class: "counter" })
    const update = () => {
      const length = [...field.value].length
      counter.textContent = `${length} / ${advised}`
      counter.toggleAttribute("data-over", length > advised)
      if (length > advised) counter.append(" · ", gettext("longer than advised"))
    }
    field.after(counter)
    field.addEventListener("input", update)
    update()
  }
}
