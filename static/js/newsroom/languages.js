/* One tab a language, or two languages side by side. Without script the languages stand under one another.

   <div class="languages" data-first="kk" data-usual="ru"><section class="language" data-language="kk" data-name="Қазақша" data-standing="…">
   data-first is the language the row was written in, data-usual the one the editor reads the newsroom in.
   data-standing is what the server knows: "" (never published), "published", "behind" (readers see an older text).
   Fields with data-needed decide whether a language is complete. */
import { gettext, make, remember, remembered } from "newsroom/dom"

const NARROW = window.matchMedia("(max-width: 56rem)")
const states = () => ({
  empty: gettext("nothing yet"),
  started: gettext("in work"),
  complete: gettext("complete"),
  published: gettext("published"),
  behind: gettext("published, behind"),
})

export const arrangeLanguages = (form) => {
  for (const box of form.querySelectorAll(".languages")) arrange(box)
}

const arrange = (box) => {
  const panels = [...box.querySelectorAll(":scope > .language")]
  const tabs = panels.map(tabFor)
  const list = make("div", { class: "languages__tabs", role: "tablist", "aria-label": gettext("Languages") }, tabs)
  const beside = make("button", { type: "button", class: "languages__beside", textContent: gettext("Side by side") })
  box.prepend(make("div", { class: "languages__bar" }, [list, beside]))
  const choice = startingChoice(box, panels)

  const show = () => {
    const two = choice.beside && !NARROW.matches
    const open = two ? [choice.left, choice.right] : [choice.current]
    panels.forEach((panel, index) => {
      const isOpen = open.includes(panel.dataset.language)
      panel.hidden = !isOpen
      tabs[index].setAttribute("aria-selected", isOpen)
      tabs[index].tabIndex = isOpen && panel.dataset.language === open.at(-1) ? 0 : -1
      panel.classList.toggle("language--right", two && panel.dataset.language === choice.right)
    })
    box.classList.toggle("languages--beside", two)
    list.setAttribute("aria-multiselectable", two)
    beside.setAttribute("aria-pressed", two)
    remember("languages", choice)
  }

  const choose = (code) => {
    if (code !== choice.left) choice.right = code
    choice.current = code
    show()
  }
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(panels[index].dataset.language))
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (!step) return
      event.preventDefault()
      const next = (index + step + tabs.length) % tabs.length
      choose(panels[next].dataset.language)
      tabs[next].focus()
    })
  })
  beside.addEventListener("click", () => {
    choice.beside = !choice.beside
    if (choice.beside && choice.current !== choice.left) choice.right = choice.current
    show()
  })
  NARROW.addEventListener("change", show)
  show()
}

/* Side by side the original stands on the left, as a translator wants it. Alone opens the language of the last work, else
   the editor's own if it has a text; a language with an error is opened whatever was remembered. */
const startingChoice = (box, panels) => {
  const codes = panels.map((panel) => panel.dataset.language)
  const kept = remembered("languages", {})
  const known = (code) => (codes.includes(code) ? code : null)
  const wrong = panels.find((panel) => panel.querySelector(".errorlist"))?.dataset.language
  const left = known(box.dataset.first) ?? codes[0]
  const current = wrong ?? known(kept.current) ?? usualLanguage(box, panels) ?? left
  const others = codes.filter((code) => code !== left)
  const asked = others.find((code) => code === new URLSearchParams(location.search).get("beside"))
  const right = others.find((code) => code === wrong) ?? asked ?? others.find((code) => code === kept.right) ?? others[0]
  return { beside: Boolean(asked || kept.beside) && codes.length > 1, left, right, current: wrong ?? asked ?? current }
}

/* Nobody is greeted by an empty tab while the story stands in another. */
const usualLanguage = (box, panels) => {
  const filled = panels.filter((panel) => stateOf(panel) !== "empty")
  return (filled.length ? filled : panels).find((panel) => panel.dataset.language === box.dataset.usual)?.dataset.language
}

const tabFor = (panel) => {
  const code = panel.dataset.language
  const dot = make("span", { class: "state", "aria-hidden": "true" })
  const words = make("span", { class: "state__words" })
  const tab = make("button", { type: "button", role: "tab", class: "languages__tab", id: `tab-${code}`, "aria-controls": panel.id }, [
    make("span", { lang: code, textContent: panel.dataset.name }),
    dot,
    words,
  ])
  panel.setAttribute("role", "tabpanel")
  panel.setAttribute("aria-labelledby", tab.id)
  if (panel.querySelector(".errorlist")) tab.dataset.error = ""
  const update = () => {
    const state = stateOf(panel)
    dot.dataset.state = state
    dot.hidden = !state
    words.textContent = states()[state] ?? ""
  }
  panel.addEventListener("input", update)
  update()
  return tab
}

const stateOf = (panel) => {
  if (panel.dataset.standing) return panel.dataset.standing
  const needed = [...panel.querySelectorAll("[data-needed]")]
  if (!panel.querySelector("input, textarea, select")) return ""
  const filled = needed.filter((field) => field.value.replace(/<[^>]*>|&nbsp;/g, "").trim())
  if (!filled.length) return "empty"
  return filled.length === needed.length ? "complete" : "started"
}
