// The telephones of a page. The one touched last has the keyboard and is the loud one.

import * as fingers from "./fingers.js";
import { isOn, switches } from "./switches.js";
import { Telephone } from "./telephone.js";

const QUIET = 0.15;

const phones = [...document.querySelectorAll(".telephone")].map((root) => new Telephone(root));
let chosen = phones[0];

function choose(phone) {
  chosen = phone;
  const others = isOn("alone") ? 0 : QUIET;
  for (const one of phones) {
    one.view.chosen(one === chosen);
    one.sound.volume = one === chosen ? 1 : others;
  }
}

for (const phone of phones) {
  for (const touch of ["pointerdown", "focusin"]) phone.root.addEventListener(touch, () => choose(phone));
}
switches(() => choose(chosen));
choose(chosen);

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9*#]$/.test(event.key)) fingers.down(event.code, chosen.hold(event.key));
  else if (event.key === "Escape") chosen.call.hangUp();
  else if (event.key === "Enter" && !event.target.closest("a, button")) chosen.call.dial();
  else return;
  event.preventDefault();
});
document.addEventListener("keyup", ({ code }) => fingers.up(code));
window.addEventListener("blur", fingers.slip);
window.addEventListener("pagehide", () => phones.forEach(({ call }) => call.leave()));
