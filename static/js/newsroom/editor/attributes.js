/* An attribute of a mark or a node that stands in the HTML under the same name, and is left out where it is empty. */
export const attribute = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[camel(name)] ? { [name]: attributes[camel(name)] } : {}),
})

const camel = (name) => name.replace(/^data-/, "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
