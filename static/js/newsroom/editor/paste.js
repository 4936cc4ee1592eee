/* Pasting: what comes from other programs is made plain (pasted.js), and what would be too much to save is not taken in, so
   that nothing is lost of what stood there. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { gettext, interpolate, make } from "newsroom/dom"
import { tell } from "newsroom/editor/note"
import { cleanPasted } from "newsroom/editor/pasted"

/* Browsers lay a paragraph out in the square of its length: a book without a break would stop them for a minute. */
const LONGEST_PARAGRAPH = 20_000

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions() {
    return { longest: Infinity, mostTags: Infinity }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    let refusal = ""
    const refuse = (view, slice) => {
      const words = refusal || whyRefused(textareaOf(view).value, written(view, slice), options)
      refusal = ""
      if (words) tell(editor, words)
      return Boolean(words)
    }
    const props = {
      transformPastedHTML: (html, view) => {
        const clean = cleanPasted(html, view.dom.lang)
        refusal = whyRefused(textareaOf(view).value, clean, options)
        return refusal ? "" : clean
      },
      transformPasted: (slice) => new pm.model.Slice(readable(slice.content), slice.openStart, slice.openEnd),
      handlePaste: (view, _event, slice) => refuse(view, slice),
      handleDrop: (view, _event, slice, moved) => !moved && refuse(view, slice),
    }
    return [new Plugin({ props })]
  },

  /* Typing goes on beyond the limit; it is told in time, and the server refuses with the same sentence. */
  onUpdate() {
    const { longest } = this.options
    if (this.editor.state.doc.content.size < longest / 2) return
    const length = textareaOf(this.editor.view).value.length
    if (length > longest) queueMicrotask(() => tell(this.editor, tooLong(length, longest)))
  },
})

const textareaOf = (view) => view.dom.closest(".prose-editor").querySelector("textarea")

const whyRefused = (now, html, { longest, mostTags }) => {
  const length = now.length + html.length
  if (length > longest) return `${tooLong(length, longest)} ${gettext("Nothing was pasted.")}`
  const tags = tagsIn(now) + tagsIn(html)
  if (tags <= mostTags) return ""
  const words = gettext("This has too many parts: with it the text would have %s, and %s can be saved. Nothing was pasted. Attach it as a document.")
  return interpolate(words, [spaced(tags), spaced(mostTags)])
}

const tooLong = (length, longest) =>
  interpolate(gettext("This is too long: the text would have %s characters with its formatting, and %s can be saved. Divide it into several stories or attach it as a document."), [spaced(length), spaced(longest)])

const spaced = (number) => number.toLocaleString(document.documentElement.lang || undefined)

const written = (view, slice) => {
  const box = make("div")
  box.append(pm.model.DOMSerializer.fromSchema(view.state.schema).serializeFragment(slice.content, { document: new DOMParser().parseFromString("", "text/html") }))
  return box.innerHTML
}

const readable = (fragment) => {
  const nodes = []
  fragment.forEach((node) => {
    if (node.isTextblock) nodes.push(...divided(node))
    else nodes.push(node.isLeaf ? node : node.copy(readable(node.content)))
  })
  return pm.model.Fragment.from(nodes)
}

/* A paragraph as several, each but the last ending with a sentence, else with a word. */
const divided = (node) => {
  if (node.content.size <= LONGEST_PARAGRAPH || node.type.name !== "paragraph") return [node]
  const text = node.textBetween(0, node.content.size, " ", " ")
  const parts = []
  let from = 0
  while (text.length - from > LONGEST_PARAGRAPH) {
    const piece = text.slice(from, from + LONGEST_PARAGRAPH)
    const end = Math.max(piece.lastIndexOf(". "), 0) || Math.max(piece.lastIndexOf(" "), 0) || LONGEST_PARAGRAPH - 1
    parts.push(node.cut(from, from + end + 1))
    from += end + 1
  }
  return [...parts, node.cut(from)]
}

const tagsIn = (html) => html.split(/<(?=[a-z])/).length - 1
