/* Numbered lists count as pages show them, from where the writer says: other kinds of numbering are not kept. */
import { OrderedList as BaseOrderedList } from "django-prose-editor/editor"

export const OrderedList = BaseOrderedList.extend({
  addAttributes() {
    return { start: this.parent().start }
  },

  addNodeView() {
    return null
  },
})
