/* The focal point of a picture: click the most important spot, or move the point with the arrow keys; three crops show
   what readers get. The two number fields stay, for exact values and for those who cannot see the picture. */
import { gettext, interpolate, make } from "newsroom/dom"

export const CROPS = ["wide", "square", "card"]
const STEPS = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, -2], ArrowDown: [0, 2] }
const percent = (value) => Math.round(Math.min(100, Math.max(0, value)))

export const makeCrops = () => {
  const pictures = CROPS.map((crop) => make("img", { class: `crops__crop crops__crop--${crop}`, alt: "" }))
  const box = make("div", { class: "crops", "aria-hidden": "true" }, pictures)
  const show = (url) => pictures.forEach((picture) => (picture.src = url))
  const aim = (x, y) => pictures.forEach((picture) => (picture.style.objectPosition = `${x}% ${y}%`))
  return { box, show, aim }
}

export const pickFocalPoint = (form) => {
  const x = form.querySelector("input[name=focal_x]")
  const y = form.querySelector("input[name=focal_y]")
  const file = form.querySelector("input[type=file][name=file]")
  if (!x || !y) return
  const picture = make("img", { alt: "", draggable: false })
  const point = make("button", { type: "button", class: "focal__point" })
  const stage = make("div", { class: "focal__stage" }, [picture, point])
  const crops = makeCrops()
  const box = make("div", { class: "focal", "data-not-saved": "" }, [
    make("p", { class: "help", textContent: gettext("Click the most important spot of the picture, or move the point with the arrow keys. The crops below follow.") }),
    stage,
    crops.box,
  ])
  x.closest(".form-row").before(box)

  const draw = () => {
    const [left, top] = [percent(Number(x.value || 50)), percent(Number(y.value || 50))]
    point.style.insetInlineStart = `${left}%`
    point.style.insetBlockStart = `${top}%`
    point.setAttribute("aria-label", interpolate(gettext("Focal point: %s per cent from the left, %s per cent from the top"), [left, top]))
    crops.aim(left, top)
  }
  const put = (left, top) => {
    x.value = percent(left)
    y.value = percent(top)
    x.dispatchEvent(new Event("input", { bubbles: true }))
  }
  stage.addEventListener("click", (event) => {
    if (event.target === point) return
    const frame = picture.getBoundingClientRect()
    put(((event.clientX - frame.left) / frame.width) * 100, ((event.clientY - frame.top) / frame.height) * 100)
    point.focus()
  })
  point.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    put(Number(x.value || 50) + step[0], Number(y.value || 50) + step[1])
  })
  for (const field of [x, y]) field.addEventListener("input", draw)

  const load = (url) => {
    box.hidden = !url
    if (!url) return
    picture.src = url
    crops.show(url)
    draw()
  }
  load(form.querySelector(".file-upload a, [data-picture-url]")?.href ?? "")
  file?.addEventListener("change", () => {
    if (!file.files[0]) return
    load(URL.createObjectURL(file.files[0]))
    put(50, 50)
  })
}
