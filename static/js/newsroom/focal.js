/* The focal point of a picture: click the most important spot, or move the point with the arrow keys; four crops show
   what readers get. The two number fields stay, for exact values and for those who cannot see the picture. */
import { gettext, interpolate, make } from "newsroom/dom"

/* The shapes of the design: cover of a story 16:9, picture in a list 3:2, face 4:5, card of a shared link 1200 × 630. */
const crops = () => ({ wide: gettext("cover"), face: gettext("face"), list: gettext("in lists"), card: gettext("shared link") })
const STEPS = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, -2], ArrowDown: [0, 2] }
const percent = (value) => Math.round(Math.min(100, Math.max(0, value)))

/* Pages place a picture in steps of ten per cent (the filter `tenths`, which rounds halves to even); the card is cut exactly. */
const inSteps = (value) => {
  const steps = Math.round(value / 10)
  return 10 * (value % 10 === 5 && steps % 2 ? steps - 1 : steps)
}

export const makeCrops = () => {
  const pictures = Object.keys(crops()).map((crop) => make("img", { class: `crops__crop crops__crop--${crop}`, alt: "" }))
  const shown = Object.entries(crops()).map(([crop, words], place) =>
    make("span", { class: `crops__one crops__one--${crop}` }, [pictures[place], make("span", { class: "crops__words", textContent: words })]),
  )
  const box = make("div", { class: "crops", "aria-hidden": "true" }, shown)
  const show = (url) => pictures.forEach((picture) => (picture.src = url))
  const aim = (x, y) => {
    for (const picture of pictures) {
      const isExact = picture.classList.contains("crops__crop--card")
      const [left, top] = isExact ? [x, y] : [inSteps(x), inSteps(y)]
      picture.style.objectPosition = `${left}% ${top}%`
    }
  }
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
  const views = makeCrops()
  const help = make("p", { class: "help", textContent: gettext("Click the most important spot of the picture, or move the point with the arrow keys. The crops below follow.") })
  const lost = make("p", { class: "focal__lost", hidden: true, textContent: gettext("The picture cannot be shown here: its file is gone, or this browser does not know its format.") })
  const box = make("div", { class: "focal", "data-not-saved": "" }, [
    help,
    lost,
    stage,
    views.box,
  ])
  x.closest(".form-row").before(box)
  const shown = form.querySelector("[data-picture-url]")
  shown?.closest(".form-row").remove() // the same picture, for those who may not move the point

  const draw = () => {
    const [left, top] = [percent(Number(x.value || 50)), percent(Number(y.value || 50))]
    point.style.insetInlineStart = `${left}%`
    point.style.insetBlockStart = `${top}%`
    point.setAttribute("aria-label", interpolate(gettext("Focal point: %s per cent from the left, %s per cent from the top"), [left, top]))
    views.aim(left, top)
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
    say({ isLost: false })
    picture.src = url
    views.show(url)
    draw()
  }
  const say = ({ isLost }) => {
    lost.hidden = !isLost
    for (const part of [help, stage, views.box]) part.hidden = isLost
  }
  picture.addEventListener("error", () => say({ isLost: true }))
  load(shown?.dataset.pictureUrl ?? form.querySelector(".file-upload a")?.href ?? "")
  file?.addEventListener("change", () => {
    if (!file.files[0]) return
    load(URL.createObjectURL(file.files[0]))
    put(50, 50)
  })
}
