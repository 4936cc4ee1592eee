/* Links of a clipboard: where they really lead, without the marks that tell others where our readers came from. */
const TRACKING = /^(utm_\w+|fbclid|gclid|yclid|ysclid|igshid|mc_[ce]id|_openstat|si)$/
/* Pages that only pass a reader on: host, path, and the parameter that holds the address. */
const PASSED_ON = [
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, ["q", "url"]],
  [/(^|\.)(facebook|instagram)\.com$/, /^\/(l\.php)?$/, ["u"]],
  [/(^|\.)vk\.(com|ru)$/, /^\/away\.php$/, ["to"]],
  [/(^|\.)t\.me$/, /^\/iv$/, ["url"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\/$/, ["url"]],
]
const TELEGRAM_MARKS = ["embed", "single", "mode", "userpic"]
const ALLOWED = /^(https?|mailto|tel):$/

export const sensibleLinks = (body) => {
  const isSlice = body.querySelector("[data-pm-slice]")
  for (const link of body.querySelectorAll("a:not([data-document])")) {
    const address = addressIn(link.getAttribute("href") ?? "")
    if (!isSlice) for (const name of ["title", "hreflang", "lang"]) link.removeAttribute(name)
    if (address) link.setAttribute("href", address)
    else link.replaceWith(...link.childNodes)
  }
}

/* "" for what leads nowhere outside the program it was copied from: footnotes, hashtags, scripts. */
const addressIn = (href) => {
  if (/^\/(?![/\\])/.test(href)) return href
  if (!URL.canParse(href)) return ""
  const address = destination(new URL(href))
  if (!address || !ALLOWED.test(address.protocol)) return ""
  if (address.origin === location.origin) return address.pathname + address.search + address.hash
  const marks = [...address.searchParams.keys()].filter((name) => TRACKING.test(name) || (isTelegram(address) && TELEGRAM_MARKS.includes(name)))
  for (const name of marks) address.searchParams.delete(name)
  return marks.length ? address.href : address.origin === new URL(href).origin ? href : address.href
}

const isTelegram = ({ hostname }) => hostname === "t.me" || hostname === "telegram.me"

const destination = (address, rounds = 3) => {
  const passing = PASSED_ON.find(([host, path]) => host.test(address.hostname) && path.test(address.pathname))
  const inner = passing?.[2].map((name) => address.searchParams.get(name)).find(Boolean)
  if (!inner || !rounds) return address
  return URL.canParse(inner) ? destination(new URL(inner), rounds - 1) : null
}
