/* Files of pictures, dropped on a text or pasted into it, go to the library; meanwhile a placeholder stands where the picture
   will. It is a decoration and no part of the text, so that neither a save nor what the browser keeps ever has it. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { bringIn, filesIn } from "newsroom/arriving"
import { gettext, interpolate, make } from "newsroom/dom"
import { photoOf, placeFor, tooMany } from "newsroom/editor/picture"

const { Decoration, DecorationSet } = pm.view
const key = new pm.state.PluginKey("arrivingFiles")
let count = 0

export const Files = Extension.create({
  name: "files",
  /* before what makes text of a clipboard */
  priority: 1000,

  addOptions() {
    return { pictures: "", card: "", words: "", upload: "", accept: "", largest: 0, most: Infinity }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    const take = (event, transfer, position) => {
      const files = filesIn(transfer)
      if (!files.length || !editor.isEditable) return false
      event.preventDefault()
      for (const file of files) begin(editor, options, file, position)
      return true
    }
    const state = {
      init: () => DecorationSet.empty,
      apply: (step, before) => {
        const now = before.map(step.mapping, step.doc)
        const { add, remove } = step.getMeta(key) ?? {}
        if (add) return now.add(step.doc, [add])
        return remove ? now.remove(now.find(undefined, undefined, ({ id }) => id === remove)) : now
      },
    }
    const props = {
      decorations: (now) => key.getState(now),
      handlePaste: (view, event) => take(event, event.clipboardData, view.state.selection.to),
      handleDrop: (view, event, _slice, isMoved) => !isMoved && take(event, event.dataTransfer, placeUnder(view, event)),
    }
    return [new Plugin({ key, state, props })]
  },
})

/* Where something is let go: on a gallery at its end, or after the picture that is under the pointer. */
const placeUnder = (view, event) => {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!found) return view.state.doc.content.size
  const { doc } = view.state
  const node = found.inside >= 0 && doc.nodeAt(found.inside)
  if (node && node.type.name === "gallery") return found.inside + node.nodeSize - 1
  return node && node.type.name === "photo" ? found.inside + node.nodeSize : found.pos
}

const placeOf = (editor, id) => key.getState(editor.state).find(undefined, undefined, (spec) => spec.id === id)[0]?.from

const change = (editor, meta, step = editor.state.tr) => editor.view.dispatch(step.setMeta(key, meta).setMeta("addToHistory", step.docChanged))

const begin = (editor, options, file, position) => {
  const id = ++count
  const { schema, doc } = editor.state
  const place = placeFor(doc, position, schema.nodes.photo)
  const placeholder = placeholderFor(file, { close: () => change(editor, { remove: id }), again: () => start() })
  /* a later file stands after an earlier one, and after what is put in at its place */
  const decoration = Decoration.widget(place, placeholder.dom, { id, side: id, ignoreSelection: true, stopEvent: () => true })
  change(editor, { add: decoration })
  const start = () => {
    const stop = new AbortController()
    placeholder.wait(stop)
    bringIn(file, { ...options, signal: stop.signal, onProgress: placeholder.progress }, (answer) => end(editor, options, id, placeholder, answer))
  }
  start()
}

const end = (editor, options, id, placeholder, { card, error, canRetry }) => {
  const position = editor.isDestroyed ? undefined : placeOf(editor, id)
  if (position === undefined) return
  if (error) placeholder.refuse(error, canRetry)
  else if (card) put(editor, options, id, placeholder, card, position)
  else change(editor, { remove: id })
}

const put = (editor, { most }, id, placeholder, card, position) => {
  const photo = pm.model.Node.fromJSON(editor.schema, photoOf(card, editor.view.dom.lang))
  const place = placeFor(editor.state.doc, position, photo.type)
  const { parent } = editor.state.doc.resolve(place)
  if (parent.type.name === "gallery" && parent.childCount >= most) {
    placeholder.refuse(`${tooMany(most)} ${gettext("The picture is in the library.")}`)
    return
  }
  change(editor, { remove: id }, editor.state.tr.insert(place, photo))
}

const placeholderFor = (file, { close, again }) => {
  const words = make("p", { class: "arriving__words", role: "status" })
  const bar = make("progress", { max: 1, "aria-label": file.name })
  const retry = make("button", { type: "button", class: "quote__change", textContent: gettext("Send again"), hidden: true })
  const leave = make("button", { type: "button", class: "quote__change" })
  const dom = make("div", { class: "arriving", contentEditable: "false", "data-not-saved": "" }, [words, bar, retry, leave])
  let stop = null
  leave.addEventListener("click", () => {
    stop?.abort()
    close()
  })
  retry.addEventListener("click", again)
  return {
    dom,
    progress: (part) => (bar.value = part),
    wait(controller) {
      stop = controller
      bar.removeAttribute("value")
      words.setAttribute("role", "status")
      words.textContent = interpolate(gettext("Sending to the library: %s"), [file.name])
      leave.textContent = gettext("Stop")
      dom.removeAttribute("data-refused")
      bar.hidden = false
      retry.hidden = true
    },
    refuse(sentence, canRetry = false) {
      stop = null
      words.setAttribute("role", "alert")
      words.textContent = `${file.name}: ${sentence}`
      leave.textContent = gettext("Close")
      dom.setAttribute("data-refused", "")
      bar.hidden = true
      retry.hidden = !canRetry
    },
  }
}
