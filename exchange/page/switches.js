// Switches, each named by what it switches on for the whole page. They stay as they were left.

const ON = "ein", OFF = "aus";

/** Make the switches of the page work; `changed` is called after each change. */
export function switches(changed) {
  for (const button of document.querySelectorAll("[role=switch]")) {
    const name = button.dataset.switches;
    show(button, (remembered(name) ?? button.querySelector("b").textContent) === ON);
    button.addEventListener("click", () => {
      remember(name, show(button, !isOn(name)) ? ON : OFF);
      changed();
    });
  }
}

/** Whether this is switched on. */
export function isOn(name) { return document.documentElement.classList.contains(name); }

function show(button, on) {
  button.setAttribute("aria-checked", String(on));
  button.querySelector("b").textContent = on ? ON : OFF;
  return document.documentElement.classList.toggle(button.dataset.switches, on);
}

// A browser that keeps nothing begins each time as the page does.

function remembered(name) {
  try {
    return localStorage.getItem(`phone.${name}`);
  } catch {
    return null;
  }
}

function remember(name, state) {
  try {
    localStorage.setItem(`phone.${name}`, state);
  } catch (refusal) {
    console.info(`Dieser Browser merkt sich keine Schalter: ${refusal.name}`);
  }
}
