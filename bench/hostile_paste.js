/* What of some HTML runs, frames, submits, styles, names or fetches from elsewhere, after it was parsed once and twice. For
   bench/hostile_paste.py. A form's own fields can hide its attributes, so the prototype's getters are asked. */
(html) => {
  const found = new Set()
  const getter = (name) => {
    const { get } = Object.getOwnPropertyDescriptor(Element.prototype, name)
    return (element) => get.call(element)
  }
  const [attributesOf, nameOf] = [getter("attributes"), getter("localName")]
  const prose = "p h2 h3 ul ol li blockquote hr br strong em s sub sup a span figure figcaption img"
  const ours = "table caption thead tbody tr th td div picture source"
  const plain = new Set(`${prose} ${ours}`.split(" "))
  const never = new Set("style srcdoc name action formaction ping target background is nonce".split(" "))
  const ownIds = /^(part|table)-[0-9]+$|^q-[0-9a-f-]{36}$/
  const addressOf = (value) => (URL.canParse(value, "https://here.invalid/") ? new URL(value, "https://here.invalid/") : null)
  const runs = (value) => !["http:", "https:", "mailto:", "tel:"].includes(addressOf(value)?.protocol)
  const isElsewhere = (value) => addressOf(value)?.host !== "here.invalid"

  const judge = (name, { localName, value }) => {
    const told = `${name} @${localName}=${value.slice(0, 30)}`
    if (/^on/i.test(localName) || never.has(localName)) found.add(told)
    if (localName === "id" && !ownIds.test(value)) found.add(told)
    if (["href", "xlink:href"].includes(localName) && runs(value)) found.add(told)
    if (["src", "srcset", "poster", "data"].includes(localName) && (runs(value) || isElsewhere(value.split(" ")[0]))) found.add(told)
  }
  const look = (markup) => {
    const page = new DOMParser().parseFromString("<!doctype html><body><main></main>", "text/html")
    const read = new DOMParser().parseFromString(`<!doctype html><body>${markup}`, "text/html")
    for (const root of [read.documentElement, read.head, read.body]) for (const attribute of attributesOf(root)) judge("root", attribute)
    page.body.firstChild.append(...read.head.childNodes, ...read.body.childNodes)
    for (const icon of page.querySelectorAll("svg.icon")) icon.remove()
    for (const element of page.querySelectorAll("main *")) {
      if (!plain.has(nameOf(element))) found.add(`<${nameOf(element)}>`)
      for (const attribute of attributesOf(element)) judge(nameOf(element), attribute)
    }
    return page.body.firstChild.innerHTML
  }
  look(look(html))
  return [...found]
}
