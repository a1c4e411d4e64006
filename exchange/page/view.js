// What one telephone shows.

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

/** What is seen of the telephone in this part of the page. */
export class View {
  #root;
  #log;

  constructor(root) {
    this.#root = root;
    this.#log = root.querySelector("[role=log]");
  }

  /** The display shows what the call does. */
  status(state) { this.say(STATUS[state.doing](state)); }

  /** The display shows these words. */
  say(words) { this.#root.querySelector("[role=status]").textContent = words; }

  /** The receiver is up, or down. */
  receiver(up) {
    this.#root.classList.toggle("lifted", up);
    this.#root.querySelector(".call").setAttribute("aria-disabled", String(up));
    this.#root.querySelector(".hang-up").setAttribute("aria-disabled", String(!up));
  }

  /** Whether the keyboard belongs to this telephone; what the others hear is not read out meanwhile. */
  chosen(it) {
    this.#root.classList.toggle("chosen", it);
    this.#log.setAttribute("aria-live", it ? "polite" : "off");
  }

  /** A new call, in which nothing was said yet. */
  begin() {
    this.#log.replaceChildren();
    this.receiver(true);
    this.say("Es klingelt");
  }

  /** What is heard, in writing: one sentence a line. */
  caption(words) {
    const paragraph = this.#newLine();
    for (const sentence of words.split("\n")) {
      const span = document.createElement("span");
      span.textContent = sentence;
      paragraph.append(span, " ");
    }
    this.#showLast();
  }

  /** Nobody can be heard who speaks into this telephone. */
  unheard() {
    this.say("Ohne Mikrofon. Eine Taste beendet.");
    this.caption("Das Mikrofon ist nicht zu hören. Statt Ihrer Stimme wird ein Ton aufgenommen.");
  }

  /** What the caller dials; keys pressed one after the other stand together. */
  dialled(key) {
    const last = this.#log.lastElementChild;
    const line = last?.classList.contains("you") ? last : this.#newLine("you");
    line.textContent += key;
    this.#showLast();
  }

  /** The key goes down; what is returned lets it come up, not before it was seen. */
  hold(key) {
    const { classList } = this.#root.querySelector(`[data-key="${key}"]`);
    classList.add("pressed");
    return () => setTimeout(() => classList.remove("pressed"), PRESSED_MS);
  }

  #newLine(...classes) {
    const paragraph = document.createElement("p");
    paragraph.classList.add(...classes);
    this.#log.append(paragraph);
    return paragraph;
  }

  #showLast() {
    // What is longer than the window is read from its beginning.
    this.#log.scrollTop = this.#log.lastElementChild.offsetTop - this.#log.offsetTop;
  }
}
