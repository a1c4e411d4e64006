// Beside the box: what is read in it is announced in one short line, whenever it changes.

const byId = (id) => document.getElementById(id);
const result = byId("ergebnis");

if (result) {
  const announce = () => { result.textContent = byId("pruefung").querySelector("h2")?.textContent ?? ""; };
  new MutationObserver(announce).observe(byId("pruefung"), { childList: true });
}
