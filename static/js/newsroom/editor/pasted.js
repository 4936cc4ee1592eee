/* HTML of a clipboard -> plain structure. Word, Google Docs, Telegram, mail programs and browsers each write their own. */
import { make } from "newsroom/dom"
import { sensibleLinks } from "newsroom/editor/pasted-links"
import { realLists } from "newsroom/editor/pasted-lists"
import { calmTags } from "newsroom/editor/pasted-tags"

const LANGUAGES = ["kk", "ru", "en"]
const DEEPEST = 6
const LARGEST_SPAN = 50
/* Their text is not prose. The site's own list is WITHOUT_THEIR_TEXT in news/text/cleaning.py. */
const NO_PROSE =
  "meta, link, xml, o\\:p, template, noscript, object, applet, audio, video, canvas, svg, math, select, datalist, button, span.EOP"
const BLOCK = /^(?:P|DIV|H[1-6]|UL|OL|TABLE|BLOCKQUOTE|FIGURE|HR|SECTION|ARTICLE|PRE)$/
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

export const cleanPasted = (html, language) => {
  const page = new DOMParser().parseFromString(calmTags(html), "text/html")
  const body = page.body
  const all = (selector) => [...body.querySelectorAll(selector)]
  for (const element of all(NO_PROSE)) element.remove()
  for (const emoji of all("i.emoji, span.emoji, tg-emoji, custom-emoji-element")) emoji.replaceWith(emoji.textContent || emoji.getAttribute("alt") || "")
  for (const picture of all("img")) if (!isOurs(picture)) picture.replaceWith(isEmoji(picture) ? picture.alt : "")
  realLists(page, body)
  for (const span of all("[data-style]")) meaningOfStyle(span)
  headings(body)
  sensibleLinks(body)
  for (const span of all("span[lang]")) if (!LANGUAGES.includes(span.lang) || span.lang === language) span.removeAttribute("lang")
  for (const block of [body, ...all("p, div")]) splitAtEmptyLines(block)
  tables(body)
  for (const nested of all("blockquote, ul, ol, div")) if (isTooDeep(nested)) unwrap(nested)
  for (const line of all("br")) if (isBetweenBlocks(line)) line.remove()
  for (const block of all("p, h2, h3, li")) if (isBlank(block)) block.remove()
  for (const element of all("[data-style]")) element.removeAttribute("data-style")
  singleSpaces(page)
  return body.innerHTML
}

/* Google Docs and browsers say bold, italic, struck, raised and lowered by style alone. */
const MEANINGS = [
  [/font-style:\s*italic/i, "em"],
  [/font-weight:\s*(?:bold|[6-9]00)/i, "strong"],
  [/text-decoration(?:-line)?:[^;]*line-through/i, "s"],
  [/vertical-align:\s*super/i, "sup"],
  [/vertical-align:\s*sub/i, "sub"],
]

const meaningOfStyle = (element) => {
  if (!["SPAN", "A"].includes(element.tagName)) return
  for (const [pattern, tag] of MEANINGS) if (pattern.test(element.dataset.style)) wrapWords(element, tag)
}

const wrapWords = (element, tag) => {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

/* A picture of the library comes from this editor; any other would report to its site who reads the story. */
const isOurs = (picture) => /^\/(?![/\\])/.test(picture.getAttribute("src") ?? "") && picture.closest("figure.photo[data-image]")
const isEmoji = (picture) => picture.alt.length < 30 && EMOJI.test(picture.alt)
const isBlank = (element) => !element.querySelector("br + *, img, figure") && !/[^\s\u00a0\u200b\ufeff]/.test(element.textContent)

/* The page has its own first heading, and a text has two levels below it. Headings are bold as they are. */
const headings = (body) => {
  const level = (element) => Number(element.getAttribute("aria-level")) || 2
  for (const title of body.querySelectorAll("h1, p.MsoTitle")) rename(title, "h2")
  for (const small of body.querySelectorAll("h4, h5, h6")) rename(small, "h3")
  for (const spoken of body.querySelectorAll("p[role=heading], div[role=heading]")) rename(spoken, level(spoken) > 2 ? "h3" : "h2")
  for (const bold of body.querySelectorAll(":is(h2, h3) :is(b, strong)")) unwrap(bold)
}

/* An empty line between paragraphs, and the one with which browsers end what they copy. */
const isBetweenBlocks = (line) => line.className === "Apple-interchange-newline" || (isEdge(line, "previousSibling") && isEdge(line, "nextSibling"))
const isEdge = (line, side) => {
  let beside = line[side]
  while (beside && isGap(beside)) beside = beside[side]
  return !beside ? line.parentElement.matches("body, div, td, th") : BLOCK.test(beside.nodeName)
}

const rename = (element, tag) => {
  const renamed = element.ownerDocument.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

/* A table of one cell is a frame drawn by a word processor; a table in a table cannot be read on a phone. */
const tables = (body) => {
  const isSlice = body.querySelector("[data-pm-slice]")
  for (const table of body.querySelectorAll("table")) {
    const cells = table.querySelectorAll("td, th")
    if (table.parentElement.closest("table") || (cells.length < 2 && !isSlice)) flatten(table)
  }
  for (const cell of body.querySelectorAll("[colspan], [rowspan]"))
    for (const name of ["colspan", "rowspan"]) if (!(Number(cell.getAttribute(name)) >= 1 && Number(cell.getAttribute(name)) <= LARGEST_SPAN)) cell.removeAttribute(name)
}

const flatten = (table) => {
  const paragraphs = [...table.querySelectorAll("td, th, caption")].filter((cell) => cell.closest("table") === table)
  const fragment = table.ownerDocument.createDocumentFragment()
  for (const cell of paragraphs) {
    const box = table.ownerDocument.createElement("div")
    box.append(...cell.childNodes)
    fragment.append(box)
  }
  table.replaceWith(fragment)
}

const isTooDeep = (element) => {
  let depth = 0
  for (let above = element.parentElement?.closest(element.tagName); above && depth < DEEPEST; above = above.parentElement?.closest(element.tagName)) depth += 1
  return depth >= DEEPEST
}

/* Telegram and mail programs separate paragraphs by two line breaks. */
const splitAtEmptyLines = (block) => {
  const breaks = new Set([...block.children].filter((child) => child.tagName === "BR" && nextIsBreak(child)))
  if (!breaks.size) return
  const paragraphs = block.ownerDocument.createDocumentFragment()
  let paragraph = null
  let isBetween = false
  for (const node of [...block.childNodes]) {
    isBetween = breaks.has(node) || (isBetween && (node.nodeName === "BR" || isGap(node)))
    if (isBetween) {
      paragraph = null
      continue
    }
    if (!paragraph) {
      paragraph = make("p")
      paragraphs.append(paragraph)
    }
    paragraph.append(node)
  }
  if (block.tagName === "BODY") block.replaceChildren(paragraphs)
  else block.replaceWith(paragraphs)
}

const isGap = (node) => node.nodeType === 3 && !node.data.trim()
const nextIsBreak = (node) => {
  let next = node.nextSibling
  while (next && isGap(next)) next = next.nextSibling
  return next?.nodeName === "BR"
}

const singleSpaces = (page) => {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/[ \u00a0]{2,}/g, " ")
}
