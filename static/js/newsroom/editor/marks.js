/* Links, tables and foreign words, with exactly the attributes the site's allow-list keeps. */
import { Link as BaseLink, Mark, Table as BaseTable, TableHeader as BaseTableHeader } from "django-prose-editor/editor"
import { gettext, make } from "newsroom/dom"
import { ask } from "newsroom/registry"

const plain = (name) => ({ default: null, parseHTML: (element) => element.getAttribute(name), renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}) })

export const Link = BaseLink.extend({
  addAttributes() {
    return { href: plain("href"), title: plain("title"), hreflang: plain("hreflang"), lang: plain("lang") }
  },
})

export const TableHeader = BaseTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: plain("scope") }
  },
})

const TABLE_START = { rows: 3, cols: 3, withHeaderRow: true }

export const Table = BaseTable.extend({
  addMenuItems({ buttons, menu }) {
    const inside = (name, icon, title, act) =>
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        button: buttons.material(icon, title),
        command: (editor) => act(editor.chain().focus()).run(),
        hidden: (editor) => !editor.isActive("table"),
      })
    menu.defineItem({
      name: "table",
      groups: "table",
      button: buttons.material("grid_on", gettext("Table")),
      command: (editor) => editor.chain().focus().insertTable(TABLE_START).run(),
      hidden: (editor) => editor.isActive("table"),
    })
    inside("row", "playlist_add", gettext("Add a row below"), (chain) => chain.addRowAfter())
    inside("column", "post_add", gettext("Add a column to the right"), (chain) => chain.addColumnAfter())
    inside("deleteRow", "playlist_remove", gettext("Delete the row"), (chain) => chain.deleteRow())
    inside("deleteColumn", "backspace", gettext("Delete the column"), (chain) => chain.deleteColumn())
    inside("delete", "delete", gettext("Delete the table"), (chain) => chain.deleteTable())
  },
})

/* Words of another language carry it, so that they are read aloud and hyphenated rightly: <span lang="ru">…</span>. */
export const ForeignWords = Mark.create({
  name: "foreignWords",

  addOptions() {
    return { languages: [] }
  },

  addAttributes() {
    return { lang: plain("lang") }
  },

  parseHTML() {
    return [{ tag: "span[lang]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "foreignWords",
      groups: "foreign",
      button: buttons.material("translate", gettext("Words in another language")),
      enabled: (editor) => !editor.state.selection.empty || editor.isActive("foreignWords"),
      active: (editor) => editor.isActive("foreignWords"),
      command: (editor) => askLanguage(editor, this.options.languages),
    })
  },
})

const askLanguage = async (editor, languages) => {
  if (editor.isActive("foreignWords")) return editor.chain().focus().extendMarkRange("foreignWords").unsetMark("foreignWords").run()
  const others = languages.filter(([code]) => code !== editor.view.dom.lang)
  const select = make("select", { id: "foreign-language" }, others.map(([value, name]) => make("option", { value, textContent: name, lang: value })))
  const code = await ask({
    title: gettext("Words in another language"),
    fields: [make("p", { class: "ask__field" }, [make("label", { for: select.id, textContent: gettext("Language of the selected words") }), select])],
    agree: gettext("Mark"),
    answer: () => select.value,
  })
  if (code) editor.chain().focus().setMark("foreignWords", { lang: code }).run()
}
