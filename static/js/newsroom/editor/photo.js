/* A picture of the library inside a text:
   <figure class="photo" data-image="7"><img src="/media/…" alt="…"><figcaption>…</figcaption></figure>.
   Pages take address and description from the library by data-image, so a better description reaches every story. */
import { Node, mergeAttributes } from "django-prose-editor/editor"
import { cardOf } from "newsroom/cover"
import { isDescribed } from "newsroom/describing"
import { gettext, make } from "newsroom/dom"
import { withDialog } from "newsroom/editor/note"
import { photoOf, putIn } from "newsroom/editor/picture"

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
    return { pictures: "", card: "", words: "", upload: "", accept: "", largest: 0 }
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
    return ({ node, editor, getPos }) => photoView(this.options, node, editor, getPos)
  },

  addCommands() {
    return {
      askPhoto: () => ({ editor }) => {
        withDialog(editor, () => import("newsroom/editor/ask-photo"), ({ askPhoto }) => insert(this.options, editor, askPhoto))
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "photo",
      groups: "story",
      priority: 108,
      button: buttons.material("image", gettext("Picture")),
      command: (editor) => editor.commands.askPhoto(),
      active: (editor) => editor.isActive("photo"),
    })
  },
})

const insert = async (options, editor, askPhoto) => {
  const position = editor.state.selection.to
  const language = editor.view.dom.lang
  const card = await askPhoto(options, language)
  if (card) putIn(editor, position, photoOf(card, language))
  else editor.commands.focus()
}

const describe = (options, editor, getPos) =>
  withDialog(editor, () => import("newsroom/editor/ask-description"), async ({ askDescription }) => {
    const { attrs } = editor.state.doc.nodeAt(getPos())
    const language = editor.view.dom.lang
    const words = await askDescription(options, attrs, language)
    if (words) editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), "alt", words))
    editor.commands.focus()
  })

const photoView = (options, node, editor, getPos) => {
  const picture = make("img", { draggable: false })
  const warning = missingWords(() => describe(options, editor, getPos))
  const tools = galleryTools(editor, getPos)
  const contentDOM = make("figcaption", { "data-placeholder": gettext("Caption") })
  const dom = make("figure", { class: "photo" }, [picture, tools.box, warning, contentDOM])
  let current = node
  const show = ({ attrs: { src, alt } }, { card, isAnswered }) => {
    /* the first pictures are drawn before the editor has its page */
    const language = card ? editor.view.dom.lang : ""
    picture.src = src ?? card?.copy ?? ""
    picture.alt = alt || card?.descriptions[language] || ""
    warning.hidden = Boolean(picture.alt) || !isAnswered || (card !== null && isDescribed(card, language))
    tools.name(picture.alt)
  }
  const look = askedOf(options, (answer) => show(current, answer))
  const draw = (next) => {
    current = next
    dom.dataset.image = next.attrs.image ?? ""
    show(next, look(next.attrs))
    contentDOM.toggleAttribute("data-empty", next.content.size === 0)
  }
  draw(node)
  return {
    dom,
    contentDOM,
    stopEvent: (event) => [warning, tools.box].some((part) => part.contains(event.target)) && !event.type.startsWith("drag"),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    update(next) {
      if (next.type !== node.type) return false
      draw(next)
      return true
    },
  }
}

const missingWords = (write) => {
  const button = make("button", { type: "button", class: "photo__describe", textContent: gettext("Describe it") })
  const words = make("span", { textContent: gettext("This picture has no description in this language.") })
  button.addEventListener("click", write)
  return make("p", { class: "photo__warning", contentEditable: "false", hidden: true }, [words, " ", button])
}

/* Of a picture without words, or whose file lies on another server, which no text may name, the library is asked once. */
const askedOf = (options, tell) => {
  let key = ""
  let answer = { card: null, isAnswered: false }
  return ({ image, src, alt }) => {
    const now = src && alt ? "" : String(image)
    if (now === key) return answer
    key = now
    answer = { card: null, isAnswered: false }
    if (key)
      cardOf(options.card, key).then((card) => {
        if (key !== now) return
        answer = { card, isAnswered: true }
        tell(answer)
      })
    return answer
  }
}

/* Shown in a gallery only (css/newsroom/editor.css). What they do is the gallery's. */
const galleryTools = (editor, getPos) => {
  const tool = (act, sign) => make("button", { type: "button", class: "photo__tool", textContent: sign, "data-act": act })
  const tools = [tool("earlier", "←"), tool("later", "→"), tool("out", "×")]
  for (const button of tools) button.addEventListener("click", () => editor.commands.arrangePhoto(getPos(), button.dataset.act))
  const names = { earlier: gettext("Move one place earlier"), later: gettext("Move one place later"), out: gettext("Take out of the gallery") }
  const name = (alt) => {
    for (const button of tools) {
      button.title = names[button.dataset.act]
      button.setAttribute("aria-label", alt ? `${names[button.dataset.act]}: ${alt}` : names[button.dataset.act])
    }
  }
  return { name, box: make("p", { class: "photo__tools", contentEditable: "false" }, tools) }
}
