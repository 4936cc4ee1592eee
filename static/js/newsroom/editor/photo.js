/* A picture of the library inside a text:
   <figure class="photo" data-image="7"><img src="/media/…" alt="…"><figcaption>…</figcaption></figure>.
   Pages take address and description from the library by data-image, so a better description reaches every story. */
import { Node, mergeAttributes } from "django-prose-editor/editor"
import { cardOf } from "newsroom/cover"
import { gettext, make } from "newsroom/dom"
import { ask, makeChooser } from "newsroom/registry"

const ofPicture = (name) => ({ default: null, parseHTML: (figure) => figure.querySelector("img")?.getAttribute(name) ?? null, rendered: false })

export const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "inline*",
  defining: true,
  isolating: true,
  draggable: true,
  priority: 200,

  addOptions() {
    return { pictures: "", card: "" }
  },

  addAttributes() {
    return {
      image: {
        default: null,
        parseHTML: (figure) => figure.getAttribute("data-image"),
        renderHTML: ({ image }) => (image ? { "data-image": image } : {}),
      },
      src: ofPicture("src"),
      alt: ofPicture("alt"),
      width: ofPicture("width"),
      height: ofPicture("height"),
    }
  },

  parseHTML() {
    return [{ tag: "figure.photo", contentElement: (figure) => figure.querySelector("figcaption") ?? make("figcaption") }]
  },

  renderHTML({ node, HTMLAttributes }) {
    const { src, alt, width, height } = node.attrs
    const size = width && height ? { width, height } : {}
    return ["figure", mergeAttributes({ class: "photo" }, HTMLAttributes), ["img", { src, alt: alt ?? "", ...size }], ["figcaption", 0]]
  },

  addNodeView() {
    return ({ node, editor }) => photoView(node, editor)
  },

  addCommands() {
    return {
      askPhoto: () => ({ editor }) => {
        insert(this.options, editor)
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photo",
      groups: "story",
      button: buttons.material("image", gettext("Picture from the library")),
      command: (editor) => editor.commands.askPhoto(),
      active: (editor) => editor.isActive("photo"),
    })
  },
})

const insert = async (options, editor) => {
  const position = editor.state.selection.to
  const chooser = makeChooser({ label: gettext("Find a picture by its description, caption or place"), source: () => options.pictures })
  chooser.box.classList.add("chooser--pictures")
  const chosen = await ask({
    title: gettext("Picture from the library"),
    fields: [chooser.box],
    agree: gettext("Insert"),
    answer: () => {
      chooser.input.setCustomValidity(chooser.chosen ? "" : gettext("Choose a picture from the list."))
      chooser.input.reportValidity()
      return chooser.chosen
    },
    ready: () => {
      chooser.input.focus()
      chooser.load()
    },
  })
  const card = chosen && (await cardOf(options.card, chosen.id))
  if (!card) return editor.commands.focus()
  const language = editor.view.dom.lang
  const caption = card.captions?.[language] ?? ""
  const attrs = { image: String(card.id), src: card.url, alt: card.descriptions?.[language] ?? "", width: card.width, height: card.height }
  const content = caption ? [{ type: "text", text: caption }] : []
  editor.chain().focus().insertContentAt(position, { type: "photo", attrs, content }).run()
}

const photoView = (node, editor) => {
  const picture = make("img", { src: node.attrs.src ?? "", alt: node.attrs.alt ?? "", draggable: false })
  const warning = make("p", { class: "photo__warning", contentEditable: "false", textContent: gettext("This picture has no description in this language.") })
  const contentDOM = make("figcaption", { "data-placeholder": gettext("Caption") })
  const dom = make("figure", { class: "photo" }, [picture, warning, contentDOM])
  const draw = (current) => {
    picture.src = current.attrs.src ?? ""
    picture.alt = current.attrs.alt ?? ""
    warning.hidden = Boolean(current.attrs.alt)
    contentDOM.toggleAttribute("data-empty", current.content.size === 0)
  }
  draw(node)
  return {
    dom,
    contentDOM,
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    update(next) {
      if (next.type !== node.type) return false
      draw(next)
      return true
    },
  }
}
