// Beside the form of a group: what is read in it is announced in one line, and nobody leaves what was typed by accident.

const byId = (id) => document.getElementById(id);
const form = byId("formular"), result = byId("ergebnis");
const typedOf = () => new URLSearchParams(new FormData(form)).toString();
const shown = typedOf();
let leaves = false;

new MutationObserver(() => { result.textContent = byId("pruefung").querySelector(".verdict")?.textContent ?? ""; })
  .observe(byId("pruefung"), { childList: true });
form.addEventListener("submit", () => { leaves = true; });
addEventListener("beforeunload", (event) => {
  if (!leaves && ("typed" in form.dataset || typedOf() !== shown)) event.preventDefault();
});
// What was read before says nothing of what is typed now.
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  form.addEventListener(name, () => {
    byId("pruefung").textContent = "Die Hotline kann gerade nicht mitlesen. Was Sie schreiben, bleibt hier stehen.";
  });
}
