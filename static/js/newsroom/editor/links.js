/* Links: to pages of this site and of others, and to documents of the library.

   <a href="/kk/people/…/">…</a>; <a data-document="7">…</a>, whose address pages fill in, so that it stays right when the
   file is replaced. */
import { Link as BaseLink, Mark } from "django-prose-editor/editor"
import { gettext } from "newsroom/dom"
import { attribute } from "newsroom/editor/attributes"
import { withDialog } from "newsroom/editor/note"

const dialogs = () => import("newsroom/editor/ask-link")
const isLink = (editor) => editor.isActive("link") || editor.isActive("documentLink")

export const Link = BaseLink.extend({
  excludes: "link documentLink",
  /* what is typed after a link is not part of it */
  inclusive: false,

  addOptions() {
    return { ...this.parent?.(), defaultProtocol: "https", pages: "" }
  },

  addAttributes() {
    return { href: attribute("href"), title: attribute("title"), hreflang: attribute("hreflang"), lang: attribute("lang") }
  },

  /* An address in pasted words becomes a link, unless the words are one already. */
  addPasteRules() {
    const isLinked = ({ state, range }) => ["link", "documentLink"].some((name) => state.doc.rangeHasMark(range.from, range.to, state.schema.marks[name]))
    return this.parent().map((rule) => ({ ...rule, handler: (given) => (isLinked(given) ? null : rule.handler(given)) }))
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        withDialog(editor, dialogs, ({ askLink }) => askLink(editor, this.options.pages))
        return true
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      priority: 120,
      button: buttons.material("insert_link", gettext("Link")),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", gettext("Remove the link")),
      command: (editor) => removeLink(editor),
      hidden: (editor) => !isLink(editor),
    })
  },
})

export const DocumentLink = Mark.create({
  name: "documentLink",
  excludes: "link documentLink",
  inclusive: false,

  addOptions() {
    return { documents: "" }
  },

  addAttributes() {
    return { document: attribute("data-document") }
  },

  parseHTML() {
    return [{ tag: "a[data-document]", priority: 60 }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "document",
      groups: "link",
      priority: 110,
      button: buttons.material("attach_file", gettext("Document from the library")),
      command: (editor) => withDialog(editor, dialogs, ({ askDocument }) => askDocument(editor, this.options.documents)),
      active: (editor) => editor.isActive("documentLink"),
    })
  },
})

const removeLink = (editor) => {
  const name = editor.isActive("link") ? "link" : "documentLink"
  editor.chain().focus().extendMarkRange(name).unsetMark(name).run()
}
