/* The dialog of a video: its address on the other site, and the title that readers see. */
import { gettext, make } from "newsroom/dom"
import { ask } from "newsroom/registry"

/* askVideo({href, title}) -> {href, title} or null */
export const askVideo = ({ href = "", title = "" } = {}) => {
  const address = field("video-address", gettext("Address of the video"), { type: "text", inputMode: "url", value: href, placeholder: "https://" })
  const name = field("video-title", gettext("Title that readers see"), { type: "text", value: title, required: true })
  address.input.addEventListener("input", () => address.input.setCustomValidity(""))
  return ask({
    title: gettext("Video on another site"),
    fields: [
      address.box,
      name.box,
      make("p", { class: "help", textContent: gettext("Readers see a card with the title and the name of the site, and open the video there.") }),
    ],
    agree: href ? gettext("Keep") : gettext("Insert"),
    answer: () => {
      const typed = secure(address.input.value)
      if (typed) return { href: typed, title: name.input.value.trim() }
      address.input.setCustomValidity(gettext("Type the address of the video; it begins with https://."))
      address.input.reportValidity()
      return null
    },
    ready: () => address.input.focus(),
  })
}

const field = (id, label, settings) => {
  const input = make("input", { id, autocomplete: "off", ...settings })
  return { input, box: make("p", { class: "ask__field" }, [make("label", { for: id, textContent: label }), input]) }
}

/* The address as https, which is what may be typed without it; null for what is no address on the web. */
const secure = (typed) => {
  const text = typed.trim()
  const address = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(text) ? `https://${text}` : text
  return /^https:\/\/[^\s/]+\.\S+$/i.test(address) && URL.canParse(address) ? new URL(address).href : null
}
