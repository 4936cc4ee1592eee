/* Tables, with exactly the attributes the site's allow-list keeps, and the caption that names them. */
import { Table as BaseTable, TableCell as BaseTableCell, TableHeader as BaseTableHeader } from "django-prose-editor/editor"
import { gettext, make } from "newsroom/dom"
import { attribute } from "newsroom/editor/attributes"
import { ask } from "newsroom/registry"

const TABLE_START = { rows: 3, cols: 3, withHeaderRow: true }

/* Widths are never kept, and to look for them costs a walk through the table for each cell. */
const NO_WIDTH = { colwidth: { default: null, rendered: false, parseHTML: () => null } }

export const TableCell = BaseTableCell.extend({
  addAttributes() {
    return { ...this.parent?.(), ...NO_WIDTH }
  },
})

export const TableHeader = BaseTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), ...NO_WIDTH, scope: attribute("scope") }
  },
})

export const Table = BaseTable.extend({
  addAttributes() {
    const caption = { default: "", rendered: false, parseHTML: (table) => table.caption?.textContent.trim() ?? "" }
    return { ...this.parent?.(), caption }
  },

  parseHTML() {
    return [...this.parent(), { tag: "caption", ignore: true }]
  },

  renderHTML({ node }) {
    const caption = node.attrs.caption ? [["caption", node.attrs.caption]] : []
    return ["table", ...caption, ["tbody", 0]]
  },

  addNodeView() {
    const base = this.parent()
    return (given) => withCaption(base(given), given.node)
  },

  addMenuItems({ buttons, menu }) {
    const inside = (name, icon, title, act) =>
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        button: buttons.material(icon, title),
        command: act,
        hidden: (editor) => !editor.isActive("table"),
      })
    const step = (name, icon, title, act) => inside(name, icon, title, (editor) => act(editor.chain().focus()).run())
    menu.defineItem({
      name: "table",
      groups: "table",
      button: buttons.material("grid_on", gettext("Table")),
      command: (editor) => editor.chain().focus().insertTable(TABLE_START).run(),
      hidden: (editor) => editor.isActive("table"),
    })
    inside("caption", "subtitles", gettext("Title of the table"), askCaption)
    step("row", "playlist_add", gettext("Add a row below"), (chain) => chain.addRowAfter())
    step("column", "post_add", gettext("Add a column to the right"), (chain) => chain.addColumnAfter())
    step("deleteRow", "playlist_remove", gettext("Delete the row"), (chain) => chain.deleteRow())
    step("deleteColumn", "backspace", gettext("Delete the column"), (chain) => chain.deleteColumn())
    step("delete", "delete", gettext("Delete the table"), (chain) => chain.deleteTable())
  },
})

const withCaption = (view, node) => {
  const caption = make("caption", { contentEditable: "false" })
  view.table.prepend(caption)
  const draw = ({ attrs }) => {
    caption.textContent = attrs.caption
    caption.hidden = !attrs.caption
  }
  draw(node)
  const update = view.update.bind(view)
  view.update = (next) => {
    if (!update(next)) return false
    draw(next)
    return true
  }
  const ignores = view.ignoreMutation.bind(view)
  view.ignoreMutation = (mutation) => caption.contains(mutation.target) || ignores(mutation)
  return view
}

const askCaption = async (editor) => {
  const input = make("input", { type: "text", id: "table-caption", value: editor.getAttributes("table").caption })
  const answer = await ask({
    title: gettext("Title of the table"),
    fields: [make("p", { class: "ask__field" }, [make("label", { for: input.id, textContent: gettext("Title, shown above the table") }), input])],
    agree: gettext("Keep"),
    answer: () => ({ caption: input.value.trim() }),
    ready: () => input.focus(),
  })
  if (answer) editor.chain().focus().updateAttributes("table", answer).run()
  else editor.commands.focus()
}
