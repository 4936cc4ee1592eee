/* What stands in a form, read and written by name: plain fields, choices of select2, prose editors, lines of other tables.

   A state is { fields: {name: value}, lines: {prefix: [{id, values}]} }. A value is a text, for ticks the list of those that
   are ticked, for choices a list of [value, text]: the text is needed where the page does not know the row. */

const NOT_TYPED = ["password", "file", "submit", "button", "image", "reset", "hidden"]
const same = (one, other) => JSON.stringify(plain(one)) === JSON.stringify(plain(other))
const plain = (value) => (Array.isArray(value) ? value.map((part) => (Array.isArray(part) ? part[0] : part)).sort() : (value ?? ""))
const oneLineEnd = (text) => text.replace(/\r\n?/g, "\n")

const isTyped = (field) => field.name && !NOT_TYPED.includes(field.type) && field.tagName !== "FIELDSET" && !field.closest("[data-not-saved]")

const chosen = (select, isDefault) => {
  const options = [...select.options].filter((option) => (isDefault ? option.defaultSelected : option.selected))
  if (!options.length && isDefault && !select.multiple && select.options.length) options.push(select.options[0])
  return options.map((option) => [option.value, option.text])
}

const valueOf = (field, isDefault, before) => {
  if (field.tagName === "SELECT") return chosen(field, isDefault)
  if (!["checkbox", "radio"].includes(field.type)) return oneLineEnd(isDefault ? field.defaultValue : field.value)
  return [...(before ?? []), ...((isDefault ? field.defaultChecked : field.checked) ? [field.value] : [])]
}

/* Tells of everything a person does to the form; select2 tells jQuery only, lines tell the document. */
export const onTyping = (form, heed) => {
  const isOurs = ({ target }) => target === document || target.form === form || (!target.form && form.contains(target))
  const tell = (event) => isOurs(event) && !event.target.closest?.("[data-not-saved]") && heed(event)
  for (const kind of ["input", "formset:added", "formset:removed"]) document.addEventListener(kind, tell)
  const jQuery = window.django?.jQuery
  if (jQuery) jQuery(document).on("change", tell)
  else document.addEventListener("change", tell)
}

const prefixesOf = (form) =>
  [...form.querySelectorAll("input[type=hidden][name$='-TOTAL_FORMS']")].map((field) => field.name.replace(/-TOTAL_FORMS$/, ""))

/* {prefix, place, name} of a field that stands in a line of another table, else null. */
const placeOf = (name, prefixes) => {
  for (const prefix of prefixes) {
    const rest = name.startsWith(`${prefix}-`) && name.slice(prefix.length + 1).match(/^(\d+|__prefix__)-(.+)$/)
    if (rest) return { prefix, place: rest[1], name: rest[2] }
  }
  return null
}

/* The state of the form now, or as the server sent it (`isDefault`). The line `__prefix__` is the empty one. */
export const read = (form, { isDefault = false } = {}) => {
  const prefixes = prefixesOf(form)
  const state = { fields: {}, lines: Object.fromEntries(prefixes.map((prefix) => [prefix, []])) }
  const lines = {}
  for (const field of form.elements) {
    if (!isTyped(field)) continue
    const at = placeOf(field.name, prefixes)
    if (!at) state.fields[field.name] = valueOf(field, isDefault, state.fields[field.name])
    else {
      const line = (lines[`${at.prefix}-${at.place}`] ??= newLine(form, state, at))
      line.values[at.name] = valueOf(field, isDefault, line.values[at.name])
    }
  }
  return state
}

const newLine = (form, state, { prefix, place }) => {
  const line = { id: form.elements[`${prefix}-${place}-id`]?.value ?? "", place, values: {} }
  state.lines[prefix].push(line)
  return line
}

/* What of `now` differs from `start`: fields, changed values of stored lines, and new lines whole. */
export const changes = (start, now) => {
  const fields = differing(start.fields, now.fields)
  const lines = {}
  for (const [prefix, found] of Object.entries(now.lines)) {
    const before = start.lines[prefix] ?? []
    const empty = found.find((line) => line.place === "__prefix__")?.values ?? {}
    const changed = found
      .filter((line) => line.place !== "__prefix__")
      .map((line) => changedLine(line, before, empty))
      .filter(Boolean)
    if (changed.length) lines[prefix] = changed
  }
  return { fields, lines }
}

const changedLine = (line, before, empty) => {
  if (!line.id) return Object.keys(differing(empty, line.values)).length ? { id: "", values: line.values } : null
  const values = differing(before.find((other) => other.id === line.id)?.values ?? {}, line.values)
  return Object.keys(values).length ? { id: line.id, values } : null
}

const differing = (start, now) => Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(value, start[name])))

/* What of the kept `typed` the form does not show: [{label, here, kept}]. Lines that are gone from the form are not told. */
export const missing = (form, typed) => {
  const now = read(form)
  const told = (name, here, kept) => ({ label: labelOf(form, name), here: inWords(here), kept: inWords(kept) })
  const fields = Object.entries(typed.fields).filter(([name, value]) => name in now.fields && !same(value, now.fields[name]))
  const found = fields.map(([name, value]) => told(name, now.fields[name], value))
  for (const [prefix, lines] of Object.entries(typed.lines))
    for (const line of lines) {
      const there = twin(now.lines[prefix] ?? [], line)
      if (!there && line.id) continue
      const values = Object.entries(line.values).filter(([name, value]) => inWords(value) && !same(value, there?.values[name]))
      found.push(...values.map(([name, value]) => told(`${prefix}-${there?.place ?? "__prefix__"}-${name}`, there?.values[name], value)))
    }
  return found
}

/* The line of the form that a kept line speaks of: the same row, or a new one with the same words. */
const twin = (lines, kept) =>
  lines.find((line) => line.place !== "__prefix__" && (kept.id ? line.id === kept.id : !Object.keys(differing(line.values, kept.values)).length))

const labelOf = (form, name) => {
  const label = form.querySelector(`label[for="id_${CSS.escape(name)}"]`) ?? form.querySelector(`label[for^="id_${CSS.escape(name)}"]`)
  return label?.textContent.replace(/:\s*$/, "").trim() ?? name
}

const inWords = (value) => (Array.isArray(value) ? value.map((part) => (Array.isArray(part) ? part[1] : part)).join(", ") : (value ?? ""))

/* Put what was typed back. Returns how many lines found no place: somebody else deleted theirs, or no more may be added. */
export const write = (form, typed) => {
  for (const [name, value] of Object.entries(typed.fields)) put(form, name, value)
  let lost = 0
  for (const [prefix, lines] of Object.entries(typed.lines))
    for (const line of lines) {
      const there = twin(read(form).lines[prefix] ?? [], line)
      const place = there?.place ?? (line.id ? null : addLine(form, prefix))
      if (place === null) lost += 1
      else for (const [name, value] of Object.entries(line.values)) put(form, `${prefix}-${place}-${name}`, value)
    }
  return lost
}

const addLine = (form, prefix) => {
  const total = form.elements[`${prefix}-TOTAL_FORMS`]
  const before = total.value
  document.querySelector(`#${CSS.escape(prefix)}-group .add-row a`)?.click()
  return total.value === before ? null : String(Number(total.value) - 1)
}

const put = (form, name, value) => {
  const found = form.elements[name]
  const fields = found instanceof RadioNodeList ? [...found] : [found]
  for (const field of fields) if (field && isTyped(field)) putOne(field, value)
}

const putOne = (field, value) => {
  if (field.tagName === "SELECT") choose(field, value)
  else if (["checkbox", "radio"].includes(field.type)) field.checked = value.includes(field.value)
  else field.value = value
  /* the editor of a text, where it stands already, shows what its text area holds */
  const page = field.closest(".prose-editor")?.querySelector(".ProseMirror")
  page?.editor?.commands.setContent(value)
  if (page) field.value = value
  field.dispatchEvent(new Event("input", { bubbles: true }))
  field.dispatchEvent(new Event("change", { bubbles: true }))
}

const choose = (select, pairs) => {
  for (const [value, text] of pairs)
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(text, value))
  const wanted = pairs.map(([value]) => value)
  for (const option of select.options) option.selected = wanted.includes(option.value)
}

/* Hidden fields outside the lines say from which saved state the form began; the server merges by them. */
const NOT_OF_THE_ROW = ["csrfmiddlewaretoken", "_popup", "_to_field", "_kept"]

const hiddenFields = (form) =>
  [...form.elements].filter(
    (field) => field.type === "hidden" && field.name && !NOT_OF_THE_ROW.includes(field.name) && !placeOf(field.name, prefixesOf(form)) && !field.name.endsWith("_FORMS"),
  )

export const readBase = (form) => Object.fromEntries(hiddenFields(form).map((field) => [field.name, field.value]))

export const writeBase = (form, base) => {
  for (const field of hiddenFields(form)) if (field.name in base) field.value = base[field.name]
}
