/* The tags of a clipboard, read once from left to right before any parser of the browser sees them, so that a megabyte costs
   a moment: only attributes that mean something stay; what a browser would open again in each paragraph, a thousand times over,
   loses what tells one from another; what is no prose goes. The page's content security policy refuses style and on…
   attributes even in a text that is only being read: style is renamed, the others are left out. */
const TAG = /<(\/?)([a-z][^\s/>]*)/iy
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?/y
const NAME = /^[a-z][\w:.-]{0,40}$/
const END = /[^>]*>?/y

const KEPT = new Set([
  ...["href", "title", "hreflang", "lang", "src", "alt", "width", "height", "colspan", "rowspan", "scope", "start", "class", "style"],
  ...["role", "aria-level", "data-aria-level", "data-pm-slice", "data-uid", "data-person", "data-organization", "data-said-on"],
  ...["data-image", "data-document"],
])
/* A parser reads what is between their tags as bare text. */
const RAW = new Set(["script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"])
const FORMATTING = new Set(["b", "i", "em", "strong", "s", "strike"])
const OTHER_FORMATTING = new Set(["big", "code", "font", "nobr", "small", "tt", "u"])
const NOT_BOLD = /font-weight:\s*(?:normal|400)/i
const LONGEST_VALUE = 10_000

export const calmTags = (html) => {
  const out = []
  let at = 0
  while (at < html.length) {
    const start = html.indexOf("<", at)
    if (start < 0) break
    out.push(html.slice(at, start))
    at = step(html, start, out)
  }
  if (at < html.length) out.push(html.slice(at))
  return out.join("")
}

/* Writes what stands at `start` in its calm form and tells where to read on. */
const step = (html, start, out) => {
  if (html.startsWith("<!--", start)) return after(html, "-->", start + 4)
  if (/[!?]/.test(html.charAt(start + 1))) return after(html, ">", start)
  TAG.lastIndex = start
  const tag = TAG.exec(html)
  if (!tag) {
    out.push("&lt;")
    return start + 1
  }
  const name = tag[2].toLowerCase()
  const { attributes, end } = attributesFrom(html, TAG.lastIndex)
  if (html.charAt(end - 1) !== ">") return html.length
  if (!NAME.test(name)) return end
  if (RAW.has(name)) return tag[1] ? end : closing(html, name, end)
  out.push(written(tag[1], name, attributes))
  return end
}

const after = (html, sign, start) => {
  const end = html.indexOf(sign, start)
  return end < 0 ? html.length : end + sign.length
}

const closing = (html, name, start) => {
  const found = new RegExp(`</${name}[^>]*>?`, "gi")
  found.lastIndex = start
  return found.exec(html) ? found.lastIndex : html.length
}

const attributesFrom = (html, start) => {
  const attributes = new Map()
  let at = start
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(html)
    if (!found) break
    at = ATTRIBUTE.lastIndex
    const value = (found[2] ?? "").replace(/^(["'])(.*)\1$/s, "$2")
    if (KEPT.has(found[1].toLowerCase()) && value.length < LONGEST_VALUE) attributes.set(found[1].toLowerCase(), value)
  }
  END.lastIndex = at
  END.exec(html)
  return { attributes, end: END.lastIndex }
}

const written = (slash, name, attributes) => {
  if (slash) return `</${OTHER_FORMATTING.has(name) ? "span" : name}>`
  if (OTHER_FORMATTING.has(name)) return `<span${together(attributes)}>`
  if (!FORMATTING.has(name)) return `<${name}${together(attributes)}>`
  /* Telegram keeps an emoji in an <i>; Google Docs wraps everything in a <b> that is not bold */
  if (/\bemoji\b/.test(attributes.get("class") ?? "")) return `<${name} class="emoji">`
  return NOT_BOLD.test(attributes.get("style") ?? "") ? "<span>" : `<${name}>`
}

const together = (attributes) =>
  [...attributes].map(([name, value]) => ` ${name === "style" ? "data-style" : name}="${value.replaceAll('"', "&quot;")}"`).join("")
