/* “Published labels”: all boxes at once, which without this script are ticked one by one. A second click on the way is none. */
const form = document.querySelector("#labels")
const boxes = [...(form?.querySelectorAll("input[name=story]") ?? [])]

const strip = form?.querySelector(".labels__all")
if (strip) strip.hidden = boxes.length < 2

for (const button of form?.querySelectorAll("button[data-tick]") ?? [])
  button.addEventListener("click", () => {
    for (const box of boxes) box.checked = button.dataset.tick === "all"
  })

let isSent = false
form?.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault()
  isSent = true
})
window.addEventListener("pageshow", () => (isSent = false))
