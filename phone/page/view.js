// What the page shows.

const PRESSED_MS = 140;
const COUNTED = ["niemand", "eine Person", "zwei Personen", "drei Personen", "vier Personen", "fünf Personen",
  "sechs Personen", "sieben Personen", "acht Personen", "neun Personen", "zehn Personen"];

const STATUS = {
  playing: () => "Sie hören",
  pausing: () => "Einen Moment",
  listening: () => "Jetzt eine Taste drücken",
  recording: () => "Bitte sprechen Sie. Eine Taste beendet.",
  ringing: () => "Es klingelt",
  talking: () => "Sie sind verbunden",
  room: ({ people, muted }) => `Im Raum: ${COUNTED[people] ?? `${people} Personen`}${muted ? ", Sie sind stumm" : ""}`,
  ended: ({ words }) => `Aufgelegt. ${words}`,
};

const byId = (id) => document.getElementById(id);

/** The display of the telephone shows what the call does. */
export function status(state) { say(STATUS[state.doing](state)); }

/** The display of the telephone shows these words. */
export function say(words) { byId("status").textContent = words; }

/** The receiver is up, or down. */
export function receiver(up) {
  document.body.classList.toggle("off-hook", up);
  byId("call").setAttribute("aria-disabled", String(up));
  byId("hangup").setAttribute("aria-disabled", String(!up));
}

/** An empty page for a new call. */
export function clear() { byId("log").replaceChildren(); }

/** What is heard, in writing: one sentence a line. */
export function caption(words) {
  const paragraph = newLine();
  for (const sentence of words.split("\n")) {
    const span = document.createElement("span");
    span.textContent = sentence;
    paragraph.append(span, " ");
  }
  showLast();
}

/** What the caller dials; keys pressed one after the other stand together. */
export function dialled(key) {
  const last = byId("log").lastElementChild;
  const line = last?.classList.contains("you") ? last : newLine("you");
  line.textContent += key;
  showLast();
}

/** The key goes down and comes up again. */
export function pressed(key) {
  const button = document.querySelector(`[data-key="${key}"]`);
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), PRESSED_MS);
}

function newLine(...classes) {
  const paragraph = document.createElement("p");
  paragraph.classList.add(...classes);
  byId("log").append(paragraph);
  return paragraph;
}

function showLast() {
  const log = byId("log");
  // What is longer than the window is read from its beginning.
  log.scrollTop = log.lastElementChild.offsetTop - log.offsetTop;
}
