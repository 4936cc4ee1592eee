/* The dialogs of links: a page of this site found by its name, an address typed or pasted, or a document of the library. */
import { gettext, make } from "newsroom/dom"
import { ask, makeChooser } from "newsroom/registry"

const LONGEST_TERM = 100

/* What is typed, as the address that will stand in the text, or null for what is no address. */
export const addressOf = (typed) => {
  const text = typed.trim()
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  if (/^\/(?![/\\])\S*$/.test(text)) return text
  if (/^[^\s/:@]+\.[a-zа-яәғқңөұүһі]{2,}(?:[/?#]\S*)?$/i.test(text)) return addressOf(`https://${text}`)
  if (!/^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(text) || !URL.canParse(text)) return null
  const address = new URL(text)
  return address.origin === location.origin ? address.pathname + address.search + address.hash : text
}

export const askLink = async (editor, pages) => {
  const { href } = editor.getAttributes("link")
  const marked = href ? "" : selectedWords(editor)
  const chooser = makeChooser({
    label: gettext("Name of a page of this site, or an address"),
    source: () => `${pages}?language=${editor.view.dom.lang}`,
    chosen: href ? { id: href, text: href, address: href } : null,
    asTyped: (text) => {
      const address = addressOf(text)
      return address && { id: address, text: address, detail: gettext("Link to this address"), address }
    },
    shape: (row) => ({ ...row, isClosed: row.address === "" }),
    onChoose: (row) => words.suggest(row.text),
  })
  const words = wordsOfLink(editor, href)
  const row = await ask({
    title: gettext("Link"),
    fields: [chooser.box, ...words.boxes],
    agree: href ? gettext("Keep") : gettext("Insert"),
    answer: () => chooser.chosen ?? chooser.complain(gettext("Choose a page from the list, or type an address that begins with https://.")),
    ready: () => chooser.begin(marked.slice(0, LONGEST_TERM)),
  })
  const language = row && row.language !== editor.view.dom.lang ? row.language : null
  put(editor, row && { type: "link", attrs: { href: row.address, hreflang: language ?? null } }, words.value(row?.text))
}

export const askDocument = async (editor, documents) => {
  const language = editor.view.dom.lang
  const { document: number } = editor.getAttributes("documentLink")
  const title = (row) => row?.titles?.[language] || row?.text
  const chooser = makeChooser({
    label: gettext("Find a document by its title or file name"),
    source: () => documents,
    onChoose: (row) => words.suggest(title(row)),
  })
  const words = wordsOfLink(editor, number)
  const row = await ask({
    title: gettext("Document from the library"),
    fields: [chooser.box, ...words.boxes],
    agree: number ? gettext("Keep") : gettext("Insert"),
    answer: () => chooser.chosen ?? chooser.complain(gettext("Choose a document from the list.")),
    ready: () => chooser.begin(""),
  })
  put(editor, row && { type: "documentLink", attrs: { document: String(row.id) } }, words.value(title(row)))
}

const selectedWords = ({ state: { doc, selection } }) => doc.textBetween(selection.from, selection.to, " ").trim()

/* The words that will carry the link: asked for only where none are selected. */
const wordsOfLink = (editor, isOld) => {
  const input = make("input", { type: "text", id: "words-of-link" })
  const label = make("label", { for: input.id, textContent: gettext("Words of the link") })
  let suggested = ""
  return {
    boxes: isOld || !editor.state.selection.empty ? [] : [make("p", { class: "ask__field" }, [label, input])],
    suggest: (text) => {
      if (input.value === suggested) input.value = suggested = text
    },
    value: (fallback) => input.value.trim() || fallback,
  }
}

const put = (editor, mark, words) => {
  const step = editor.chain().focus()
  if (!mark) return step.run()
  if (editor.isActive(mark.type)) return step.extendMarkRange(mark.type).setMark(mark.type, mark.attrs).run()
  if (!editor.state.selection.empty) return step.setMark(mark.type, mark.attrs).run()
  return step.insertContent({ type: "text", text: words, marks: [mark] }).run()
}
