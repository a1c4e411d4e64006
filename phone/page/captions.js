// Reading along can be switched off: whoever practises for a telephone that shows nothing wants to listen.

const SWITCHED_OFF = "telefontreff.ohne-mitlesen";

const button = document.getElementById("captions");
const log = document.getElementById("log");

/** From now on the button works; the last choice made in this browser counts. */
export function begin() {
  show(localStorage.getItem(SWITCHED_OFF) === null);
  button.addEventListener("click", () => {
    const on = log.hidden;
    if (on) localStorage.removeItem(SWITCHED_OFF);
    else localStorage.setItem(SWITCHED_OFF, "1");
    show(on);
  });
}

function show(on) {
  log.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
}
