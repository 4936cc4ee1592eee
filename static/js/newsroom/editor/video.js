/* A video on another site, as a card that leads there: <figure class="video"><a href="https://…">Title</a></figure>.
   Nothing of the other site is fetched, neither here nor by readers. */
import { Node } from "django-prose-editor/editor"
import { gettext, make } from "newsroom/dom"
import { withDialog } from "newsroom/editor/note"

const isOnTheWeb = (href) => /^https?:\/\//i.test(href ?? "") && URL.canParse(href)
const linkIn = (figure) => figure.querySelector("a[href]")

export const Video = Node.create({
  name: "video",
  group: "block",
  atom: true,
  draggable: true,
  priority: 200,

  addAttributes() {
    return {
      href: { default: "", parseHTML: (figure) => linkIn(figure).getAttribute("href"), rendered: false },
      title: { default: "", parseHTML: (figure) => linkIn(figure).textContent.trim(), rendered: false },
    }
  },

  parseHTML() {
    return [{ tag: "figure.video", getAttrs: (figure) => (isOnTheWeb(linkIn(figure)?.getAttribute("href")) ? {} : false) }]
  },

  renderHTML({ node: { attrs } }) {
    return ["figure", { class: "video" }, ["a", isOnTheWeb(attrs.href) ? { href: attrs.href } : {}, attrs.title || attrs.href]]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => videoView(node, editor, getPos)
  },

  addCommands() {
    return {
      askVideo: () => ({ editor }) => {
        open(editor)
        return true
      },
    }
  },

  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => (chosen(editor) ? editor.commands.askVideo() : false) }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "video",
      groups: "story",
      button: buttons.material("smart_display", gettext("Video on another site")),
      command: (editor) => editor.commands.askVideo(),
      active: (editor) => editor.isActive("video"),
    })
  },
})

const chosen = ({ state: { selection } }) => (selection.node?.type.name === "video" ? selection : null)

const open = (editor) =>
  withDialog(editor, () => import("newsroom/editor/ask-video"), async ({ askVideo }) => {
    const old = chosen(editor)
    const attrs = await askVideo(old?.node.attrs)
    if (!attrs) return editor.commands.focus()
    const place = old ? { from: old.from, to: old.to } : editor.state.selection.to
    editor.chain().focus().insertContentAt(place, { type: "video", attrs }).run()
  })

const videoView = (node, editor, getPos) => {
  const title = make("span", { class: "video__title" })
  const host = make("span", { class: "video__host" })
  const button = make("button", { type: "button", class: "quote__change", textContent: gettext("Change the video") })
  const dom = make("figure", { class: "video", contentEditable: "false" }, [title, host, button])
  const draw = ({ attrs }) => {
    title.textContent = attrs.title || attrs.href
    host.textContent = URL.canParse(attrs.href) ? new URL(attrs.href).hostname : attrs.href
  }
  button.addEventListener("click", () => {
    editor.commands.setNodeSelection(getPos())
    open(editor)
  })
  draw(node)
  return {
    dom,
    stopEvent: (event) => button.contains(event.target),
    update(next) {
      if (next.type !== node.type) return false
      draw(next)
      return true
    },
  }
}
