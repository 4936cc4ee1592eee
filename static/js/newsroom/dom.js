/* Making elements and words: what every module of the newsroom needs of the page. */

/* Django's catalogue of translations is a classic script in the head, so it stands before any module runs. */
export const gettext = window.gettext ?? ((text) => text)
export const interpolate = window.interpolate ?? ((text) => text)

/* make("p", {class: "note", textContent: "…"}, [child]): names with a dash, "class", "for", "role", "lang" and "id" are
   attributes, everything else is a property; a value of null leaves the attribute out. */
export const make = (tag, settings = {}, children = []) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === undefined) continue
    if (name.includes("-") || ["class", "for", "role", "lang", "id", "list"].includes(name)) element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children)
  return element
}

/* A v4 UUID. crypto.randomUUID() exists on https and localhost only, and a newsroom may run on a plain local network. */
export const newUid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/* What an editor chose stays in this browser; a browser that forbids storage simply forgets it. */
export const remembered = (key, fallback, store = "localStorage") => {
  try {
    return JSON.parse(window[store].getItem(`newsroom.${key}`)) ?? fallback
  } catch {
    return fallback
  }
}

export const remember = (key, value, store = "localStorage") => {
  try {
    window[store].setItem(`newsroom.${key}`, JSON.stringify(value))
  } catch {
    /* private windows */
  }
}
