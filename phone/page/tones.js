// The tones of the telephone itself: keys, ringing, engaged, and the one after which one speaks.

const ROWS = { 697: "123", 770: "456", 852: "789", 941: "*0#" };
const COLUMNS = [1209, 1336, 1477];
const GERMAN_TONE = [425];
const KEY_MS = 140;
const BEEP = [1000];
const BEEP_MS = 400;

const GAIN = 0.08;

let speakers = null;
let loud = 1;

/** How loud the telephone's own tones are, from 0 to 1. */
export function loudness(volume) { loud = volume; }

/** The two tones of a key. */
export function key(name) {
  const [row, names] = Object.entries(ROWS).find(([, those]) => those.includes(name));
  tone([Number(row), COLUMNS[names.indexOf(name)]], KEY_MS);
}

/** One ring, as the caller hears it. */
export function ring() { tone(GERMAN_TONE, 1000); }

/** The line is dead. */
export function engaged() { [0, 480, 960].forEach((startMs) => tone(GERMAN_TONE, 240, startMs)); }

/** Please speak after the tone; resolves when it is over. */
export function beep() {
  tone(BEEP, BEEP_MS);
  return new Promise((over) => setTimeout(over, BEEP_MS));
}

function tone(hertz, ms, startMs = 0) {
  // A browser lets nothing sound before the first key or click.
  speakers ??= new AudioContext();
  speakers.resume();
  const start = speakers.currentTime + startMs / 1000;
  const volume = faded(start, start + ms / 1000);
  for (const frequency of hertz) {
    const oscillator = new OscillatorNode(speakers, { frequency });
    oscillator.connect(volume);
    oscillator.start(start);
    oscillator.stop(start + ms / 1000 + 0.05);
  }
}

function faded(start, end) {
  const volume = new GainNode(speakers, { gain: 0 });
  // Soft edges, or every tone would begin and end with a click.
  volume.gain.setTargetAtTime(GAIN * loud, start, 0.005);
  volume.gain.setTargetAtTime(0, end, 0.005);
  volume.connect(speakers.destination);
  return volume;
}
