/* The grid of pictures: where a small copy cannot be shown, words stand in its place. */
const replace = (picture) => {
  const words = document.createElement("span")
  words.className = "small__none"
  words.textContent = picture.dataset.gone
  picture.replaceWith(words)
}

for (const picture of document.querySelectorAll("img[data-gone]")) {
  if (picture.complete && picture.currentSrc && !picture.naturalWidth) replace(picture)
  else picture.addEventListener("error", () => replace(picture))
}
