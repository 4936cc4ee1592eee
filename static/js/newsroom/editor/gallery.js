/* Several pictures of the library side by side: <figure class="gallery"> with <figure class="photo"> in it, and nothing else.
   Their order is changed by drag or by the buttons on each. */
import { Node, Plugin, pm } from "django-prose-editor/editor"
import { gettext, interpolate, make } from "newsroom/dom"
import { tell, withDialog } from "newsroom/editor/note"
import { photoOf, putIn, tooMany } from "newsroom/editor/picture"

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "photo+",
  defining: true,
  isolating: true,
  draggable: true,
  priority: 210,

  addOptions() {
    return { pictures: "", card: "", words: "", upload: "", accept: "", largest: 0, most: Infinity }
  },

  parseHTML() {
    return [{ tag: "figure.gallery", getAttrs: (figure) => (figure.querySelector("figure.photo") ? {} : false) }]
  },

  renderHTML() {
    return ["figure", { class: "gallery" }, 0]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => galleryView(this.options, node, editor, getPos)
  },

  addCommands() {
    return {
      askGallery: () => ({ editor }) => {
        ask(this.options, editor, galleryAt(editor.state.selection))
        return true
      },
      arrangePhoto: (position, act) => ({ editor }) => {
        /* not in the transaction of this command: each arrangement is a step of its own */
        queueMicrotask(() => arrange(editor, position, act))
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    const handleDrop = (view, event, slice, isMoved) => isMoved && dropAmongPictures(this.editor, this.options, event, slice)
    return [new Plugin({ props: { handleDrop } })]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "story",
      priority: 106,
      button: buttons.material("photo_library", gettext("Gallery")),
      command: (editor) => editor.commands.askGallery(),
      active: (editor) => editor.isActive("gallery"),
    })
  },
})

/* The position of the gallery that is selected or that the cursor is in, else null. */
const galleryAt = ({ $from, node }) => {
  if (node?.type.name === "gallery") return $from.pos
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === "gallery") return $from.before(depth)
  return null
}

const ask = (options, editor, at) =>
  withDialog(editor, () => import("newsroom/editor/ask-gallery"), async ({ askGallery }) => {
    const position = editor.state.selection.to
    const room = options.most - (at === null ? 0 : editor.state.doc.nodeAt(at).childCount)
    const cards = await askGallery({ ...options, room, isNew: at === null }, editor)
    if (!cards) return editor.commands.focus()
    const photos = cards.map((card) => photoOf(card, editor.view.dom.lang))
    if (at === null) return putIn(editor, position, { type: "gallery", content: photos })
    const gallery = editor.state.doc.nodeAt(at)
    const nodes = photos.map((photo) => pm.model.Node.fromJSON(editor.schema, photo))
    editor.view.dispatch(editor.state.tr.insert(at + gallery.nodeSize - 1, nodes))
    return editor.commands.focus()
  })

/* Moves a picture by one place, or takes it out; the last one takes the gallery with it. */
const arrange = (editor, position, act) => {
  const { state, view } = editor
  const $position = state.doc.resolve(position)
  const gallery = $position.parent
  if (gallery.type.name !== "gallery") return
  const at = $position.index()
  if (act === "out") takeOut(editor, $position, at)
  else {
    const other = gallery.maybeChild(at + (act === "later" ? 1 : -1))
    if (!other) return
    const node = gallery.child(at)
    const place = position + (act === "later" ? other.nodeSize : -other.nodeSize)
    view.dispatch(state.tr.delete(position, position + node.nodeSize).insert(place, node))
    focusTool(view, place, act)
  }
}

const takeOut = ({ state, view }, $position, at) => {
  const gallery = $position.parent
  const isLast = gallery.childCount === 1
  const [from, to] = isLast ? [$position.before(), $position.after()] : [$position.pos, $position.pos + gallery.child(at).nodeSize]
  view.dispatch(state.tr.delete(from, to))
  if (isLast) view.focus()
  else focusTool(view, at === gallery.childCount - 1 ? from - gallery.child(at - 1).nodeSize : from, "out")
}

const focusTool = (view, position, act) => view.nodeDOM(position)?.querySelector(`[data-act=${act}]`)?.focus()

/* A picture let go over another of a gallery goes before or after it, by the half that is under the pointer. */
const dropAmongPictures = (editor, { most }, event, slice) => {
  const { state, view } = editor
  const target = event.target.closest?.("figure.gallery figure.photo")
  const source = view.dragging?.node ?? state.selection
  const isOne = slice.content.childCount === 1 && slice.content.firstChild.type.name === "photo" && source.node
  const place = isOne && target ? placeBeside(view, target, event) : null
  if (place === null) return false
  event.preventDefault()
  const gallery = state.doc.resolve(place).parent
  if (gallery !== source.$from.parent && gallery.childCount >= most) {
    tell(editor, tooMany(most))
    return true
  }
  const step = state.tr
  source.replace(step)
  step.insert(step.mapping.map(place), source.node)
  view.dispatch(step.setMeta("uiEvent", "drop"))
  return true
}

const placeBeside = (view, figure, event) => {
  const frame = figure.getBoundingClientRect()
  let place = null
  view.state.doc.descendants((node, position) => {
    if (node.type.name === "photo" && view.nodeDOM(position) === figure)
      place = event.clientX > frame.left + frame.width / 2 ? position + node.nodeSize : position
    return place === null && !node.isTextblock
  })
  return place
}

const galleryView = (options, node, editor, getPos) => {
  const status = make("p", { class: "gallery__status", role: "status" })
  const add = make("button", { type: "button", class: "quote__change", textContent: gettext("Add pictures") })
  const head = make("div", { class: "gallery__head", contentEditable: "false" }, [status, add])
  const contentDOM = make("div", { class: "gallery__pictures" })
  const dom = make("figure", { class: "gallery" }, [head, contentDOM])
  const draw = (current) => {
    status.textContent = interpolate(gettext("Gallery, pictures: %s"), [current.childCount])
  }
  add.addEventListener("click", () => ask(options, editor, getPos()))
  draw(node)
  return {
    dom,
    contentDOM,
    stopEvent: (event) => add.contains(event.target),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    update(next) {
      if (next.type !== node.type) return false
      draw(next)
      return true
    },
  }
}
