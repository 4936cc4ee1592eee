/* “Is it one of these?” under the name that is being typed. Without this file the form asks when it is saved. */
const PAUSE_WHILE_TYPING = 400
const SHORTEST = 3

const box = document.querySelector("[data-alike]:not([data-alike=''])")
const form = box?.closest("form")
const names = box?.dataset.names.split(" ") ?? []
const fields = names.map((name) => form.elements.namedItem(name)).filter(Boolean)
const said = document.createElement("p")
let pause
let turn = 0

const address = () => {
  const found = new URL(box.dataset.alike, location.href)
  for (const field of fields) found.searchParams.set(field.name, field.value.trim())
  if ("popup" in box.dataset) found.searchParams.set("_popup", "1")
  const tick = box.querySelector("[name=is_another]")
  if (tick?.checked) found.searchParams.set("is_another", tick.value)
  return found
}

/* The row of the field that is typed in: the box stands under it, so that nothing above the cursor moves. */
const rowOf = (field) => field.closest(".form-row") ?? field

const show = (part, field) => {
  const found = new DOMParser().parseFromString(part, "text/html").body
  if (found.innerHTML.trim() === box.innerHTML.trim()) return
  box.replaceChildren(...found.childNodes)
  box.hidden = !box.querySelector("li")
  if (!box.hidden) rowOf(field).after(box)
  said.textContent = box.querySelector("h2")?.textContent ?? ""
}

const ask = async (field) => {
  const mine = ++turn
  const isEnough = fields.some(({ value }) => value.trim().length >= SHORTEST)
  try {
    const answer = isEnough ? await fetch(address()) : null
    /* a log-in page instead of the list: nothing is shown, and the form asks when it is saved */
    if (answer && (!answer.ok || answer.redirected)) return
    const part = answer ? await answer.text() : ""
    if (mine === turn) show(part, field)
  } catch {
    /* no connection: the form asks when it is saved */
  }
}

if (box) {
  /* told by screen readers when entries are found, without taking the focus */
  said.className = "visually-hidden"
  said.setAttribute("role", "status")
  form.append(said)
  form.addEventListener("input", ({ target }) => {
    if (!fields.includes(target)) return
    clearTimeout(pause)
    pause = setTimeout(() => ask(target), PAUSE_WHILE_TYPING)
  })
}
