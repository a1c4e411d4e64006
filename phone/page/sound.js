// What comes out of the receiver, and how long it takes.

import * as tones from "./tones.js";

const MS_PER_WORD = 400;
const RING_EVERY_MS = 5000;

const audio = document.getElementById("earpiece");
let sounding = null;   // the sound that is being played
let timers = [];

/** Play {url, words, loop}; a sound without an address is read by the browser's own voice. `done` when it is over. */
export function play(sound, done) {
  sounding = sound;
  const over = () => sounding === sound && [hush(), done()];
  if (!sound.url) return read(sound, over);
  audio.src = sound.url;
  audio.loop = Boolean(sound.loop);
  audio.onended = over;
  audio.onerror = () => read(sound, over);
  // A browser that forbids sound shows the words for as long as it takes to read them.
  audio.play().catch((error) => error.name === "NotAllowedError" && afterReading(sound, over));
}

/** Silence; `done` when the seconds are over. */
export function wait(seconds, done) { timers.push(setTimeout(done, seconds * 1000)); }

/** A telephone rings somewhere else. */
export function ring() {
  tones.ring();
  timers.push(setTimeout(ring, RING_EVERY_MS));
}

/** How loud the receiver is, from 0 to 1. */
export function loudness(volume) { audio.volume = volume; }

/** Stop all sound and all waiting. */
export function hush() {
  timers.forEach(clearTimeout);
  timers = [];
  sounding = audio.onended = audio.onerror = null;
  audio.pause();
  window.speechSynthesis?.cancel();
}

function read(sound, over) {
  const voice = window.speechSynthesis?.getVoices().find(({ lang }) => lang.startsWith("de"));
  if (!voice) return afterReading(sound, over);
  const spoken = new SpeechSynthesisUtterance(sound.words);
  speechSynthesis.speak(Object.assign(spoken, { voice, lang: "de-DE", rate: 0.9, onend: over }));
}

function afterReading({ words = "" }, over) { wait(words.split(/\s+/).length * MS_PER_WORD / 1000, over); }
