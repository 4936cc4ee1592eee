/* Words of another language carry it, so that they are read aloud and hyphenated rightly: <span lang="ru">…</span>. */
import { Mark } from "django-prose-editor/editor"
import { gettext, make } from "newsroom/dom"
import { attribute } from "newsroom/editor/attributes"
import { ask } from "newsroom/registry"

export const ForeignWords = Mark.create({
  name: "foreignWords",

  addOptions() {
    return { languages: [] }
  },

  addAttributes() {
    return { lang: attribute("lang") }
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
