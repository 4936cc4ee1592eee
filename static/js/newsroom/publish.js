/* The page “Publish…” and those of the acts. Whoever writes a day or a time means a moment to come. */
const later = document.querySelector("input[name=when][value=later]")

for (const field of later ? document.querySelectorAll("form[data-once] :is(input[name=day], input[name=time])") : [])
  field.addEventListener("input", () => {
    if (field.value) later.checked = true
  })

/* A second click on the way is none. The server would refuse it; this spares the editor the sentence. */
for (const form of document.querySelectorAll("form[data-once]")) {
  let isSent = false
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault()
    isSent = true
  })
  window.addEventListener("pageshow", () => (isSent = false))
}
