/* The dialog of a gallery: many pictures of the library ticked, new ones brought in, or those of another language's text. */
import { bringIn, fileButton } from "newsroom/arriving"
import { cardOf } from "newsroom/cover"
import { gettext, interpolate, make } from "newsroom/dom"
import { tooMany } from "newsroom/editor/picture"
import { ask } from "newsroom/registry"

const PAUSE_WHILE_TYPING = 180
let dialogs = 0

/* askGallery({…, room, isNew}, editor) -> the cards in the order in which they were ticked, or null */
export const askGallery = (options, editor) => {
  const id = `gallery-${++dialogs}`
  const chosen = new Map()
  const status = make("p", { class: "chooser__status", role: "status" })
  const strip = make("ol", { class: "strip", "aria-label": gettext("Chosen pictures, in their order") })
  const shelf = makeShelf(id, options, { isChosen: (key) => chosen.has(key), toggle: (row, isWanted) => (isWanted ? add(row) : remove(row.id)) })

  const draw = (words) => {
    status.textContent = words ?? interpolate(gettext("Chosen: %s"), [chosen.size])
    strip.replaceChildren(...[...chosen.values()].map((row) => chip(row, () => remove(row.id))))
    shelf.mark()
  }
  const add = (row) => {
    const isFull = chosen.size >= options.room && !chosen.has(row.id)
    if (!isFull) chosen.set(row.id, row)
    draw(isFull ? tooMany(options.most) : undefined)
    return !isFull
  }
  const remove = (key) => {
    chosen.delete(key)
    draw()
    shelf.input.focus()
  }
  const fromDevice = fileButton({
    words: gettext("From this device…"),
    accept: options.accept,
    several: true,
    onChoose: (files) => {
      for (const file of files) {
        draw(interpolate(gettext("Sending to the library: %s"), [file.name]))
        bringIn(file, options, ({ card, error }) => {
          if (card) add(rowOf(card))
          if (error) draw(`${file.name}: ${error}`)
          shelf.load()
        })
      }
    },
  })
  const takeOver = otherGalleries(id, editor, async (keys) => {
    const cards = await Promise.all(keys.map((key) => cardOf(options.card, key)))
    for (const card of cards.filter(Boolean)) if (!add(rowOf(card))) break
  })
  return ask({
    title: options.isNew ? gettext("Gallery") : gettext("Add pictures"),
    fields: [...takeOver, shelf.search, fromDevice.box, shelf.box, status, strip],
    agree: gettext("Insert"),
    answer: async () => {
      if (!chosen.size) return shelf.complain(gettext("Tick at least one picture."))
      const cards = await Promise.all([...chosen.values()].map((row) => row.card ?? cardOf(options.card, row.id)))
      return cards.every(Boolean) ? cards : shelf.complain(gettext("The list could not be loaded. Check the connection and type again."))
    },
    ready: () => {
      shelf.input.focus()
      shelf.load()
      draw("")
    },
  })
}

const rowOf = (card) => ({ id: String(card.id), text: card.description || decodeURIComponent(card.url.split("/").at(-1)), thumbnail: card.thumbnail ?? card.url, card })

const chip = (row, remove) => {
  const button = make("button", { type: "button", class: "strip__out", title: gettext("Take out"), "aria-label": `${gettext("Take out")}: ${row.text}` })
  button.addEventListener("click", remove)
  return make("li", {}, [make("img", { src: row.thumbnail, alt: row.text }), button])
}

/* The pictures of the library, newest first or found by words, each with a box to tick. */
const makeShelf = (id, options, { isChosen, toggle }) => {
  const input = make("input", { type: "search", id: `${id}-search`, autocomplete: "off" })
  const search = make("p", { class: "ask__field" }, [make("label", { for: input.id, textContent: gettext("Find a picture by its description, caption or place") }), input])
  const list = make("ul", { class: "shelf", "aria-label": gettext("Pictures of the library") })
  const more = make("button", { type: "button", class: "button button--quiet", textContent: gettext("Show more"), hidden: true })
  const words = make("p", { class: "chooser__status", role: "status" })
  const state = { rows: [], page: 1, turn: 0 }

  const mark = () => list.querySelectorAll("input").forEach((box) => (box.checked = isChosen(box.value)))
  const tickFor = (row) => {
    const box = make("input", { type: "checkbox", value: row.id })
    box.addEventListener("change", () => toggle(row, box.checked))
    const picture = make("img", { src: row.thumbnail, alt: "", loading: "lazy" })
    return make("li", {}, [make("label", { class: "shelf__picture" }, [box, picture, make("span", { textContent: row.text })])])
  }
  const load = async (page = 1) => {
    const turn = ++state.turn
    const found = await pageOf(options.pictures, input.value, page)
    if (turn !== state.turn) return
    words.textContent = found ? (found.results.length || page > 1 ? "" : gettext("Nothing found.")) : gettext("The list could not be loaded. Check the connection and type again.")
    if (!found) return
    const ticks = found.results.map(tickFor)
    if (page === 1) list.replaceChildren(...ticks)
    else list.append(...ticks)
    if (page > 1) ticks[0]?.querySelector("input").focus()
    state.page = page
    more.hidden = !found.pagination?.more
    mark()
  }
  let pause
  input.addEventListener("input", () => {
    input.setCustomValidity("")
    clearTimeout(pause)
    pause = setTimeout(load, PAUSE_WHILE_TYPING)
  })
  /* Enter looks for the words at once, as in any search; the dialog stays. */
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    load()
  })
  list.addEventListener("change", () => input.setCustomValidity(""))
  more.addEventListener("click", () => load(state.page + 1))
  return {
    input, search, mark, load: () => load(),
    box: make("div", { class: "shelf__box" }, [list, more, words]),
    complain(sentence) {
      input.setCustomValidity(sentence)
      input.reportValidity()
      return null
    },
  }
}

/* {results, pagination}, or null when the server refuses or is silent */
const pageOf = async (source, term, page) => {
  const address = new URL(source, location.href)
  address.searchParams.set("term", term)
  address.searchParams.set("page", page)
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null)
  return answer?.ok ? answer.json() : null
}

/* Galleries in the texts of the other languages: their pictures are taken over with the captions of this language. */
const otherGalleries = (id, editor, use) => {
  const figures = [...document.querySelectorAll(".ProseMirror figure.gallery")].filter((figure) => !editor.view.dom.contains(figure))
  if (!figures.length) return []
  const name = (figure) => figure.closest(".language")?.dataset.name ?? ""
  const keysOf = (figure) => [...figure.querySelectorAll("figure.photo")].map((photo) => photo.dataset.image).filter(Boolean)
  const label = (figure) => interpolate(gettext("%s, pictures: %s"), [name(figure), keysOf(figure).length])
  const select = make("select", { id: `${id}-other` }, [
    make("option", { value: "", textContent: gettext("No, choose pictures below") }),
    ...figures.map((figure, index) => make("option", { value: String(index), textContent: label(figure) })),
  ])
  select.addEventListener("change", () => select.value && use(keysOf(figures[Number(select.value)])))
  return [make("p", { class: "ask__field" }, [make("label", { for: select.id, textContent: gettext("Take over the gallery of another language?") }), select])]
}
