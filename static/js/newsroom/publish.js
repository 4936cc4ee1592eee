/* The page “Publish…”: whoever writes a day or a time means a moment to come. */
const later = document.querySelector("input[name=when][value=later]")

for (const field of document.querySelectorAll("input[name=day], input[name=time]"))
  field.addEventListener("input", () => {
    if (field.value) later.checked = true
  })
