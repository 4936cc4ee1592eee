/* What is pasted from Word, Google Docs, a mail or Telegram becomes plain structure before the editor reads it. */
import { Extension, Plugin } from "django-prose-editor/editor"

const SPACE = "[\\s\\u00a0]"
const NUMBER = new RegExp(`^${SPACE}*(?:\\d+|[a-zа-яә]|[ivx]+)[.)]${SPACE}+`, "iu")
const BULLET = new RegExp(`^${SPACE}*[·•▪§oо\\-–—*]${SPACE}+`, "u")
const WORD_LIST = "p[class*=MsoList], p[data-style*='mso-list']"
const TRACKING = /^(utm_\w+|fbclid|gclid|yclid|mc_[ce]id)$/

export const cleanPasted = (html) => {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html")
  const all = (selector) => [...page.body.querySelectorAll(selector)]
  for (const element of all("style, script, meta, link, xml, o\\:p, title")) element.remove()
  for (const picture of all("img")) picture.replaceWith(isEmoji(picture) ? picture.alt : "")
  wordLists(page, all(WORD_LIST))
  for (const heading of all("h1")) rename(page, heading, "h2")
  for (const heading of all("h4, h5, h6")) rename(page, heading, "h3")
  for (const bold of all("b[data-style*='font-weight:normal'], b[data-style*='font-weight: normal']")) bold.replaceWith(...bold.childNodes)
  for (const span of all("span[data-style]")) meaningOfStyle(page, span)
  for (const link of all("a[href]")) link.setAttribute("href", plainAddress(link.getAttribute("href")))
  for (const block of [page.body, ...all("p, div")]) splitAtEmptyLines(page, block)
  for (const paragraph of all("p")) if (isBlank(paragraph)) paragraph.remove()
  for (const element of all("[data-style]")) element.removeAttribute("data-style")
  singleSpaces(page)
  return page.body.innerHTML
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPasted } })]
  },
})

/* The page's content security policy refuses style attributes even in a text that is only being read: they are renamed before. */
const withoutStyles = (html) =>
  html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="))

/* Google Docs says bold and italic by style alone. */
const meaningOfStyle = (page, span) => {
  const style = span.dataset.style
  if (/font-style:\s*italic/.test(style)) wrap(page, span, "em")
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) wrap(page, span, "strong")
}

const wrap = (page, element, tag) => {
  const wrapper = page.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/* Telegram pastes its emoji as pictures with the character in alt. */
const isEmoji = (picture) => /\p{Extended_Pictographic}/u.test(picture.alt)
const isBlank = (element) => !element.querySelector("br + *") && !element.textContent.replace(/[\s\u00a0]/g, "")

const rename = (page, element, tag) => {
  const renamed = page.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

/* Word writes a list as paragraphs that begin with a typed bullet or number. */
const wordLists = (page, items) => {
  let list = null
  for (const item of items) {
    const marker = item.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']")
    const ordered = NUMBER.test(`${(marker ?? item).textContent.trim()} `)
    marker?.remove()
    if (!marker) item.innerHTML = item.innerHTML.replace(ordered ? NUMBER : BULLET, "")
    const tag = ordered ? "OL" : "UL"
    if (list?.tagName !== tag || item.previousElementSibling !== list) {
      list = page.createElement(tag)
      item.before(list)
    }
    const entry = page.createElement("li")
    const paragraph = page.createElement("p")
    paragraph.append(...item.childNodes)
    entry.append(paragraph)
    list.append(entry)
    item.remove()
  }
}

/* Google wraps links in its own address; campaign marks tell others where our readers came from. */
const plainAddress = (href) => {
  let address
  try {
    address = new URL(href)
  } catch {
    return href
  }
  if (/(^|\.)google\.com$/.test(address.hostname) && address.pathname === "/url") return address.searchParams.get("q") ?? href
  const marks = [...address.searchParams.keys()].filter((name) => TRACKING.test(name))
  for (const name of marks) address.searchParams.delete(name)
  return marks.length ? address.href : href
}

/* Telegram and mail programs separate paragraphs by two line breaks. */
const splitAtEmptyLines = (page, block) => {
  const breaks = [...block.children].filter((child) => child.tagName === "BR" && nextIsBreak(child))
  if (!breaks.length) return
  const parts = [[]]
  let skipping = false
  for (const node of [...block.childNodes]) {
    if (breaks.includes(node) || (skipping && (node.nodeName === "BR" || isGap(node)))) {
      if (!skipping) parts.push([])
      skipping = true
    } else {
      skipping = false
      parts.at(-1).push(node)
    }
  }
  const paragraphs = parts.filter((part) => part.length).map((part) => {
    const paragraph = page.createElement("p")
    paragraph.append(...part)
    return paragraph
  })
  if (block === page.body) block.replaceChildren(...paragraphs)
  else block.replaceWith(...paragraphs)
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
