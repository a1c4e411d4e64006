// The browser phone: buttons and keyboard.

import { dial, hangUp, leave, press } from "./call.js";
import * as captions from "./captions.js";
import * as sound from "./sound.js";
import * as tones from "./tones.js";

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

// On a page with several telephones only the one in use is loud.
window.addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || typeof data?.volume !== "number") return;
  sound.loudness(data.volume);
  tones.loudness(data.volume);
});

window.addEventListener("pagehide", leave);
document.body.classList.toggle("one-of-several", window.parent !== window);
captions.begin();
