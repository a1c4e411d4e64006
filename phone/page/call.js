// One call: what the caller does, and what the hotline makes of it. The desk has no clock; this page keeps the time.

import * as desk from "./desk.js";
import * as microphone from "./microphone.js";
import * as sound from "./sound.js";
import * as tones from "./tones.js";
import * as view from "./view.js";

const LOOK_EVERY_MS = 1000;
const RING_MS = 1200;
// Nobody answers the test telephone: that is plain after this long.
const LONGEST_RINGING_S = 10;

let id = null;         // of the call, "" while it is being dialled, null when the receiver is down
let now = {};          // what the hotline said last
let attempts = 0;
let errands = Promise.resolve();
let looking = null;
let limit = null;

// --- what the caller does

/** Lift the receiver and dial. */
export function dial() {
  if (id !== null) return;
  id = "";
  now = { step: -1 };
  view.clear();
  view.receiver(true);
  view.say("Es klingelt");
  tones.ring();
  const attempt = ++attempts;
  const rung = new Promise((done) => setTimeout(done, RING_MS));
  errands = Promise.all([desk.open(), rung])
    .then(([opened]) => attempt === attempts ? answered(opened) : opened && desk.tell(opened.id, { type: "hangup" }))
    .catch(() => attempt === attempts && over("Die Hotline ist nicht zu erreichen."));
}

/** Put the receiver down. */
export function hangUp() {
  if (id === null) return;
  const ended = id;
  attempts += 1;
  if (ended) errands = errands.then(() => desk.tell(ended, { type: "hangup" })).catch(() => {});
  over("Aufgelegt");
}

/** Press a key, in a call or without one. */
export function press(key) {
  view.pressed(key);
  tones.key(key);
  if (!id) return;
  view.dialled(key);
  // Nobody waits for an answer to fall silent: the voice stops with the key.
  if (now.keys && ["playing", "pausing"].includes(now.doing)) sound.hush();
  tell({ type: "press", key });
}

/** The page is being closed. */
export function leave() {
  if (id) desk.leave(id);
}

// --- talking with the desk, one thing after the other

function answered(opened) {
  if (!opened) return over("Alle Leitungen sind besetzt.");
  id = opened.id;
  show(opened.state);
}

function tell(event) { ask((call) => handOver(call).then(() => desk.tell(call, event))); }

function finished() { tell({ type: "finished", began: now.began }); }

function ask(question) {
  const call = id;
  errands = errands.then(async () => {
    if (id !== call) return;
    const state = await question(call);
    if (id === call) state ? show(state) : over("Aufgelegt");
  }).catch(() => id === call && over("Die Verbindung ist abgebrochen."));
}

// --- what the hotline says

const BEGIN = {
  playing: (state) => sound.play(state, finished),
  pausing: ({ seconds }) => sound.wait(seconds, finished),
  listening: ({ seconds }) => sound.wait(seconds, finished),
  recording: (state) => microphone.listen(state, finished, unheard),
  ringing: ({ seconds }) => { sound.ring(); sound.wait(Math.min(seconds, LONGEST_RINGING_S), finished); },
  talking: ({ seconds }) => sound.wait(seconds, finished),
  room: stay,
  ended: () => { id = null; view.receiver(false); tones.engaged(); },
};

/** What was spoken so far goes first, and only then the key that may end the recording. */
async function handOver(call) {
  if (now.doing !== "recording") return;
  const wav = await microphone.spoken();
  if (wav && !await desk.speak(call, wav)) microphone.unheard();
}

function unheard() {
  view.say("Ohne Mikrofon. Eine Taste beendet.");
  view.caption("Das Mikrofon ist nicht zu hören. Statt Ihrer Stimme wird ein Ton aufgenommen.");
}

function show(state) {
  state.captions.forEach(view.caption);
  if (state.step === now.step) return;
  // Somebody's coming and going begins neither the hold music nor an announcement anew.
  const goesOn = now.doing === "room" && state.doing === "room" && state.began === now.began;
  if (!goesOn) sound.hush();
  if (state.doing !== "room") leaveRoom();
  if (state.doing !== "recording") microphone.close();
  now = state;
  view.status(state);
  if (!goesOn) BEGIN[state.doing](state);
}

function stay(state) {
  if (state.url || state.words) sound.play(state, finished);
  else if (state.pause) sound.wait(state.pause, finished);
  looking ??= setInterval(() => ask(desk.look), LOOK_EVERY_MS);
  limit ??= setTimeout(() => tell({ type: "time_up" }), state.seconds * 1000);
}

function leaveRoom() {
  clearInterval(looking);
  clearTimeout(limit);
  looking = limit = null;
}

function over(words) {
  id = null;
  sound.hush();
  leaveRoom();
  microphone.close();
  view.say(words);
  view.receiver(false);
}
