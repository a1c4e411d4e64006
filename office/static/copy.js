// A button copies the text of its box. Where the browser keeps the clipboard shut, the text is marked to be copied by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy)));
}

async function copy(box) {
  const told = document.querySelector(`[data-copied="${box.id}"]`);
  try {
    await navigator.clipboard.writeText(box.value);
    told.textContent = "Kopiert. Fügen Sie den Text mit Strg und V ein.";
  } catch {
    box.select();
    told.textContent = "Der Text ist markiert. Kopieren Sie ihn mit Strg und C.";
  }
}
