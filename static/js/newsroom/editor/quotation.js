/* Who said what: a quotation marked with its speaker from the registry.

   <figure class="quote" data-uid="<uuid4>" data-person="12" data-said-on="2026-02-13"><blockquote><p>…</p></blockquote>
   <figcaption>Name as typed</figcaption></figure>, or data-organization="5". Translations of one quotation share its uid:
   it is the quotation's permanent address. */
import { Node, Plugin, mergeAttributes } from "django-prose-editor/editor"
import { gettext, make, newUid } from "newsroom/dom"
import { attribute } from "newsroom/editor/attributes"
import { withDialog } from "newsroom/editor/note"

const dialog = () => import("newsroom/editor/ask-quotation")


export const Quotation = Node.create({
  name: "quotation",
  group: "block",
  content: "paragraph+",
  defining: true,
  isolating: true,
  priority: 200,

  addOptions() {
    return { people: "", organizations: "" }
  },

  addAttributes() {
    return {
      uid: attribute("data-uid"),
      person: attribute("data-person"),
      organization: attribute("data-organization"),
      saidOn: attribute("data-said-on"),
      label: { default: "", parseHTML: (element) => element.querySelector("figcaption")?.textContent.trim() ?? "", rendered: false },
    }
  },

  parseHTML() {
    return [{ tag: "figure.quote", contentElement: (figure) => figure.querySelector("blockquote") ?? figure }]
  },

  renderHTML({ node, HTMLAttributes }) {
    return ["figure", mergeAttributes({ class: "quote" }, HTMLAttributes), ["blockquote", 0], ["figcaption", node.attrs.label]]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => quotationView(this, node, editor, getPos)
  },

  addCommands() {
    return {
      askQuotation: () => ({ editor }) => {
        const found = quotationAround(editor.state)
        if (found) change(this, editor, found.node, found.position)
        else withDialog(editor, dialog, ({ askQuotation }) => insert(this, editor, askQuotation))
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    return [new Plugin({ appendTransaction: (_, before, after) => (before.doc.eq(after.doc) ? null : ownUids(after)) })]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "quotation",
      groups: "story",
      priority: 110,
      button: buttons.material("record_voice_over", gettext("Quotation with its speaker")),
      command: (editor) => editor.commands.askQuotation(),
      active: (editor) => editor.isActive("quotation"),
    })
  },
})

/* A quotation copied within one text would share its address with the first: the copy gets its own. */
const ownUids = (state) => {
  const seen = new Set()
  let change = null
  state.doc.descendants((node, position) => {
    if (node.type.name !== "quotation") return true
    if (!node.attrs.uid || seen.has(node.attrs.uid)) {
      change ??= state.tr
      change.setNodeAttribute(position, "uid", newUid())
    }
    seen.add(node.attrs.uid)
    return false
  })
  return change
}

const quotationAround = ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === "quotation") return { node: $from.node(depth), position: $from.before(depth) }
  return null
}

const paragraphs = (text) =>
  text.split(/\n+/).map((line) => line.trim()).filter(Boolean).map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] }))

const insert = async (extension, editor, askQuotation) => {
  const { from, to } = editor.state.selection
  const answer = await askQuotation(extension.options, editor, { words: editor.state.doc.textBetween(from, to, "\n") })
  if (!answer) return editor.commands.focus()
  const { words, ...attrs } = answer
  const content = paragraphs(words)
  editor.chain().focus().insertContentAt({ from, to }, { type: "quotation", attrs, content: content.length ? content : [{ type: "paragraph" }] }).run()
}

const change = (extension, editor, node, position) =>
  withDialog(editor, dialog, ({ askQuotation }) => changeSpeaker(extension, editor, node, position, askQuotation))

const changeSpeaker = async (extension, editor, node, position, askQuotation) => {
  const answer = await askQuotation(extension.options, editor, { ...node.attrs, words: null })
  if (!answer) return editor.commands.focus()
  const { words, ...attrs } = answer
  const step = editor.state.tr
  for (const [name, value] of Object.entries(attrs)) step.setNodeAttribute(position, name, value)
  editor.view.dispatch(step)
  editor.commands.focus()
}

const quotationView = (extension, node, editor, getPos) => {
  const contentDOM = make("blockquote")
  const speaker = make("span", { class: "quote__speaker" })
  const button = make("button", { type: "button", class: "quote__change", textContent: gettext("Change the speaker") })
  const caption = make("figcaption", { contentEditable: "false" }, [speaker, button])
  const dom = make("figure", { class: "quote" }, [contentDOM, caption])
  let current = node
  const draw = () => {
    const known = current.attrs.person || current.attrs.organization
    speaker.textContent = known ? current.attrs.label : gettext("No speaker chosen: the story cannot be published like this.")
    caption.toggleAttribute("data-missing", !known)
    dom.dataset.uid = current.attrs.uid ?? ""
    dom.dataset.label = current.attrs.label
    for (const name of ["person", "organization", "saidOn"]) {
      if (current.attrs[name]) dom.dataset[name] = current.attrs[name]
      else delete dom.dataset[name]
    }
  }
  button.addEventListener("click", () => change(extension, editor, current, getPos()))
  draw()
  return {
    dom,
    contentDOM,
    stopEvent: (event) => caption.contains(event.target),
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
    update(next) {
      if (next.type !== current.type) return false
      current = next
      draw()
      return true
    },
  }
}
