// One call: what the caller does, and what the hotline makes of it. The desk has no clock; this page keeps the time.

import * as desk from "./desk.js";
import * as microphone from "./microphone.js";

const LOOK_EVERY_MS = 1000;
const RING_MS = 1200;
// Nobody answers the test telephone: that is plain after this long.
const LONGEST_RINGING_S = 10;

/** The calls of one telephone, one after the other, seen in `view` and heard in `sound`. */
export class Call {
  #view;
  #sound;
  #id = null;         // of the call, "" while it is being dialled, null when the receiver is down
  #now = {};          // what the hotline said last
  #attempts = 0;
  #errands = Promise.resolve();
  #looking = null;
  #limit = null;

  constructor(view, sound) {
    this.#view = view;
    this.#sound = sound;
  }

  // --- what the caller does

  /** Lift the receiver and dial. */
  dial() {
    if (this.#id !== null) return;
    this.#id = "";
    this.#now = { step: -1 };
    this.#view.begin();
    this.#sound.hush();
    this.#sound.ring();
    const attempt = ++this.#attempts;
    const rung = new Promise((done) => setTimeout(done, RING_MS));
    this.#errands = Promise.all([desk.open(), rung])
      .then(([opened]) => attempt === this.#attempts ? this.#answered(opened) : opened?.id && desk.hangUp(opened.id))
      .catch(() => attempt === this.#attempts && this.#over("Die Hotline ist nicht zu erreichen."));
  }

  /** Put the receiver down. */
  hangUp() {
    if (this.#id === null) return;
    const ended = this.#id;
    this.#attempts += 1;
    if (ended) this.#errands = this.#errands.then(() => desk.hangUp(ended)).catch(() => {});
    this.#over("Aufgelegt");
  }

  /** Press a key, in a call or without one. */
  press(key) {
    if (!this.#id) return;
    this.#view.dialled(key);
    // Nobody waits for an answer to fall silent: the voice stops with the key.
    if (this.#now.keys && ["playing", "pausing"].includes(this.#now.doing)) this.#sound.hush();
    this.#tell({ type: "press", key });
  }

  /** The page is being closed. */
  leave() {
    if (this.#id) desk.leave(this.#id);
  }

  // --- talking with the desk, one thing after the other

  #answered(opened) {
    this.#id = opened.id;
    this.#show(opened.state);
  }

  #tell(event) { this.#ask((call) => this.#handOver(call).then(() => desk.tell(call, event))); }

  #finished = () => this.#tell({ type: "finished", began: this.#now.began });

  #ask(question) {
    const call = this.#id;
    this.#errands = this.#errands.then(async () => {
      if (this.#id !== call) return;
      const state = await question(call);
      if (this.#id === call) state ? this.#show(state) : this.#over("Aufgelegt");
    }).catch(() => this.#id === call && this.#over("Die Verbindung ist abgebrochen."));
  }

  // --- what the hotline says

  #begin = {
    playing: (state) => this.#sound.play(state, this.#finished),
    pausing: ({ seconds }) => this.#sound.wait(seconds, this.#finished),
    listening: ({ seconds }) => this.#sound.wait(seconds, this.#finished),
    recording: (state) => microphone.listen(this.#sound, state, this.#finished, () => this.#view.unheard()),
    ringing: ({ seconds }) => {
      this.#sound.ring();
      this.#sound.wait(Math.min(seconds, LONGEST_RINGING_S), this.#finished);
    },
    talking: ({ seconds }) => this.#sound.wait(seconds, this.#finished),
    room: (state) => this.#stay(state),
    ended: () => {
      this.#id = null;
      this.#view.receiver(false);
      this.#sound.tones.engaged();
    },
  };

  /** What was spoken so far goes first, and only then the key that may end the recording. */
  async #handOver(call) {
    if (this.#now.doing !== "recording") return;
    const wav = await microphone.spoken(this.#sound);
    if (wav && !await desk.speak(call, wav)) microphone.unheard();
  }

  #show(state) {
    state.captions.forEach((words) => this.#view.caption(words));
    if (state.step === this.#now.step) return;
    // Somebody's coming and going begins neither the hold music nor an announcement anew.
    const goesOn = this.#now.doing === "room" && state.doing === "room" && state.began === this.#now.began;
    if (!goesOn) this.#sound.hush();
    if (state.doing !== "room") this.#leaveRoom();
    if (state.doing !== "recording") microphone.close(this.#sound);
    this.#now = state;
    this.#view.status(state);
    if (!goesOn) this.#begin[state.doing](state);
  }

  #stay(state) {
    if (state.url || state.words) this.#sound.play(state, this.#finished);
    else if (state.pause) this.#sound.wait(state.pause, this.#finished);
    this.#looking ??= setInterval(() => this.#ask(desk.look), LOOK_EVERY_MS);
    this.#limit ??= setTimeout(() => this.#tell({ type: "time_up" }), state.seconds * 1000);
  }

  #leaveRoom() {
    clearInterval(this.#looking);
    clearTimeout(this.#limit);
    this.#looking = this.#limit = null;
  }

  #over(words) {
    this.#id = null;
    this.#sound.hush();
    this.#leaveRoom();
    microphone.close(this.#sound);
    this.#view.say(words);
    this.#view.receiver(false);
  }
}
