/* Lists of a clipboard that are no lists in the markup: Word writes paragraphs that begin with a typed bullet or number, Word
   on the web a list for each line, Google Docs puts an inner list beside the line it belongs to. */
const SPACE = "[\\s\\u00a0]"
const NUMBER = new RegExp(`^${SPACE}*(?:\\d+|[a-zа-яә]|[ivx]+)[.)]${SPACE}+`, "iu")
const BULLET = new RegExp(`^${SPACE}*[·•▪§oо\\-–—*]${SPACE}+`, "u")
const WORD_ITEM = "p[class*=MsoList], p[data-style*='mso-list']"
const WORD_LEVEL = /mso-list:\s*\S+\s+level(\d)/
const NO_ITEM = /mso-list:\s*none/
const DEEPEST = 6

export const realLists = (page, body) => {
  wordLists(page, body)
  for (const wrapper of body.querySelectorAll("div.ListContainerWrapper")) wrapper.replaceWith(...wrapper.childNodes)
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) list.previousElementSibling?.append(list)
  for (const list of body.querySelectorAll("ul, ol")) joinLines(list)
}

const wordLists = (page, body) => {
  const open = []
  let last = null
  for (const item of [...body.querySelectorAll(WORD_ITEM)].filter((item) => !NO_ITEM.test(item.dataset.style ?? ""))) {
    const level = Math.min(DEEPEST, Number(WORD_LEVEL.exec(item.dataset.style ?? "")?.[1] ?? 1))
    if (!last || item.previousElementSibling !== last) open.length = 0
    const tag = takeMarker(item)
    while (open.length > level || (open.length === level && open.at(-1).tagName !== tag)) open.pop()
    while (open.length < level) open.push(begin(page, open.at(-1), tag, item))
    const entry = page.createElement("li")
    const paragraph = page.createElement("p")
    paragraph.append(...item.childNodes)
    entry.append(paragraph)
    open.at(-1).append(entry)
    last = open[0]
    item.remove()
  }
}

/* Takes the typed bullet or number off and tells which list it was of. */
const takeMarker = (item) => {
  const marker = item.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']")
  const isNumbered = NUMBER.test(`${(marker ?? item).textContent.trim()} `)
  if (marker) marker.remove()
  else stripBeginning(item, isNumbered ? NUMBER : BULLET)
  return isNumbered ? "OL" : "UL"
}

const stripBeginning = (item, pattern) => {
  const texts = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT)
  const beginning = pattern.exec(item.textContent)?.[0] ?? ""
  let left = beginning.length
  while (left && texts.nextNode()) {
    const taken = Math.min(left, texts.currentNode.data.length)
    texts.currentNode.data = texts.currentNode.data.slice(taken)
    left -= taken
  }
}

const begin = (page, outer, tag, item) => {
  const list = page.createElement(tag)
  if (!outer) item.before(list)
  else (outer.lastElementChild ?? outer.appendChild(page.createElement("li"))).append(list)
  return list
}

/* <ul><li>а</li></ul><ul><li>ә</li></ul> of Word on the web; an inner line says its level. */
const joinLines = (list) => {
  const before = list.previousElementSibling
  const levelOf = (one) => Number(one?.lastElementChild?.dataset.ariaLevel ?? 0)
  if (!before || before.tagName !== list.tagName || !levelOf(list) || !levelOf(before)) return
  if (levelOf(list) > levelOf(before)) before.lastElementChild.append(list)
  else before.append(...list.childNodes), list.remove()
}
