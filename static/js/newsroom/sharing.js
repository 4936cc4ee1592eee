/* The page “Share a draft”: copies an address at one press. Without this file the address is selected and copied by hand. */
for (const button of document.querySelectorAll("[data-copy]")) {
  const address = document.getElementById(button.dataset.copy)
  const label = button.textContent
  button.hidden = false
  button.setAttribute("aria-live", "polite")
  button.addEventListener("click", async () => {
    address.select()
    try {
      await navigator.clipboard.writeText(address.value)
    } catch {
      /* a page without https may not write to the clipboard itself: the address stays selected for Ctrl+C */
      if (!document.execCommand("copy")) return
    }
    button.textContent = button.dataset.done
    setTimeout(() => (button.textContent = label), 2500)
  })
}

for (const address of document.querySelectorAll(".link__address input")) {
  address.addEventListener("focus", () => address.select())
}
