/* A picture of the library in a text: what a text keeps of it, and where it may stand. */
import { pm } from "django-prose-editor/editor"
import { gettext, interpolate } from "newsroom/dom"

/* The node of a text, from the picture's card, in the language of the text. */
export const photoOf = (card, language) => {
  const caption = card.captions?.[language] ?? ""
  return {
    type: "photo",
    attrs: { image: String(card.id), src: card.copy, alt: card.descriptions?.[language] ?? "", width: card.width, height: card.height },
    content: caption ? [{ type: "text", text: caption }] : [],
  }
}

/* The nearest place at or after `position` where a block such as a picture may stand; an empty line gives way to it. */
export const placeFor = (doc, position, type) => {
  const $position = doc.resolve(Math.min(position, doc.content.size))
  for (let depth = $position.depth; depth >= 0; depth--) {
    const parent = $position.node(depth)
    const isEmptyLine = depth < $position.depth && $position.node(depth + 1).isTextblock && !$position.node(depth + 1).content.size
    const index = isEmptyLine ? $position.index(depth) : $position.indexAfter(depth)
    if (!parent.canReplaceWith(index, index, type)) continue
    if (depth === $position.depth) return position
    return isEmptyLine ? $position.before(depth + 1) : $position.after(depth + 1)
  }
  return doc.content.size
}

/* Puts nodes into the text and the cursor behind them. */
export const putIn = (editor, position, json) => {
  const node = pm.model.Node.fromJSON(editor.schema, json)
  const place = placeFor(editor.state.doc, position, node.type)
  const step = editor.state.tr.insert(place, node)
  step.setSelection(pm.state.Selection.near(step.doc.resolve(place + node.nodeSize)))
  editor.view.dispatch(step.scrollIntoView())
  editor.commands.focus()
}

/* Told where a gallery is full. */
export const tooMany = (most) => interpolate(gettext("A gallery holds at most %s pictures. Put the others into a second one."), [most])
