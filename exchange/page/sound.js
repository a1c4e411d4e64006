// What comes out of a receiver, and how long it takes.

const MS_PER_WORD = 400;
const RING_EVERY_S = 5;

/** What is heard in one receiver: recorded and spoken sound from `audio`, and `tones`. */
export class Sound {
  #audio;
  #sounding = null;   // the sound that is being played
  #reading = false;   // the browser's own voice reads it
  #timers = [];

  constructor(audio, tones) {
    this.#audio = audio;
    this.tones = tones;
  }

  /** How loud this receiver is, from 0 to 1. */
  set volume(volume) {
    this.#audio.volume = this.tones.volume = volume;
    // Telephones in a pocket let no page set a volume, but they can be muted.
    this.#audio.muted = volume === 0;
  }

  /** Play {url, words, loop}; a sound without an address is read by the browser's own voice. `done` when it is over. */
  play(sound, done) {
    this.#sounding = sound;
    const over = () => this.#sounding === sound && [this.hush(), done()];
    if (!sound.url) return this.#read(sound, over);
    const audio = Object.assign(this.#audio, { src: sound.url, loop: Boolean(sound.loop), onended: over });
    audio.onerror = () => this.#read(sound, over);
    // A browser that forbids sound shows the words for as long as it takes to read them.
    audio.play().catch((error) => error.name === "NotAllowedError" && this.#afterReading(sound, over));
  }

  /** Silence; `done` when the seconds are over. */
  wait(seconds, done) { this.#timers.push(setTimeout(done, seconds * 1000)); }

  /** A telephone rings somewhere else. */
  ring() {
    this.tones.ring();
    this.wait(RING_EVERY_S, () => this.ring());
  }

  /** Stop all sound and all waiting. */
  hush() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#sounding = this.#audio.onended = this.#audio.onerror = null;
    this.#audio.pause();
    this.tones.hush();
    // Another receiver of this page may be read to.
    if (this.#reading) speechSynthesis.cancel();
    this.#reading = false;
  }

  #read(sound, over) {
    const voice = window.speechSynthesis?.getVoices().find(({ lang }) => lang.startsWith("de"));
    if (!voice) return this.#afterReading(sound, over);
    const spoken = new SpeechSynthesisUtterance(sound.words);
    this.#reading = true;
    speechSynthesis.speak(Object.assign(spoken, { voice, lang: "de-DE", rate: 0.9, volume: this.#audio.volume, onend: over }));
  }

  #afterReading({ words = "" }, over) { this.wait(words.split(/\s+/).length * MS_PER_WORD / 1000, over); }
}
