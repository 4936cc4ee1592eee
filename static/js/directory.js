// Directories: the list follows what is typed into the form above it. Without this file the form is submitted.
// The server finds the names, so that both ways find the same: any alphabet, case and spelling.
const form = document.querySelector("form[data-directory]");
const MOMENT = 250; // milliseconds without a key until the server is asked
let waiting, asking, shown = address();

function address() {
  const given = [...new FormData(form)].filter(([, value]) => value.trim());
  const query = new URLSearchParams(given).toString();
  return query ? `${form.action}?${query}` : form.action;
}

// Asks for the list and shows it; a question that was still open is called off. Returns whether the list is shown now.
async function show() {
  clearTimeout(waiting);
  asking?.abort();
  const wanted = address(), mine = (asking = new AbortController());
  if (wanted === shown) return true;
  try {
    const answer = await fetch(wanted, { signal: mine.signal });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine.signal.aborted) return true;
    replace(page);
    shown = wanted;
    history.replaceState(history.state, "", wanted);
    return true;
  } catch {
    return mine.signal.aborted;
  }
}

// Parts have the same names in every answer. Words that did not change stay, or a screen reader would say them again.
function replace(page) {
  for (const part of document.querySelectorAll("[data-part]")) {
    const next = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
  for (const link of document.querySelectorAll(".langs a")) {
    const next = page.querySelector(`.langs a[hreflang="${link.hreflang}"]`);
    if (next) link.href = next.getAttribute("href");
  }
}

form.addEventListener("input", ({ target }) => {
  clearTimeout(waiting);
  waiting = setTimeout(show, target.matches("select") ? 0 : MOMENT);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!(await show())) form.submit();
});
