// The browser phone: buttons and keyboard.

import { dial, hangUp, leave, press } from "./call.js";

document.getElementById("call").addEventListener("click", dial);
document.getElementById("hangup").addEventListener("click", hangUp);
document.getElementById("keys").addEventListener("click", ({ target }) => {
  const button = target.closest("[data-key]");
  if (button) press(button.dataset.key);
});

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9*#]$/.test(event.key)) press(event.key);
  else if (event.key === "Escape") hangUp();
  else if (event.key === "Enter" && !event.target.closest("button")) dial();
  else return;
  event.preventDefault();
});

window.addEventListener("pagehide", leave);
